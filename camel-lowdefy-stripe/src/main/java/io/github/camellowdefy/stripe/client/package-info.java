// SPDX-License-Identifier: Apache-2.0
/**
 * One connection to Stripe: {@link io.github.camellowdefy.stripe.client.StripeConnection} takes a
 * call through its attempts, within the limits of the connection, and reports on each. In goes a
 * {@link io.github.camellowdefy.stripe.call.StripeCall}, out comes a future of its answer. This
 * package knows no Camel type but no other restriction: it can be used without Camel.
 *
 * <h2>Threading</h2>
 *
 * <p>No method blocks. The caller's thread encodes the call and hands it to the HTTP client's I/O
 * threads, which read the answer and complete the future; a timer thread starts delayed attempts.
 * What depends on the future runs on an I/O thread and must not block: the producer continues the
 * route on a worker thread for that reason.
 */
package io.github.camellowdefy.stripe.client;
