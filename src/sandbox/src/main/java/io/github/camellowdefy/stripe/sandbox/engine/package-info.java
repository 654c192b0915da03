/**
 * The stateful Stripe behind the sandbox: routes from the catalog, one generic engine for every
 * operation, a table of behaviours for those that need more. No HTTP server here.
 */
package io.github.camellowdefy.stripe.sandbox.engine;
