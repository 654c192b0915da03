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
import java.util.ArrayList;
import java.util.List;

/** The lines of invoices, and the lists inside objects that hold them. */
final class Lines {

    private Lines() {}

    /** A line for a subscription's item over a period; free while the trial lasts. */
    static ObjectNode ofItem(
            Account account, ObjectNode subscription, JsonNode item, long amount, boolean trial) {
        ObjectNode price = (ObjectNode) item.get("price");
        long quantity = Json.number(item, "quantity");
        String product = Prices.productName(account, price);
        ObjectNode line = line(price, trial ? 0 : amount, quantity);
        String sold = quantity + " × " + product + " (at " + rate(price) + ')';
        ObjectNode facts = Json.object("item", item, "subscription", subscription.get("id"));
        facts.put("description", trial ? "Trial period for " + product : sold);
        period(
                line,
                Json.number(item, "current_period_start"),
                Json.number(item, "current_period_end"));
        return line.setAll(Shapes.of("line.item", facts));
    }

    /** A line for an invoice item. */
    static ObjectNode ofInvoiceItem(Account account, ObjectNode item) {
        String priceId = Json.text(item.path("pricing").path("price_details"), "price");
        ObjectNode price = account.find("price", priceId);
        ObjectNode line = line(price, Json.number(item, "amount"), Json.number(item, "quantity"));
        return line.setAll(Shapes.of("line.invoiceitem", item));
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

    /** An empty list inside an object. */
    static ObjectNode list(String url) {
        return Json.list(Json.array(), url).put("total_count", 0);
    }

    /** The elements of a list inside an object; a change of one changes the object. */
    static List<ObjectNode> objects(ObjectNode owner, String list) {
        List<ObjectNode> objects = new ArrayList<>();
        data(owner, list).forEach(each -> objects.add((ObjectNode) each));
        return objects;
    }

    /** The items of a subscription. */
    static List<ObjectNode> items(ObjectNode subscription) {
        return objects(subscription, "items");
    }

    static ArrayNode data(ObjectNode owner, String list) {
        return (ArrayNode) owner.get(list).get("data");
    }
}
