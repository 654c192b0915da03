// SPDX-License-Identifier: Apache-2.0
/**
 * Reads an HTTP response as the answer of a call: plain maps, JSON text, stripe-java's objects, or
 * stripe-java's exception. In goes a complete response, out comes a {@link
 * io.github.camellowdefy.stripe.client.answer.StripeAnswer} or an exception. Reading runs on the
 * I/O thread that received the response.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.client.answer;
