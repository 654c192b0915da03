// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

/**
 * Refuses an option of the component or of a connection bean while Camel binds properties to it. It
 * is an error, because Camel answers every exception at that place with one of its own, whose
 * message repeats the value, and the value of a misspelt {@code secretKey} is a key. It is thrown
 * while an application starts, never while a message is processed.
 */
public final class OptionError extends Error {

    private static final long serialVersionUID = 1;

    public OptionError(IllegalArgumentException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
