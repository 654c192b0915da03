// SPDX-License-Identifier: Apache-2.0
/**
 * The stateful Stripe behind the sandbox: one generic engine for every operation, a table of
 * behaviours for those that need more, no HTTP server. In goes an {@link
 * io.github.camellowdefy.stripe.sandbox.request.ApiRequest}, out come an {@link
 * io.github.camellowdefy.stripe.sandbox.engine.Answer} and the events of what has changed. All of
 * it runs on the thread of the request, with the account's lock held while a behaviour runs.
 */
package io.github.camellowdefy.stripe.sandbox.engine;
