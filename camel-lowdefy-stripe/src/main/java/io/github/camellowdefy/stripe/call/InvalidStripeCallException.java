// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

/**
 * The message cannot become exactly one Stripe call. Thrown before any request is sent; the text is
 * one sentence that says what was read, what was expected and the nearest fix, and never holds a
 * secret.
 *
 * <pre>{@code
 * onException(InvalidStripeCallException.class).maximumRedeliveries(0); // it would fail again
 * }</pre>
 */
public class InvalidStripeCallException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidStripeCallException(String message) {
        super(message);
    }

    public InvalidStripeCallException(String message, Throwable cause) {
        super(message, cause);
    }
}
