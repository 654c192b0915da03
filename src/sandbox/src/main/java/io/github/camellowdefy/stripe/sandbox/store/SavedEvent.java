// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/** Events in a snapshot, with whom each is still to be delivered to. */
public final class SavedEvent {

    private SavedEvent() {}

    public static ObjectNode write(Event event) {
        Event.Facts facts = event.facts();
        ObjectNode saved = Json.object();
        saved.put("type", facts.type()).set("object", Json.read(facts.object()));
        if (facts.previous() != null) {
            saved.set("previous", Json.read(facts.previous()));
        }
        saved.put("request", facts.cause().requestId());
        saved.put("idempotency_key", facts.cause().idempotencyKey());
        saved.put("api_version", facts.cause().apiVersion());
        event.saveDeliveries(saved);
        if (event.isThin()) {
            ObjectNode thin = saved.putObject("thin");
            thin.put("url", event.thin().url()).put("snapshot", event.thin().snapshot());
            thin.put("addressee", event.thin().addressee());
        }
        return saved;
    }

    public static Event read(
            String id, long key, Account account, boolean connected, ObjectNode saved) {
        Cause cause =
                new Cause(
                        Json.text(saved, "request"),
                        Json.text(saved, "idempotency_key"),
                        Json.text(saved, "api_version"));
        JsonNode previous = saved.get("previous");
        Event.Facts facts =
                new Event.Facts(
                        Json.text(saved, "type"),
                        account,
                        connected,
                        Json.write(saved.get("object")),
                        previous == null ? null : Json.write(previous),
                        cause);
        Event.Thin thin =
                saved.get("thin") instanceof ObjectNode side
                        ? new Event.Thin(
                                Json.text(side, "url"),
                                Json.text(side, "snapshot"),
                                Json.text(side, "addressee"))
                        : null;
        Event event = new Event(id, key, facts, thin);
        event.loadDeliveries(saved);
        return event;
    }
}
