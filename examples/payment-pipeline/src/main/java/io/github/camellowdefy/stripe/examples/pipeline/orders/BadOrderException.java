// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

/** A message that is no order; it would be none at the next try either. */
public class BadOrderException extends IllegalArgumentException {

    public BadOrderException(String message) {
        super(message);
    }

    public BadOrderException(String message, Throwable cause) {
        super(message, cause);
    }
}
