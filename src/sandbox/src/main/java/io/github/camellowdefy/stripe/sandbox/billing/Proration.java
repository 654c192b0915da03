// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
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

    /** Gives back the rest of an item's period. */
    static void credit(Changes changes, ObjectNode subscription, ObjectNode item) {
        changes.insert(creditOf(changes, subscription, item));
    }

    /** Charges the rest of an item's period. */
    static void charge(Changes changes, ObjectNode subscription, ObjectNode item) {
        changes.insert(chargeOf(changes, subscription, item));
    }

    /** Charges the time before a subscription was made, from which it counts. */
    static void backdate(Changes changes, ObjectNode subscription, ObjectNode item, long since) {
        long amount = SubscriptionItems.spanAmount(item, since, changes.now());
        ObjectNode past = draft(changes, subscription, item, amount, "Time on ");
        Lines.period(past, since, changes.now());
        changes.insert(past);
    }

    /** The invoice item that {@link #credit} stores. */
    static ObjectNode creditOf(Changes changes, ObjectNode subscription, ObjectNode item) {
        long amount = share(changes.now(), item, SubscriptionItems.amount(item));
        return draft(changes, subscription, item, -amount, "Unused time on ");
    }

    /** The invoice item that {@link #charge} stores. */
    static ObjectNode chargeOf(Changes changes, ObjectNode subscription, ObjectNode item) {
        long amount = share(changes.now(), item, SubscriptionItems.amount(item));
        return draft(changes, subscription, item, amount, "Remaining time on ");
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
        ObjectNode line = changes.draft("invoiceitem");
        line.put("amount", amount).put("net_amount", amount);
        Json.copy(subscription, line, "currency", "customer");
        String product = Lines.productName(changes.account(), price);
        long quantity = Json.number(item, "quantity");
        line.put(
                "description",
                what
                        + (quantity == 1 ? "" : quantity + " × ")
                        + product
                        + " after "
                        + DATE.format(Instant.ofEpochSecond(changes.now())));
        line.put("discountable", false);
        Lines.period(line, changes.now(), Json.number(item, "current_period_end"));
        line.set("pricing", Lines.pricing(price));
        line.put("proration", true).put("quantity", quantity);
        line.set("test_clock", subscription.get("test_clock"));
        line.set("subscription", subscription.get("id"));
        line.set("subscription_item", item.get("id"));
        line.set("parent", Shapes.of("invoiceitem.parent", line));
        return line;
    }
}
