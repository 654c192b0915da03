// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

/**
 * A property of the application cannot be used. The message is one sentence that names the property
 * and its place; it has no cause, because the messages of Camel's exceptions repeat values.
 */
public class StripePropertyException extends IllegalArgumentException {

    private final String action;

    StripePropertyException(String sentence, String action) {
        super(sentence);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
