// SPDX-License-Identifier: Apache-2.0
/**
 * The path of a call: {@link io.github.camellowdefy.stripe.producer.StripeProducer} reads the
 * message, resolves the call, chooses its key, has it sent and writes the answer into the message.
 * In goes an exchange, out comes the same exchange with the answer or the failure. The caller's
 * thread runs the path up to the sending; a worker thread of the connection continues the route.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.producer;
