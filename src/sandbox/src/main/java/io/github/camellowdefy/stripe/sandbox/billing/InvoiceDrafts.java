// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.pricing.Meters;
import io.github.camellowdefy.stripe.sandbox.pricing.Prices;
import io.github.camellowdefy.stripe.sandbox.pricing.Totals;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** New invoices: who they are for, what is on them, what it comes to. */
final class InvoiceDrafts {

    private InvoiceDrafts() {}

    /** An empty draft for a customer, not stored. */
    static ObjectNode forCustomer(Changes changes, ObjectNode customer, String currency) {
        ObjectNode invoice = changes.draft("invoice");
        String id = Json.id(invoice);
        invoice.put("currency", currency).setAll(Shapes.of("invoice.customer", customer));
        ArrayNode taxIds = invoice.putArray("customer_tax_ids");
        changes.account()
                .where("tax_id", "customer", Json.id(customer))
                .forEach(each -> Json.copy(each, taxIds.insertObject(0), "type", "value"));
        invoice.set("lines", Lines.list("/v1/invoices/" + id + "/lines"));
        ObjectNode payments = Lines.list("/v1/invoice_payments?invoice=" + id);
        payments.remove("total_count");
        invoice.set("payments", payments);
        // where older versions of the API look
        invoice.put("paid", false).putNull("charge").putNull("payment_intent");
        return invoice.putNull("subscription");
    }

    /** Whom an invoice is for; of a preview perhaps somebody who is no customer yet. */
    static ObjectNode customer(Changes changes, ObjectNode billed) {
        return billed.get("customer") instanceof ObjectNode guest
                ? guest
                : changes.account()
                        .referenced("customer", Json.text(billed, "customer"), "customer");
    }

    /**
     * A draft for a subscription, with its discounts and no lines yet.
     *
     * @param reason such as {@code subscription_cycle}
     * @param since when the period began that has just ended
     * @param first whether it is the subscription's first that costs anything
     */
    static ObjectNode forSubscription(
            Changes changes, ObjectNode subscription, String reason, long since, boolean first) {
        ObjectNode customer = customer(changes, subscription);
        ObjectNode invoice = forCustomer(changes, customer, Json.text(subscription, "currency"));
        invoice.set("parent", Shapes.of("invoice.parent", subscription));
        invoice.set("subscription", subscription.get("id"));
        invoice.put("billing_reason", reason).put("auto_advance", true);
        Json.copy(subscription, invoice, "collection_method", "default_payment_method");
        Json.copy(subscription, invoice, "default_tax_rates", "description", "on_behalf_of");
        long days = Json.number(subscription, "days_until_due");
        if (days > 0) {
            invoice.put("due_date", changes.now() + days * Periods.DAY);
        }
        invoice.put("period_start", since);
        discount(changes, invoice, subscription, customer, first);
        return invoice;
    }

    /** Adds the items of a subscription for their current period; free while its trial lasts. */
    static void addItems(Changes changes, ObjectNode invoice, ObjectNode subscription) {
        boolean trial = Json.is(subscription, "status", "trialing");
        boolean first = Json.is(invoice, "billing_reason", "subscription_create");
        boolean free = trial || first && isFreeAtFirst(changes.account(), subscription);
        for (ObjectNode item : Lines.items(subscription)) {
            if (Prices.isMetered(item.get("price")) && !first) {
                continue;
            }
            long amount = SubscriptionItems.periodAmount(subscription, item);
            long due = free ? 0 : amount;
            add(changes, invoice, Lines.ofItem(changes.account(), subscription, item, due, trial));
        }
    }

    /** Whether nothing is to be paid before the anchor: nothing is prorated. */
    private static boolean isFreeAtFirst(Account account, ObjectNode subscription) {
        return account.hidden(subscription).path("free_at_first").asBoolean();
    }

