// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

/** The outcome of an order cannot be looked up yet: a search may not show it. */
public class TooEarlyException extends RuntimeException {

    public TooEarlyException(String message) {
        super(message);
    }
}
