// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

/**
 * What was received is not an event of Stripe. The message is one sentence that says what was read
 * and what was expected, and quotes nothing of the payload.
 */
public class InvalidEventException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidEventException(String message) {
        super(message);
    }
}
