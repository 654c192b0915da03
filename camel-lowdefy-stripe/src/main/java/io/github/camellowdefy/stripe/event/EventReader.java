// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camellowdefy.stripe.signature.Utf8;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Bytes to events, with nothing in between.
 *
 * <pre>{@code
 * StripeEvent event = EventReader.read(json, Envelope.NONE);
 * }</pre>
 */
public final class EventReader {

    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readerFor(Object.class);

    private EventReader() {}

    /**
     * Reads an event.
     *
     * @param payload JSON in UTF-8
     * @param envelope the envelope of the event
     * @throws InvalidEventException when it is not an event in such an envelope
     */
    public static StripeEvent read(byte[] payload, Envelope envelope) {
        // left to itself the parser would guess other encodings and accept them
        if (!Utf8.isText(payload)) {
            throw new InvalidEventException("The payload is not text in UTF-8.");
        }
        try {
            return unwrap(JSON.readValue(payload), envelope);
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the payload
            JsonLocation at = e.getLocation();
            throw new InvalidEventException(
                    at == null
                            ? "The payload is not JSON within the limits on size and nesting."
                            : "The payload is not JSON: it breaks off or goes wrong at line %d, column %d."
                                    .formatted(at.getLineNr(), at.getColumnNr()));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory does no input", e);
        }
    }

    /**
     * Finds the event in a body that another component has parsed.
     *
     * @throws InvalidEventException when it is not an event in such an envelope
     */
    public static StripeEvent unwrap(Object parsed, Envelope envelope) {
        Object content = envelope.key() == null ? parsed : content(parsed, envelope.key());
        if (content instanceof Map<?, ?> event) {
            @SuppressWarnings("unchecked")
            Map<String, Object> body = (Map<String, Object>) event;
            return new StripeEvent(body).checked();
        }
        throw new InvalidEventException(
                envelope.key() == null
                        ? "The payload is not a JSON object."
                        : "The payload is not an envelope: it holds no object under %s."
                                .formatted(envelope.key()));
    }

    /** Event Grid wraps in a list, too, when its own schema is chosen over that of CloudEvents. */
    private static Object content(Object parsed, String key) {
        Object envelope = parsed instanceof List<?> list && list.size() == 1 ? list.get(0) : parsed;
        return envelope instanceof Map<?, ?> map ? map.get(key) : null;
    }
}
