// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.pricing.Prices;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Invoice items: they wait for their customer's next invoice or go on a draft at once. */
final class InvoiceItems implements Behaviours.Module {

    private static final List<String> AMOUNTS =
            List.of(
                    "amount",
                    "unit_amount",
                    "unit_amount_decimal",
                    "pricing",
                    "price",
                    "price_data");

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/invoiceitems", InvoiceItems::create)
                .on("GET /v1/invoiceitems", InvoiceItems::list)
                .on("POST /v1/invoiceitems/{id}", InvoiceItems::update)
                .on("DELETE /v1/invoiceitems/{id}", InvoiceItems::delete);
    }

    private static Answer create(Call call) {
        ObjectNode customer = call.reference("customer", "customer");
        ObjectNode invoice = call.reference("invoice", "invoice");
        if (invoice != null) {
            requireDraft(invoice);
        }
        Changes changes = TestClocks.timeOf(call, customer);
        String subscription = call.params().text("subscription");
        call.reference("subscription", "subscription");
        ObjectNode facts = Json.object().put("subscription", subscription);
        facts.set("customer", customer.get("id"));
        facts.set("currency", (invoice == null ? customer : invoice).get("currency"));
        ObjectNode item = draft(changes, call.params(), facts, true);
        if (invoice == null) {
            BilledCustomers.requireCurrency(call.account(), facts, Json.text(item, "currency"));
        }
        changes.insert(item);
        if (invoice != null) {
            InvoiceDrafts.take(changes, invoice, item);
            InvoiceDrafts.total(changes, invoice);
            changes.update(invoice);
        }
        return Answer.of(item);
    }

    private static Answer list(Call call) {
        if (!call.params().has("pending")) {
            return call.proceed();
        }
        boolean pending = call.params().bool("pending", true);
        return call.list(
                "invoiceitem", item -> pending == (Json.text(item, "invoice") == null), "pending");
    }

    /** An item from its parameters, stored and waiting. */
    static ObjectNode insert(Changes changes, Params params, ObjectNode facts) {
        return changes.insert(draft(changes, params, facts, true));
    }

    /**
     * An item from its parameters, not stored.
     *
     * @param facts its {@code customer}, {@code currency} unless the parameters have one, and
     *     {@code subscription} or null
     * @param redeem whether its discounts are used up, or only shown
     */
    static ObjectNode draft(Changes changes, Params params, ObjectNode facts, boolean redeem) {
        ObjectNode item = changes.draft("invoiceitem");
        Json.copy(facts, item, "customer");
        if (facts.hasNonNull("currency")) {
            item.set("currency", facts.get("currency"));
        }
        missingIf(AMOUNTS.stream().noneMatch(params::has), "amount");
        ObjectNode owner = changes.named("customer", item);
        item.set("test_clock", owner == null ? null : owner.get("test_clock"));
        if (facts.hasNonNull("subscription")) {
            item.set("parent", Shapes.of("invoiceitem.parent", facts));
        }
        Lines.period(item, changes.now(), changes.now());
        fill(changes, item, params, redeem);
        return item;
    }

    /** Applies the parameters of an item, or of a line that stands for one. */
    static void fill(Changes changes, ObjectNode item, Params params, boolean redeem) {
        Long quantity = params.integer("quantity");
        long count = quantity == null ? Math.max(1, Json.number(item, "quantity")) : quantity;
        item.put("quantity", count).put("quantity_decimal", String.valueOf(count));
        if (params.has("currency")) {
            item.put("currency", Money.currency(params));
        }
        ObjectNode price = price(changes, params);
        Long amount = params.integer("amount");
        String unit = params.text("unit_amount_decimal");
        unit = unit == null ? params.text("unit_amount") : unit;
        if (price != null) {
            item.put("description", Prices.productName(changes.account(), price));
        } else if (quantity != null && amount == null) {
            JsonNode own = item.path("pricing").path("price_details");
            price = changes.find("price", Json.text(own, "price"));
        }
        if (price != null) {
            item.set("currency", price.get("currency"));
            item.put("amount", Prices.amount(price, count)).set("pricing", Lines.pricing(price));
        } else if (amount != null) {
            item.put("amount", amount);
        } else if (unit != null) {
            BigDecimal whole = new BigDecimal(unit).multiply(BigDecimal.valueOf(count));
            item.put("amount", whole.setScale(0, RoundingMode.HALF_UP).longValueExact());
        }
        item.set("net_amount", item.get("amount"));
        describe(changes, item, params, redeem);
    }

    /** Applies what does not change the amount. */
    static void describe(Changes changes, ObjectNode item, Params params, boolean redeem) {
        params.copyTo(item, "description");
        if (params.has("discountable")) {
            item.put("discountable", params.bool("discountable", true));
        }
        if (params.has("period")) {
            Params period = params.hash("period");
            Lines.period(item, period.requireInteger("start"), period.requireInteger("end"));
        }
        if (params.sent("discounts")) {
            item.set("discounts", Discounts.given(changes, params, "invoice_item", item, redeem));
        }
        params.listTo(item, "tax_rates");
        if (params.tree().get("metadata") instanceof ObjectNode metadata) {
            Json.hash(item, "metadata").setAll(metadata);
        }
    }

    private static ObjectNode price(Changes changes, Params params) {
        Params named = params.has("pricing") ? params.hash("pricing") : params;
        ObjectNode price = Prices.of(changes, named, "pricing[price]");
        return price == null ? Prices.of(changes, params, "pricing[price]") : price;
    }

    private static Answer update(Call call) {
        ObjectNode item = call.require("invoiceitem");
        ObjectNode invoice = call.account().named("invoice", item);
        if (invoice != null) {
            requireDraft(invoice);
        }
        fill(call.changes(), item, call.params(), true);
        call.changes().keep(item);
        if (invoice != null) {
            InvoiceLines.replace(call.account(), invoice, item);
            InvoiceDrafts.total(call.changes(), invoice);
            call.changes().update(invoice);
        }
        return Answer.of(item);
    }

    private static Answer delete(Call call) {
        ObjectNode item = call.require("invoiceitem");
        ObjectNode invoice = call.account().named("invoice", item);
        if (invoice != null) {
            requireDraft(invoice);
            removeLine(invoice, call.id(0));
            InvoiceDrafts.total(call.changes(), invoice);
            call.changes().update(invoice);
        }
        return Answer.of(call.changes().delete(item));
    }

    private static void removeLine(ObjectNode invoice, String item) {
        var lines = Lines.data(invoice, "lines").iterator();
        while (lines.hasNext()) {
            JsonNode line = lines.next();
            if (item.equals(Json.text(line, "invoice_item"))) {
                lines.remove();
            }
        }
    }

    static void requireDraft(ObjectNode invoice) {
        refuseIf(!Json.is(invoice, "status", "draft"), "invoice_not_editable");
    }
}
