// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.pricing.Plans;
import io.github.camellowdefy.stripe.sandbox.pricing.Prices;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.ArrayList;
import java.util.List;

/** The items of a subscription as parameters describe them. */
final class SubscriptionItems {

    private SubscriptionItems() {}

    /** The parameters of the items, also in the old spelling {@code plan} and {@code quantity}. */
    static List<Params> wanted(Params params) {
        List<Params> items = new ArrayList<>(params.hashes("items"));
        if (items.isEmpty() && params.has("plan")) {
            items.add(params);
        }
        return items;
    }

    /** A new item, its period not yet set; 400 unless its price is recurring and active. */
    static ObjectNode create(Changes changes, Params params, String path) {
        ObjectNode item = changes.draft("subscription_item");
        price(changes, item, params, path);
        quantity(item, params, path);
        params.copyTo(item, "metadata");
        terms(changes, item, params);
        return item;
    }

    /** Changes an item in place. */
    static void change(Changes changes, ObjectNode item, Params params, String path) {
        if (params.has("price") || params.has("plan") || params.has("price_data")) {
            price(changes, item, params, path);
        }
        if (params.has("quantity") || Prices.isMetered(item.get("price"))) {
            quantity(item, params, path);
        }
        terms(changes, item, params);
        if (params.has("metadata")) {
            Json.hash(item, "metadata").setAll((ObjectNode) params.tree().get("metadata"));
        }
    }

    private static void terms(Changes changes, ObjectNode item, Params params) {
        params.listTo(item, "tax_rates");
        if (params.sent("discounts")) {
            item.set("discounts", Discounts.redeem(changes, params, "subscription_item", item));
        }
    }

    private static void quantity(ObjectNode item, Params params, String path) {
        Long quantity = params.integer("quantity");
        if (Prices.isMetered(item.get("price"))) {
            if (quantity != null) {
                throw Prices.metered(path);
            }
            item.remove("quantity");
            return;
        }
        refuseIf(quantity != null && quantity < 0, "quantity_negative");
        item.put("quantity", quantity == null ? 1 : quantity);
    }

    private static void price(Changes changes, ObjectNode item, Params params, String path) {
        String name = params.has("price") ? "price" : "plan";
        String param = path.isEmpty() ? name : path + '[' + name + ']';
        ObjectNode price;
        if (params.has("price_data")) {
            price = Prices.inline(changes, params.hash("price_data"));
        } else {
            String id = params.text(name);
            missingIf(id == null, param);
            price = Prices.require(changes.account(), id, param);
            if (!Prices.isSellable(changes.account(), price)) {
                throw StripeError.refusal("price_inactive").param(param);
            }
        }
        if (!price.path("recurring").isObject()) {
            throw StripeError.refusal("price_not_recurring").param(param);
        }
        item.set("price", price);
        item.set("plan", Plans.of(price));
    }

    /** 400 where two items have the same price or currencies differ. */
    static void requireUnlike(Iterable<? extends JsonNode> items) {
        List<String> seen = new ArrayList<>();
        JsonNode currency = null;
        for (JsonNode item : items) {
            String price = Json.id(item.get("price"));
            refuseIf(seen.contains(price), "same_price_twice", price);
            seen.add(price);
            JsonNode own = item.get("price").get("currency");
            if (currency != null && !currency.equals(own)) {
                throw StripeError.refusal("currencies_differ", own.asText(), currency.asText());
            }
            currency = own;
        }
    }

    /** Has all items begin a period now, from which later ones are counted. */
    static void restart(ObjectNode subscription, long now) {
        subscription.put("billing_cycle_anchor", now);
        for (JsonNode item : Lines.data(subscription, "items")) {
            startPeriod((ObjectNode) item, now, now);
        }
    }

    /** Gives an item its period from {@code start}, counted from the anchor. */
    static void startPeriod(ObjectNode item, long start, long anchor) {
        item.put("current_period_start", start);
        item.put(
                "current_period_end",
                Periods.end(start, anchor, item.path("price").path("recurring")));
    }

    static ObjectNode find(ObjectNode subscription, String id) {
        return Lines.items(subscription).stream()
                .filter(item -> id.equals(Json.id(item)))
                .findFirst()
                .orElse(null);
    }

    static void remove(ObjectNode subscription, String id) {
        ArrayNode items = Lines.data(subscription, "items");
        for (int i = 0; i < items.size(); i++) {
            if (id.equals(Json.id(items.get(i)))) {
                items.remove(i);
                return;
            }
        }
    }

    /** Stores the items on their own as well, so that they can be read by id. */
    static void store(Changes changes, ObjectNode subscription) {
        ArrayNode items = Lines.data(subscription, "items");
        subscription.with("items").put("total_count", items.size());
        for (JsonNode each : items) {
            ObjectNode item = (ObjectNode) each;
            item.set("subscription", subscription.get("id"));
            if (changes.find("subscription_item", Json.id(item)) == null) {
                changes.add(item.deepCopy(), Json.id(subscription));
            } else {
                changes.keep(item.deepCopy());
            }
        }
    }

    /** What an item costs from one time to a later one, however many periods that is. */
    static long spanAmount(JsonNode item, long from, long to) {
        JsonNode recurring = item.path("price").path("recurring");
        long whole = amount(item);
        long sum = 0;
        long start = from;
        for (long end = Periods.end(from, from, recurring); end <= to; ) {
            sum += whole;
            start = end;
            end = Periods.end(start, from, recurring);
        }
        long length = Periods.end(start, from, recurring) - start;
        return sum + Math.round((double) whole * (to - start) / length);
    }

    /** What an item costs for its current period: less before a later anchor. */
    static long periodAmount(ObjectNode subscription, ObjectNode item) {
        long whole = amount(item);
        long start = Json.number(item, "current_period_start");
        long anchor = Json.number(subscription, "billing_cycle_anchor");
        if (start >= anchor) {
            return whole;
        }
        if (start < Json.number(subscription, "created")) {
            return spanAmount(item, start, anchor);
        }
        long length = Periods.end(anchor, anchor, item.path("price").path("recurring")) - anchor;
        long part = Json.number(item, "current_period_end") - start;
        return Math.min(whole, Math.round((double) whole * part / length));
    }

    /** What an item costs for a whole period. */
    static long amount(JsonNode item) {
        return Prices.isMetered(item.get("price"))
                ? 0
                : Prices.amount((ObjectNode) item.get("price"), Json.number(item, "quantity"));
    }
}
