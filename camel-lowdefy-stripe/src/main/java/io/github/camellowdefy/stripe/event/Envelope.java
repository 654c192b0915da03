// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

/**
 * The envelope in which the event bus of a cloud delivers an event. Events in an envelope carry no
 * signature.
 *
 * <pre>{@code
 * from("aws2-sqs:stripe-events").to("stripe:webhooks/constructEvent?envelope=eventBridge");
 * }</pre>
 */
public enum Envelope {
    /** The event as Stripe sends it to a webhook endpoint. */
    NONE(null),
    /** Amazon EventBridge: the event is the {@code detail}. */
    EVENT_BRIDGE("detail"),
    /** Azure Event Grid: the event is the {@code data}. */
    EVENT_GRID("data");

    private final String key;

    Envelope(String key) {
        this.key = key;
    }

    /** The key the event is under, or null where there is no envelope. */
    String key() {
        return key;
    }
}
