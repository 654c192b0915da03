// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

/**
 * A call that changes something was sent, and no readable answer came back: Stripe may have acted
 * on it or not.
 *
 * <pre>{@code
 * catch (StripeOutcomeUnknownException e) {
 *     repeatWith(e.getIdempotencyKey());
 * }
 * }</pre>
 *
 * <p>Repeating it with {@link #getIdempotencyKey() the same idempotency key} is right, and makes
 * Stripe act once; repeating it with another one may charge twice.
 */
public class StripeOutcomeUnknownException extends StripeUnansweredException {

    private static final long serialVersionUID = 1L;

    public StripeOutcomeUnknownException(
            String message, Throwable cause, String operation, int attempts, String key) {
        super(message, cause, operation, attempts, key);
    }
}
