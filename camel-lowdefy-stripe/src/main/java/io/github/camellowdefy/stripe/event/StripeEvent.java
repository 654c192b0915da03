// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * An event, whichever way it came: a v1 snapshot ({@code object: event}) or a v2 thin event ({@code
 * object: v2.core.event}, which names a {@code related_object} instead of holding one).
 *
 * <pre>{@code
 * StripeEvent event = EventReader.read(json, Envelope.NONE);
 * event.type(); // "charge.refunded"
 * event.object().get("id"); // "ch_..."
 * }</pre>
 *
 * @param body the event as received
 */
public record StripeEvent(Map<String, Object> body) {

    private static final String SNAPSHOT = "event";
    private static final String THIN = "v2.core.event";

    /** Checks that the event has an {@code id}, which identifies it. */
    public StripeEvent {
        if (!(body.get("id") instanceof String id) || id.isBlank()) {
            throw new InvalidEventException("The event has no id.");
        }
    }

    /**
     * Checks that the {@code object} and the {@code type} are an event's, where anything may have
     * been sent.
     */
    StripeEvent checked() {
        Object object = body.get("object");
        Object type = body.get("type");
        if (object == null ? type == null : !SNAPSHOT.equals(object) && !THIN.equals(object)) {
            throw new InvalidEventException(
                    "The payload is not an event: its object is neither event nor v2.core.event.");
        }
        if (type != null && !(type instanceof String)) {
            throw new InvalidEventException("The type of the event is not text.");
        }
        return this;
    }

    /** {@code evt_...}. */
    public String id() {
        return (String) body.get("id");
    }

    /**
     * Such as {@code payment_intent.succeeded}; null in payloads made by hand that leave it out.
     */
    public String type() {
        return text(body.get("type"));
    }

    /** Whether this is a v2 thin event. */
    public boolean isThin() {
        return THIN.equals(body.get("object"));
    }

    /** When it happened, in Unix seconds; null when the event does not say. */
    public Long created() {
        Object created = body.get("created");
        if (created instanceof Number seconds) {
            return seconds.longValue();
        }
        if (created instanceof String text) {
            try {
                return Instant.parse(text).getEpochSecond();
            } catch (DateTimeException e) {
                return null;
            }
        }
        return null;
    }

    /** The connected account it came from, or the v2 context; null for the account's own. */
    public String account() {
        return text(body.get(isThin() ? "context" : "account"));
    }

    /** The API version it was made with; null for thin events, which have none. */
    public String apiVersion() {
        return text(body.get("api_version"));
    }

    /** How many deliveries are still to succeed; null for thin events. */
    public Long pendingWebhooks() {
        return body.get("pending_webhooks") instanceof Number n ? n.longValue() : null;
    }

    /** The idempotency key of the request that caused it, or null. */
    public String requestIdempotencyKey() {
        Object request = isThin() ? map(body.get("reason")).get("request") : body.get("request");
        return text(map(request).get("idempotency_key"));
    }

    /** The object it is about: of a snapshot as it was, of a thin event only type, id and url. */
    public Map<?, ?> object() {
        return map(isThin() ? body.get("related_object") : map(body.get("data")).get("object"));
    }

    /** Names the event only: its data may be personal. */
    @Override
    public String toString() {
        return "StripeEvent[" + id() + ", " + type() + ']';
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : null;
    }
}
