// SPDX-License-Identifier: Apache-2.0
/**
 * Data to start with: a fixture file of Stripe's command line tool, as JSON or YAML, becomes
 * requests to the engine, one after the other.
 */
package io.github.camellowdefy.stripe.sandbox.seed;
