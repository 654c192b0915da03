// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

/**
 * The received body is not an event of Stripe. The message is one sentence that says what was read
 * and what was expected, and quotes nothing of the payload.
 *
 * <pre>{@code
 * onException(InvalidEventException.class).handled(true); // the status 400 is in a header already
 * }</pre>
 */
public class InvalidEventException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidEventException(String message) {
        super(message);
    }
}