    /** Adds what was used of metered items in the periods they have. */
    static void addUsage(
            Changes changes, ObjectNode invoice, ObjectNode subscription, JsonNode items) {
        String customer = Json.text(subscription, "customer");
        for (JsonNode each : items) {
            ObjectNode price = (ObjectNode) each.get("price");
            if (Prices.isMetered(price)) {
                long start = Json.number(each, "current_period_start");
                long end = Json.number(each, "current_period_end");
                long used =
                        Money.rounded(Meters.used(changes.account(), price, customer, start, end));
                ObjectNode item = each.deepCopy();
                item.put("quantity", used);
                long due = Prices.amount(price, used);
                ObjectNode line = Lines.ofItem(changes.account(), subscription, item, due, false);
                add(changes, invoice, line);
            }
        }
    }

    /** Adds a line and gives it its id. */
    static void add(Changes changes, ObjectNode invoice, ObjectNode line) {
        line.put("id", changes.engine().ids().next("line_item")).set("invoice", invoice.get("id"));
        Lines.data(invoice, "lines").add(line);
    }

    /** Takes the invoice items that wait for the subscription, or those that wait for none. */
    static void takePending(Changes changes, ObjectNode invoice, String subscription) {
        waiting(changes, invoice, subscription).forEach(item -> take(changes, invoice, item));
    }

    /** As {@link #takePending}, leaving the items where they are. */
    static void showPending(Changes changes, ObjectNode invoice, String subscription) {
        for (ObjectNode item : waiting(changes, invoice, subscription)) {
            add(changes, invoice, Lines.ofInvoiceItem(changes.account(), item));
        }
    }

    /** Oldest first. */
    private static List<ObjectNode> waiting(
            Changes changes, ObjectNode invoice, String subscription) {
        List<ObjectNode> waiting =
                changes.account()
                        .where("invoiceitem", "customer", Json.text(invoice, "customer"))
                        .filter(item -> Json.text(item, "invoice") == null)
                        .filter(item -> fits(item, subscription))
                        .filter(item -> item.get("currency").equals(invoice.get("currency")))
                        .collect(Collectors.toList());
        Collections.reverse(waiting);
        return waiting;
    }

    private static boolean fits(ObjectNode item, String subscription) {
        JsonNode own = item.path("parent").path("subscription_details").path("subscription");
        return !own.isTextual() || own.asText().equals(subscription);
    }

    /** Puts one invoice item on the invoice. */
    static void take(Changes changes, ObjectNode invoice, ObjectNode item) {
        add(changes, invoice, Lines.ofInvoiceItem(changes.account(), item));
        item.set("invoice", invoice.get("id"));
        changes.keep(item);
    }

    private static void discount(
            Changes changes,
            ObjectNode invoice,
            ObjectNode subscription,
            ObjectNode customer,
            boolean first) {
        ArrayNode running = Json.array();
        ArrayNode own = (ArrayNode) subscription.get("discounts");
        for (JsonNode id : own) {
            ObjectNode discount = Discounts.find(changes.account(), id);
            if (discount != null && Discounts.isRunning(discount, changes.now(), first)) {
                running.add(id);
            }
        }
        String ofCustomer = Json.id(customer.path("discount"));
        if (own.isEmpty() && ofCustomer != null) {
            running.add(ofCustomer);
        }
        invoice.set("discounts", running);
    }

    /** Adds everything up: discounts, then taxes, then what is to be paid. */
    static void total(Changes changes, ObjectNode invoice) {
        ArrayNode lines = Lines.data(invoice, "lines");
        Totals.Terms terms =
                new Totals.Terms(
                        invoice.get("discounts"),
                        invoice.path("default_tax_rates"),
                        Json.text(invoice, "customer_tax_exempt"));
        Totals sums = Totals.of(changes.account(), lines, terms);
        invoice.with("lines").put("total_count", lines.size());
        invoice.set("total_discount_amounts", sums.discountAmounts());
        invoice.set("total_taxes", sums.taxes());
        long subtotal = sums.amount() - sums.ownDiscount();
        long total = sums.total() + Json.number(invoice, "amount_shipping");
        invoice.put("subtotal", subtotal);
        invoice.put("subtotal_excluding_tax", subtotal - sums.inclusive());
        invoice.put("total", total).put("total_excluding_tax", total - sums.tax());
        // where older versions of the API look
        Long tax = sums.taxes().isEmpty() ? null : Long.valueOf(sums.tax());
        invoice.put("tax", tax);
        long due = Math.max(0, total);
        invoice.put("amount_due", due).put("amount_remaining", due);
    }
}
