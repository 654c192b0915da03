// SPDX-License-Identifier: Apache-2.0
/**
 * Decides which idempotency key a call carries and how long the exchange keeps it. In go the call,
 * the exchange and the outcome of the call; out comes the key, as {@code src/docs/idempotency.md}
 * describes. Everything here runs on the thread that has the exchange at the moment; keys of copies
 * of one exchange are guarded by their common holder.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.producer.idempotency;
