// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

/**
 * The queue of waiting calls is full, so the call was refused at once, before a request was sent.
 * Repeating it later is safe. See the options {@code maxConcurrentRequests}, {@code
 * maxQueuedRequests} and {@code requestsPerSecond}.
 *
 * <pre>{@code
 * onException(StripeBusyException.class).redeliveryDelay(1000).maximumRedeliveries(5);
 * }</pre>
 */
public class StripeBusyException extends StripeNotSentException {

    private static final long serialVersionUID = 1L;

    StripeBusyException(String message, String operation, String key) {
        super(message, null, operation, 0, key);
    }
}
