// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

/**
 * Stripe cannot have acted on the call: there was no connection, or the call still waited for its
 * turn. Repeating it is safe.
 *
 * <pre>{@code
 * catch (StripeNotSentException e) {
 *     log.info("{} was not sent", e.getOperation());
 * }
 * }</pre>
 */
public class StripeNotSentException extends StripeUnansweredException {

    private static final long serialVersionUID = 1L;

    public StripeNotSentException(
            String message, Throwable cause, String operation, int attempts, String key) {
        super(message, cause, operation, attempts, key);
    }
}
