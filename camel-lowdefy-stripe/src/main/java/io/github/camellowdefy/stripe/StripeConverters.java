// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import com.stripe.model.Event;
import io.github.camellowdefy.stripe.client.answer.EventModel;
import io.github.camellowdefy.stripe.consumer.EventWriter;
import java.util.Map;
import org.apache.camel.Converter;

/**
 * Lets routes and beans ask for stripe-java's typed model where the body is a plain map.
 *
 * <pre>{@code
 * from("stripe:events").process(exchange -> {
 *     Event event = exchange.getMessage().getBody(Event.class);
 * });
 * }</pre>
 */
@Converter(generateLoader = true)
public final class StripeConverters {

    private StripeConverters() {}

    /**
     * The event a map holds.
     *
     * @return null when the map is no v1 event, or {@link Event} cannot hold it, so that other
     *     converters have a chance
     */
    @Converter(allowNull = true)
    public static Event toEvent(Map<?, ?> event) {
        if (!"event".equals(event.get("object"))) {
            return null;
        }
        try {
            Object model = EventModel.ofSnapshot(EventWriter.json(event)).model();
            return model instanceof Event typed ? typed : null;
        } catch (Error e) {
            // Camel puts an exception of a converter on the exchange, but not an error
            throw new IllegalArgumentException("The event is nested too deep to be read", e);
        }
    }
}
