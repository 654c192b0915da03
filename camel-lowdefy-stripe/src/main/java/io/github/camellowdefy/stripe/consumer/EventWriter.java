// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.EventModel;
import io.github.camellowdefy.stripe.event.StripeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Writes an event into a message: the same body and headers for polled and for delivered events.
 */
public record EventWriter(AnswerFormat format) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Writes the event.
     *
     * @param received its JSON as it was received, or null where the event was changed since
     */
    public void write(StripeEvent event, byte[] received, Message message) {
        message.setBody(body(event, received, message));
        set(message, StripeConstants.EVENT_ID, event.id());
        set(message, StripeConstants.EVENT_TYPE, event.type());
        set(message, StripeConstants.EVENT_CREATED, event.created());
        set(message, StripeConstants.EVENT_ACCOUNT, event.account());
        set(message, StripeConstants.EVENT_API_VERSION, event.apiVersion());
        set(message, StripeConstants.EVENT_PENDING_WEBHOOKS, event.pendingWebhooks());
        set(message, StripeConstants.EVENT_REQUEST_IDEMPOTENCY_KEY, event.requestIdempotencyKey());
        if (event.created() != null) {
            message.setHeader(Exchange.MESSAGE_TIMESTAMP, event.created() * 1_000);
        }
    }

    public static String json(Map<?, ?> event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The event holds what JSON cannot say", e);
        }
    }

    private Object body(StripeEvent event, byte[] received, Message message) {
        return switch (format) {
            case MAP -> event.body();
            case JSON -> json(event, received);
            case OBJECT -> model(event, json(event, received), message);
        };
    }

    private static String json(StripeEvent event, byte[] received) {
        return received == null ? json(event.body()) : new String(received, StandardCharsets.UTF_8);
    }

    private static Object model(StripeEvent event, String json, Message message) {
        EventModel read = event.isThin() ? EventModel.ofThin(json) : EventModel.ofSnapshot(json);
        message.setHeader(StripeConstants.EVENT_VERSION_DIFFERS, read.versionDiffers());
        return read.model();
    }

    private static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
