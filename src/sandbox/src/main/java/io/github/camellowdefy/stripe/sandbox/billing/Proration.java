// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Prices;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a change in mid-period costs or gives back, as invoice items for the next invoice. */
final class Proration {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Proration() {}

    /** The invoice item that gives back the rest of an item's period. */
    static ObjectNode credit(Changes changes, ObjectNode subscription, ObjectNode item) {
        return draft(changes, subscription, item, -rest(changes, item), "Unused time on ");
    }

    /** The invoice item that charges the rest of an item's period. */
    static ObjectNode charge(Changes changes, ObjectNode subscription, ObjectNode item) {
        return draft(changes, subscription, item, rest(changes, item), "Remaining time on ");
    }

    /** Charges the time before a subscription was made, from which it counts. */
    static void backdate(Changes changes, ObjectNode subscription, ObjectNode item, long since) {
        long amount = SubscriptionItems.spanAmount(item, since, changes.now());
        ObjectNode past = draft(changes, subscription, item, amount, "Time on ");
        Lines.period(past, since, changes.now());
        changes.insert(past);
    }

    private static long rest(Changes changes, ObjectNode item) {
        return share(changes.now(), item, SubscriptionItems.amount(item));
    }

    /** The part of an amount that falls on what is left of the period, rounded half up. */
    static long share(long now, ObjectNode item, long amount) {
        long start = Json.number(item, "current_period_start");
        long end = Json.number(item, "current_period_end");
        return Math.round((double) amount * Math.max(0, end - now) / (end - start));
    }

    private static ObjectNode draft(
            Changes changes, ObjectNode subscription, ObjectNode item, long amount, String what) {
        ObjectNode price = (ObjectNode) item.get("price");
        long quantity = Json.number(item, "quantity");
        String sold = Prices.productName(changes.account(), price);
        String times = quantity == 1 ? "" : quantity + " × ";
        String day = DATE.format(Instant.ofEpochSecond(changes.now()));
        ObjectNode facts = Json.object("amount", amount, "subscription", subscription);
        facts.put("description", what + times + sold + " after " + day);
        facts.put("quantity", quantity).set("pricing", Lines.pricing(price));
        facts.set("item", item.get("id"));
        ObjectNode line = changes.draft("invoiceitem").setAll(Shapes.of("proration", facts));
        Lines.period(line, changes.now(), Json.number(item, "current_period_end"));
        return line.set("parent", Shapes.of("invoiceitem.parent", line));
    }
}
