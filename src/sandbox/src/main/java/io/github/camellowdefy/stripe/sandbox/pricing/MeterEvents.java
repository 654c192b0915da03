// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Usage that is reported: one event, or a stream of them. What names no meter, no customer or no
 * number is taken and then reported by an event of its own, as at Stripe.
 */
final class MeterEvents implements Behaviours.Module {

    private static final long DAY = 86_400;
    private static final long OLDEST = 35 * DAY;
    private static final long AHEAD = 300;
    private static final int IDENTIFIER = 100;

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/billing/meter_events", MeterEvents::create)
                .on("POST /v2/billing/meter_events", MeterEvents::createV2)
                .on("POST /v2/billing/meter_event_stream", MeterEvents::stream)
                .on("POST /v1/billing/meter_event_adjustments", MeterEvents::adjust)
                .on("POST /v2/billing/meter_event_adjustments", MeterEvents::adjust);
    }

    private static Answer create(Call call) {
        Long time = call.params().integer("timestamp");
        return Answer.of(take(call, call.params(), time, "billing.meter_event"));
    }

    private static Answer createV2(Call call) {
        return Answer.of(take(call, call.params(), iso(call.params()), "v2.billing.meter_event"));
    }

    private static Answer stream(Call call) {
        for (Params each : call.params().hashes("events")) {
            take(call, each, iso(each), "v2.billing.meter_event");
        }
        return Answer.of(Json.object());
    }

    private static Long iso(Params params) {
        String time = params.text("timestamp");
        try {
            return time == null ? null : Long.valueOf(OffsetDateTime.parse(time).toEpochSecond());
        } catch (DateTimeException e) {
            throw StripeError.invalid("Invalid timestamp: " + time).param("timestamp");
        }
    }

    /** Counts an event where it can be, and gives what is answered. */
    private static ObjectNode take(Call call, Params params, Long time, String shown) {
        String name = params.requireText("event_name");
        ObjectNode payload = params.hash("payload").tree().deepCopy();
        payload.properties().forEach(each -> new Params(payload, "payload").text(each.getKey()));
        long at = time == null ? call.now() : time;
        refuseIf(at < call.now() - OLDEST || at > call.now() + AHEAD, "meter_event_time");
        String given = params.text("identifier");
        if (given != null && given.length() > IDENTIFIER) {
            throw StripeError.refusal("text_too_long", given.substring(0, 5), "", IDENTIFIER)
                    .param("identifier");
        }
        refuseIf(
                given != null && call.account().find(Meters.EVENT, given) != null,
                "meter_event_twice",
                given);
        Changes changes = call.changes();
        ObjectNode answer = changes.draft(shown);
        String identifier = given == null ? changes.engine().ids().token(24) : given;
        answer.put("event_name", name).put("identifier", identifier).set("payload", payload);
        if (!shown.startsWith("v2.")) {
            answer.put("timestamp", at);
        } else if (time == null) {
            answer.set("timestamp", answer.get("created"));
        } else {
            answer.put("timestamp", params.text("timestamp"));
        }
        count(changes, name, payload, identifier, at);
        answer.remove("id");
        ObjectNode complete = changes.complete(answer.put("id", identifier));
        complete.remove("id");
        return complete;
    }

    private static void count(
            Changes changes, String name, ObjectNode payload, String identifier, long at) {
        ObjectNode meter = Meters.active(changes.account(), name);
        if (meter == null) {
            changes.emit(about(changes, name), "v1.billing.meter.no_meter_found");
            return;
        }
        String customerKey = Json.text(meter.path("customer_mapping"), "event_payload_key");
        String valueKey = Json.text(meter.path("value_settings"), "event_payload_key");
        String customer = text(payload, customerKey);
        String value = text(payload, valueKey);
        boolean counts = Json.is(meter.path("default_aggregation"), "formula", "count");
        boolean fits =
                changes.find("customer", customer) != null
                        && (value == null ? counts : value.matches("-?\\d{1,15}(\\.\\d{1,12})?"));
        if (!fits) {
            changes.emit(about(changes, Json.id(meter)), "v1.billing.meter.error_report_triggered");
            return;
        }
        ObjectNode event = changes.draft(Meters.EVENT, identifier);
        event.put("event_name", name).put("identifier", identifier).put("timestamp", at);
        event.set("payload", payload);
        changes.add(event, Meters.place(Json.id(meter), customer));
    }

    /** Events of v2 are about an object; these name the meter. */
    private static ObjectNode about(Changes changes, String id) {
        return Json.object().put("id", id).put("object", "v2." + Meters.METER);
    }

    private static String text(JsonNode payload, String key) {
        return payload.hasNonNull(key) ? payload.get(key).asText() : null;
    }

    /** An event that was sent by mistake no longer counts. */
    private static Answer adjust(Call call) {
        String id = call.params().hash("cancel").text("identifier");
        ObjectNode event = id == null ? null : call.account().find(Meters.EVENT, id);
        refuseIf(event == null, "meter_event_unknown", id);
        call.changes().delete(event);
        return call.proceed();
    }
}
