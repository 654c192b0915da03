// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.events;

import io.github.camellowdefy.stripe.examples.pipeline.orders.PaymentState;
import java.util.Map;

/**
 * An event of Stripe's, and which payment it is about.
 *
 * @param intent the payment intent, or null when the event is about none
 * @param order the order named in the metadata of the object, or null
 * @param state what a payment intent was when the event happened; null for other objects
 */
public record PaymentEvent(
        String id, String type, String intent, String order, PaymentState state) {

    /**
     * Reads the JSON of an event.
     *
     * @throws IllegalArgumentException when it is no event
     */
    public static PaymentEvent read(Map<?, ?> event) {
        if (!(event.get("id") instanceof String id)
                || !(event.get("type") instanceof String type)
                || !(event.get("data") instanceof Map<?, ?> data)
                || !(data.get("object") instanceof Map<?, ?> object)) {
            throw new IllegalArgumentException(
                    "The message is no event of Stripe's; expected id, type and data.object.");
        }
        boolean isIntent = "payment_intent".equals(object.get("object"));
        return new PaymentEvent(
                id,
                type,
                isIntent ? text(object, "id") : text(object, "payment_intent"),
                object.get("metadata") instanceof Map<?, ?> metadata
                        ? text(metadata, "order")
                        : null,
                isIntent ? PaymentState.of(object, null) : null);
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : null;
    }
}
