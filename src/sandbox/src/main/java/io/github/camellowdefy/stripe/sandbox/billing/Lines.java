// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.pricing.Plans;
import io.github.camellowdefy.stripe.sandbox.pricing.Prices;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.store.Account;

/** The lines of invoices, and the lists inside objects that hold them. */
final class Lines {

    private Lines() {}

    /** A line for a subscription's item over a period; free while the trial lasts. */
    static ObjectNode ofItem(
            Account account, ObjectNode subscription, JsonNode item, long amount, boolean trial) {
        ObjectNode price = (ObjectNode) item.get("price");
        long quantity = Json.number(item, "quantity");
        String product = productName(account, price);
        ObjectNode line = line(price, trial ? 0 : amount, quantity);
        line.put(
                "description",
                trial
                        ? "Trial period for " + product
                        : quantity + " × " + product + " (at " + rate(price) + ')');
        period(
                line,
                Json.number(item, "current_period_start"),
                Json.number(item, "current_period_end"));
        line.set("subscription", subscription.get("id"));
        line.set("subscription_item", item.get("id"));
        line.set("discounts", item.path("discounts").deepCopy());
        line.set("tax_rates", item.path("tax_rates").deepCopy());
        line.put("type", "subscription").set("parent", Shapes.of("line.item", line));
        return line;
    }

    /** A line for an invoice item. */
    static ObjectNode ofInvoiceItem(Account account, ObjectNode item) {
        String priceId = Json.text(item.path("pricing").path("price_details"), "price");
        ObjectNode price = account.find("price", priceId);
        ObjectNode line = line(price, Json.number(item, "amount"), Json.number(item, "quantity"));
        Json.copy(item, line, "currency", "description", "metadata", "discountable", "period");
        Json.copy(item, line, "discounts", "tax_rates");
        ObjectNode parent = Shapes.of("line.invoiceitem", item);
        line.set("parent", parent);
        line.set("invoice_item", item.get("id"));
        line.set("subscription", parent.get("invoice_item_details").get("subscription"));
        line.put("type", "invoiceitem");
        return line;
    }

    private static ObjectNode line(ObjectNode price, long amount, long quantity) {
        ObjectNode facts = Json.object().put("amount", amount).put("quantity", quantity);
        ObjectNode line = Shapes.of("line", facts.put("decimal", String.valueOf(quantity)));
        if (price != null) {
            line.set("currency", price.get("currency"));
            line.set("pricing", pricing(price));
            line.set("price", price.deepCopy());
            line.set("plan", price.path("recurring").isObject() ? Plans.of(price) : null);
        }
        return line;
    }

    /** The {@code pricing} of a line or invoice item. */
    static ObjectNode pricing(ObjectNode price) {
        return Shapes.of("pricing", price);
    }

    static void period(ObjectNode owner, long start, long end) {
        owner.putObject("period").put("end", end).put("start", start);
    }

    /** Such as {@code $10.00 / month}. */
    private static String rate(ObjectNode price) {
        JsonNode recurring = price.path("recurring");
        long count = Json.number(recurring, "interval_count");
        String each = Money.shown(Prices.amount(price, 1), Json.text(price, "currency"));
        return each
                + " / "
                + (count > 1 ? "every " + count + ' ' : "")
                + recurring.path("interval").asText("month")
                + (count > 1 ? "s" : "");
    }

    static String productName(Account account, ObjectNode price) {
        ObjectNode product = account.named("product", price);
        String name = product == null ? null : Json.text(product, "name");
        return name == null ? Json.text(price, "id") : name;
    }

    /** An empty list inside an object. */
    static ObjectNode list(String url) {
        return Json.list(Json.array(), url).put("total_count", 0);
    }

    static ArrayNode data(ObjectNode owner, String list) {
        return (ArrayNode) owner.get(list).get("data");
    }
}
