// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.webhook;

/**
 * One attempt to deliver an event.
 *
 * @param endpoint the id of the webhook endpoint or event destination
 * @param url where it went
 * @param event the id of the event
 * @param type the type of the event
 * @param attempt 1 for the first
 * @param status the answer's status; 0 when there was none
 * @param outcome {@code 200}, or why it failed
 */
public record Delivery(
        String endpoint,
        String url,
        String event,
        String type,
        int attempt,
        int status,
        String outcome) {

    /** Whether the endpoint took the event. */
    public boolean delivered() {
        return status >= 200 && status < 300;
    }
}
