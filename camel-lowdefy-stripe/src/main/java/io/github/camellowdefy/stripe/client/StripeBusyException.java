// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

/**
 * So many calls are waiting for their turn that no other is taken in; it was refused at once,
 * before anything was sent. See the options {@code maxConcurrentRequests}, {@code
 * maxQueuedRequests} and {@code requestsPerSecond}.
 */
public class StripeBusyException extends StripeNotSentException {

    private static final long serialVersionUID = 1L;

    StripeBusyException(String message, String operation, String key) {
        super(message, null, operation, 0, key);
    }
}
