// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.List;
import java.util.Set;

/** The phases of a subscription schedule: what is sold, from when to when. */
final class SchedulePhases {

    private static final Set<String> TAKEN_OVER =
            Tsv.words(
                    "billing_cycle_anchor collection_method default_payment_method"
                            + " description discounts metadata add_invoice_items invoice_settings");

    private static final long DAYS_UNTIL_DUE = 30;

    private SchedulePhases() {}

    /** The phases a request describes, one after the other from {@code start} on. */
    static ArrayNode read(Call call, Changes changes, long start) {
        List<Params> wanted = call.params().hashes("phases");
        JsonNode typed = call.fields().path("phases");
        missingIf(wanted.isEmpty(), "phases");
        ArrayNode phases = Json.array();
        long from = time(wanted.get(0), "start_date", changes.now(), start);
        for (int i = 0; i < wanted.size(); i++) {
            ObjectNode phase = phase(changes, wanted.get(i), "phases[" + i + ']', from);
            for (String field : TAKEN_OVER) {
                if (typed.get(i).hasNonNull(field)) {
                    phase.set(field, typed.get(i).get(field));
                }
            }
            phases.add(phase);
            from = Json.number(phase, "end_date");
        }
        return phases;
    }

    /** The one phase of a subscription that has had no schedule: its current period. */
    static ObjectNode of(Changes changes, ObjectNode subscription) {
        ObjectNode phase = draft(changes);
        for (JsonNode item : Lines.data(subscription, "items")) {
            add(changes, phase, item.get("price"), Json.number(item, "quantity"));
        }
        phase.set("currency", subscription.get("currency"));
        phase.set("start_date", subscription.get("current_period_start"));
        phase.set("end_date", subscription.get("current_period_end"));
        return phase;
    }

    /** The phase that is under way at a time, or null. */
    static ObjectNode at(ArrayNode phases, long time) {
        for (JsonNode phase : phases) {
            if (Json.number(phase, "start_date") <= time && time < Json.number(phase, "end_date")) {
                return (ObjectNode) phase;
            }
        }
        return null;
    }

    private static ObjectNode draft(Changes changes) {
        ObjectNode phase = changes.draft("subscription_schedule_phase");
        phase.remove(List.of("id", "object"));
        return phase;
    }

    /** A phase from its parameters. */
    static ObjectNode phase(Changes changes, Params wanted, String path, long start) {
        ObjectNode phase = draft(changes);
        List<Params> items = wanted.hashes("items");
        missingIf(items.isEmpty(), path + "[items]");
        for (int i = 0; i < items.size(); i++) {
            ObjectNode item =
                    SubscriptionItems.create(changes, items.get(i), path + "[items][" + i + ']');
            add(changes, phase, item.get("price"), Json.number(item, "quantity"));
        }
        JsonNode price = changes.find("price", priceOf(phase)).path("recurring");
        phase.set("currency", changes.find("price", priceOf(phase)).get("currency"));
        phase.put("proration_behavior", wanted.text("proration_behavior", "create_prorations"));
        long end = time(wanted, "end_date", changes.now(), end(wanted, price, start));
        if (end <= start) {
            throw StripeError.invalid("The phase end date must be after the phase start date.")
                    .param(path + "[end_date]");
        }
        phase.put("start_date", start).put("end_date", end);
        if (wanted.bool("trial", false)) {
            phase.put("trial_end", end);
        } else if (wanted.has("trial_end")) {
            phase.put("trial_end", wanted.requireInteger("trial_end"));
        }
        return phase;
    }

    private static String priceOf(ObjectNode phase) {
        return Json.text(phase.get("items").get(0), "price");
    }

    /** One billing interval unless the phase says otherwise. */
    private static long end(Params wanted, JsonNode recurring, long start) {
        if (wanted.has("duration")) {
            return Periods.end(start, start, wanted.hash("duration").tree());
        }
        ObjectNode span = recurring.deepCopy();
        long count = Math.max(1, Json.number(span, "interval_count"));
        span.put("interval_count", count * wanted.integer("iterations", 1));
        return Periods.end(start, start, span);
    }

    private static long time(Params params, String name, long now, long otherwise) {
        if (!params.has(name)) {
            return otherwise;
        }
        return params.text(name).equals("now") ? now : params.requireInteger(name);
    }

    private static void add(Changes changes, ObjectNode phase, JsonNode price, long quantity) {
        ObjectNode facts = Json.object().put("quantity", quantity);
        facts.set("price", price.get("id"));
        phase.withArray("items").add(Shapes.of("phase.item", facts));
    }

    /** The parameters with which a phase's subscription is created. */
    static Params creation(ObjectNode phase) {
        ObjectNode tree = Json.object();
        tree.set("items", sold(phase));
        for (String field :
                List.of("trial_end", "collection_method", "discounts", "add_invoice_items")) {
            if (phase.hasNonNull(field)) {
                tree.set(field, phase.get(field).deepCopy());
            }
        }
        if (Json.is(phase, "collection_method", "send_invoice")) {
            long days = Json.number(phase.path("invoice_settings"), "days_until_due");
            tree.put("days_until_due", days == 0 ? DAYS_UNTIL_DUE : days);
        }
        return new Params(tree);
    }

    /** The parameters that turn a subscription's items into those of a phase. */
    static Params change(ObjectNode subscription, ObjectNode phase, boolean prorate) {
        ObjectNode tree = Json.object();
        ArrayNode items = tree.putArray("items");
        ArrayNode wanted = sold(phase);
        ArrayNode others = Json.array();
        for (JsonNode item : Lines.data(subscription, "items")) {
            String price = Json.id(item.get("price"));
            ObjectNode same = take(wanted, price);
            (same == null ? others : items)
                    .add((same == null ? Json.object() : same).set("id", item.get("id")));
        }
        for (JsonNode other : others) {
            ObjectNode change = take(wanted, null);
            items.add(
                    (change == null ? Json.object().put("deleted", true) : change)
                            .set("id", other.get("id")));
        }
        items.addAll(wanted);
        tree.put("proration_behavior", prorate ? "create_prorations" : "none");
        return new Params(tree);
    }

    private static ArrayNode sold(ObjectNode phase) {
        ArrayNode sold = Json.array();
        for (JsonNode item : phase.get("items")) {
            sold.addObject()
                    .<ObjectNode>set("price", item.get("price"))
                    .set("quantity", item.get("quantity"));
        }
        return sold;
    }

    /** Takes the first with this price, or the first of all, out of the list; null without one. */
    private static ObjectNode take(ArrayNode wanted, String price) {
        for (int i = 0; i < wanted.size(); i++) {
            if (price == null || price.equals(Json.text(wanted.get(i), "price"))) {
                return (ObjectNode) wanted.remove(i);
            }
        }
        return null;
    }
}
