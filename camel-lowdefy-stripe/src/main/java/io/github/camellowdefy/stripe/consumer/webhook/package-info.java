// SPDX-License-Identifier: Apache-2.0
/**
 * Receives webhook deliveries: reads the bytes, verifies the signature, claims the event, runs the
 * route and answers Stripe. In goes an HTTP request of the runtime's server, out come an exchange
 * for the route and an HTTP status for Stripe. Everything runs on the server's thread until the
 * route is asynchronous.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.consumer.webhook;
