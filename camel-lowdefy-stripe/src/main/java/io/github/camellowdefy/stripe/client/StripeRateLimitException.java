// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import com.stripe.exception.RateLimitException;

/**
 * stripe-java's exception with the reason from the header {@code Stripe-Rate-Limited-Reason}.
 *
 * <pre>{@code
 * onException(StripeRateLimitException.class).log("${exception.reason}");
 * }</pre>
 */
public class StripeRateLimitException extends RateLimitException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    StripeRateLimitException(RateLimitException original, String reason) {
        super(
                original.getUserMessage() + " (rate limited by: " + reason + ")",
                original.getParam(),
                original.getRequestId(),
                original.getCode(),
                original.getStatusCode(),
                original);
        this.reason = reason;
        setStripeError(original.getStripeError(), original.getStripeErrorApiMode());
    }

    /** The header {@code Stripe-Rate-Limited-Reason}, such as {@code endpoint-rate}. */
    public String getReason() {
        return reason;
    }
}
