// SPDX-License-Identifier: Apache-2.0
/**
 * Encodes a call as an HTTP request: target, headers and the form, JSON or multipart body, byte for
 * byte as the official Node client would. In goes a {@link
 * io.github.camellowdefy.stripe.call.StripeCall}, out comes a request that can be sent more than
 * once. Encoding runs on the caller's thread; the body of an upload is read on an I/O thread.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.client.encode;
