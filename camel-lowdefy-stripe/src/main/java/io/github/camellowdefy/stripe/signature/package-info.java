// SPDX-License-Identifier: Apache-2.0
/**
 * Signs and verifies webhook payloads as Stripe documents it. In go the payload, the {@code
 * Stripe-Signature} header and the signing secrets, out comes the signing time or the reason for
 * the refusal. Everything here is a pure function that takes the clock as a value.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.signature;
