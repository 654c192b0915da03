// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.ArrayList;
import java.util.List;

/** The line items of sessions, payment links and quotes. */
public final class SoldItems {

    private SoldItems() {}

    /** The items parameters describe, in their order and not stored; one each of a quote's. */
    public static List<ObjectNode> read(Changes changes, Params params, boolean quoted) {
        List<ObjectNode> items = new ArrayList<>();
        for (Params each : params.hashes("line_items")) {
            items.add(item(changes, each, "line_items[" + items.size() + ']', quoted));
        }
        return items;
    }

    private static ObjectNode item(Changes changes, Params params, String path, boolean quoted) {
        ObjectNode price = Prices.of(changes, params, path + "[price]");
        missingIf(price == null, path + "[price]");
        Long quantity = params.integer("quantity");
        boolean metered = Prices.isMetered(price);
        boolean demanded = !quoted && !params.has("adjustable_quantity") && !metered;
        if (quantity == null && demanded) {
            throw StripeError.refusal("quantity_missing", path).param(path + "[quantity]");
        }
        if (quantity != null && metered) {
            throw Prices.metered(path);
        }
        long count = quantity == null ? 1 : quantity;
        long amount = metered ? 0 : Prices.amount(price, count);
        ObjectNode facts = Json.object().put("amount", amount);
        facts.put("quantity", metered ? null : Long.valueOf(count));
        facts.put("description", Prices.productName(changes.account(), price)).set("price", price);
        ObjectNode item = changes.draft("item");
        item.setAll(Shapes.of("session.item", facts));
        ArrayNode rates = item.putArray("tax_rates");
        params.texts("tax_rates").forEach(rates::add);
        item.withArray("discounts").addAll(Discounts.read(changes, params, "item", item));
        return item;
    }

    /** Adds items up, discounts and taxes with them, and notes the parts on each. */
    public static Totals total(Account account, List<ObjectNode> items, Totals.Terms terms) {
        ArrayNode lines = Json.array();
        for (ObjectNode item : items) {
            ObjectNode line = lines.addObject();
            Json.copy(item, line, "currency", "price", "tax_rates", "discounts");
            line.set("amount", item.get("amount_subtotal"));
        }
        Totals sums = Totals.of(account, lines, terms);
        for (int i = 0; i < items.size(); i++) {
            ObjectNode item = items.get(i);
            ArrayNode discounts = item.putArray("discounts");
            long total = Json.number(item, "amount_subtotal");
            long off = 0;
            for (JsonNode each : lines.get(i).get("discount_amounts")) {
                off += Json.number(each, "amount");
                ObjectNode shown = discounts.addObject();
                shown.set("amount", each.get("amount"));
                shown.set("discount", each.get("discount"));
            }
            long tax = 0;
            ArrayNode taxes = item.putArray("taxes");
            for (JsonNode each : lines.get(i).get("taxes")) {
                tax += Json.number(each, "amount");
                boolean onTop = Json.is(each, "tax_behavior", "exclusive");
                total += onTop ? Json.number(each, "amount") : 0;
                ObjectNode shown = taxes.addObject();
                String rate = Json.text(each.get("tax_rate_details"), "tax_rate");
                shown.set("rate", account.find("tax_rate", rate));
                Json.copy(each, shown, "amount", "taxability_reason", "taxable_amount");
                if (Json.is(shown, "taxability_reason", "not_available")) {
                    shown.putNull("taxability_reason");
                }
            }
            item.put("amount_discount", off).put("amount_tax", tax);
            item.put("amount_total", total - off).remove("tax_rates");
        }
        return sums;
    }

    /** What items come to, as sessions and quotes show it. */
    public static void show(ObjectNode owner, Totals sums, long shipping) {
        owner.put("amount_subtotal", sums.amount()).put("amount_total", sums.total() + shipping);
        owner.putObject("total_details")
                .put("amount_discount", sums.ownDiscount() + sums.discount())
                .put("amount_shipping", shipping)
                .put("amount_tax", sums.tax());
    }

    /** Stores the items of an owner so that they are listed in their order. */
    public static void store(Changes changes, List<ObjectNode> items, String owner) {
        for (int i = items.size() - 1; i >= 0; i--) {
            changes.add(items.get(i), owner);
        }
    }

    /** The items of an owner that recur, or that do not, as parameters of a subscription. */
    public static ArrayNode asParams(Account account, String owner, boolean recurring) {
        ArrayNode all = Json.array();
        account.under("item", owner)
                .filter(each -> each.path("price").path("recurring").isObject() == recurring)
                .forEach(
                        each -> {
                            ObjectNode item = all.addObject();
                            item.set("price", each.path("price").get("id"));
                            if (each.hasNonNull("quantity")) {
                                item.put("quantity", each.get("quantity").asText());
                            }
                            ArrayNode rates = Json.array();
                            each.path("taxes")
                                    .forEach(tax -> rates.add(tax.path("rate").get("id")));
                            if (!rates.isEmpty()) {
                                item.set("tax_rates", rates);
                            }
                        });
        return all;
    }
}
