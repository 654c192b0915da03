// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

/** A page was to start from an event the account does not have, or has no more. */
public class UnknownEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownEventException(Throwable cause) {
        super(cause);
    }
}
