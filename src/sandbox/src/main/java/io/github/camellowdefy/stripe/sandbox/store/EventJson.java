// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Timestamps;

/** Events as Stripe spells them out. */
final class EventJson {

    private EventJson() {}

    static ObjectNode of(Event event) {
        return event.isThin() ? thin(event) : snapshot(event);
    }

    private static ObjectNode snapshot(Event event) {
        Event.Facts facts = event.facts();
        ObjectNode json = Json.object();
        json.put("id", event.id()).put("object", "event");
        if (facts.connected()) {
            json.put("account", facts.account().id());
        }
        json.put("api_version", facts.cause().apiVersion()).put("created", event.created());
        ObjectNode data = json.putObject("data");
        data.set("object", event.object());
        if (facts.previous() != null) {
            data.set("previous_attributes", Json.read(facts.previous()));
        }
        json.put("livemode", false).put("pending_webhooks", event.pendingWebhooks());
        request(json, facts.cause());
        json.put("type", event.type());
        return json;
    }

    private static ObjectNode thin(Event event) {
        Event.Facts facts = event.facts();
        ObjectNode json = Json.object();
        json.put("id", event.id()).put("object", "v2.core.event");
        json.put("context", facts.connected() ? facts.account().id() : null);
        json.put("created", Timestamps.iso(event.created())).putObject("data");
        json.put("livemode", false);
        if (facts.cause().requestId() == null) {
            json.putNull("reason");
        } else {
            ObjectNode reason = json.putObject("reason").put("type", "request");
            request(reason, facts.cause());
            if (facts.cause().idempotencyKey() == null) {
                reason.withObject("request").put("idempotency_key", "");
            }
        }
        ObjectNode object = event.object();
        ObjectNode related = json.putObject("related_object");
        related.put("id", Json.id(object)).put("type", Json.text(object, "object"));
        related.put("url", event.thin().url());
        if (event.thin().snapshot() != null) {
            json.put("snapshot_event", event.thin().snapshot());
        }
        json.put("type", event.type());
        return json;
    }

    private static void request(ObjectNode json, Cause cause) {
        ObjectNode request = json.putObject("request");
        request.put("id", cause.requestId()).put("idempotency_key", cause.idempotencyKey());
    }
}
