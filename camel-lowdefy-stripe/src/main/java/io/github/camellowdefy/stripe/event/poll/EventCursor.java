// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The progress of a consumer in the account's events, as a repository keeps it. A consumer that
 * continues from it reads everything after the anchor, which is at least a lookback old, and leaves
 * out what is in {@code done}: so that an event that appears late is still found and one that is
 * done is not done again.
 *
 * @param from events created earlier than this, in Unix seconds, are ignored
 * @param anchor the event up to which, in the account's order, every event has completed and no
 *     other can appear; null when there is none yet
 * @param position the event up to which every event seen has completed; null when there is none
 * @param completeUntil the time up to which everything that matters has completed, in Unix seconds;
 *     0 when nothing has
 * @param done the completed events after the anchor: id and time of creation
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
record EventCursor(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long from,
        @JsonInclude(JsonInclude.Include.NON_NULL) Mark anchor,
        @JsonInclude(JsonInclude.Include.NON_NULL) Mark position,
        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL) long completeUntil,
        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
                Map<String, Long> done) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    // a cursor of a later version may say more
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    EventCursor {
        done = done == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(done));
    }

    /** An event by its id and its time of creation in Unix seconds. */
    record Mark(String id, @JsonProperty(required = true) long created) {

        Mark {
            if (id == null || id.isBlank()) {
                throw new IllegalArgumentException("An event has an id");
            }
        }
    }

    String toText() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A cursor is made of text and numbers", e);
        }
    }

    /**
     * Parses the text of {@link #toText}.
     *
     * @param place where it was found, to follow the key in a sentence
     * @throws IllegalArgumentException when it is anything else
     */
    static EventCursor parse(String key, String place, String text) {
        EventCursor read = null;
        try {
            read = JSON.readValue(text, EventCursor.class);
        } catch (JsonProcessingException e) {
            // refused below, as JSON null is
        }
        if (read == null) {
            throw new IllegalArgumentException(
                    "The cursor '%s'%s is damaged or was not written by stripe:events: restore it, or remove it to begin with startFrom."
                            .formatted(key, place));
        }
        return read;
    }
}
