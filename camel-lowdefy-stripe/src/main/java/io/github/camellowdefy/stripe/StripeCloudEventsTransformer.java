// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import com.stripe.model.StripeObject;
import io.github.camellowdefy.stripe.consumer.EventWriter;
import io.github.camellowdefy.stripe.event.Envelope;
import io.github.camellowdefy.stripe.event.EventReader;
import io.github.camellowdefy.stripe.event.InvalidEventException;
import io.github.camellowdefy.stripe.event.StripeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * Describes an event with Camel's headers of a CloudEvent 1.0; the body becomes the event's JSON.
 * What understands these headers (Knative, Kafka, HTTP) sends a CloudEvent from here.
 *
 * <pre>{@code
 * from("stripe:events")
 *         .transform(new DataType("stripe:application-cloudevents"))
 *         .to("kafka:events");
 * }</pre>
 */
@DataTypeTransformer(
        name = "stripe:application-cloudevents",
        description =
                "Adds CloudEvents headers to the Camel message with the details of a Stripe event")
public class StripeCloudEventsTransformer extends Transformer {

    private static final String SOURCE = "https://api.stripe.com";

    @Override
    public void transform(Message message, DataType from, DataType to) {
        StripeEvent event = event(message);
        set(message, "CamelCloudEventID", event.id());
        set(message, "CamelCloudEventVersion", "1.0");
        set(message, "CamelCloudEventType", "com.stripe." + event.type());
        set(
                message,
                "CamelCloudEventSource",
                event.account() == null ? SOURCE : SOURCE + '/' + event.account());
        set(message, "CamelCloudEventSubject", event.object().get("id"));
        set(
                message,
                "CamelCloudEventTime",
                Optional.ofNullable(event.created()).map(Instant::ofEpochSecond).orElse(null));
        set(message, Exchange.CONTENT_TYPE, "application/json");
        message.setBody(EventWriter.json(event.body()));
    }

    private static StripeEvent event(Message message) {
        if (message.getBody() instanceof Map<?, ?> map) {
            return EventReader.unwrap(map, Envelope.NONE);
        }
        byte[] json =
                message.getBody() instanceof StripeObject model
                        ? model.getRawJsonObject().toString().getBytes(StandardCharsets.UTF_8)
                        : message.getBody(byte[].class);
        if (json == null) {
            throw new InvalidEventException(
                    "The body is no event: expected a Map, JSON, or stripe-java's Event.");
        }
        return EventReader.read(json, Envelope.NONE);
    }

    private static void set(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value.toString());
        }
    }
}
