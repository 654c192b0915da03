// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import com.stripe.exception.ApiConnectionException;

/**
 * Stripe gave no answer. The subclasses tell whether a call that changes something may have been
 * executed; a call that only reads fails with this class itself.
 *
 * <pre>{@code
 * onException(StripeUnansweredException.class).maximumRedeliveries(3); // repeats the idempotency key
 * }</pre>
 */
public class StripeUnansweredException extends ApiConnectionException {

    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int attempts;
    private final String idempotencyKey;

    public StripeUnansweredException(
            String message, Throwable cause, String operation, int attempts, String key) {
        super(message, cause);
        this.operation = operation;
        this.attempts = attempts;
        this.idempotencyKey = key;
    }

    /** The dotted name of the operation called. */
    public String getOperation() {
        return operation;
    }

    /** How many requests were sent for the call; 0 when it was still waiting. */
    public int getAttempts() {
        return attempts;
    }

    /** The idempotency key of the call, the same in all attempts; null when it carried none. */
    public String getIdempotencyKey() {
        return idempotencyKey;
    }
}
