// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.pricing.SoldItems;
import io.github.camellowdefy.stripe.sandbox.pricing.Totals;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Quotes: a draft is finalized with a number, accepted or canceled. What is accepted becomes a
 * subscription, a schedule where it starts later, or an invoice.
 */
final class Quotes implements Behaviours.Module {

    private static final String QUOTE = "quote";
    private static final String[] OWN_RULES = {"line_items", "discounts", "from_quote", "status"};

    private final InvoiceBook book;
    private final Subscriptions subscriptions;
    private final SubscriptionSchedules schedules;
    private final Timeline timeline;

    Quotes(
            InvoiceBook book,
            Subscriptions subscriptions,
            SubscriptionSchedules schedules,
            Timeline timeline) {
        this.book = book;
        this.subscriptions = subscriptions;
        this.schedules = schedules;
        this.timeline = timeline;
        timeline.add(QUOTE, Quotes::due, Quotes::cancel);
    }

    @Override
    public void register(Behaviours table) {
        String one = "/v1/quotes/{id}";
        table.on("POST /v1/quotes", this::create)
                .on("POST " + one, Quotes::update)
                .on("POST " + one + "/finalize", this::finalizeDraft)
                .on("POST " + one + "/accept", this::accept)
                .on("POST " + one + "/cancel", Quotes::cancel)
                .on("GET " + one + "/computed_upfront_line_items", Quotes::upfront);
    }

    private static Answer upfront(Call call) {
        call.require(QUOTE);
        return call.page(Json.array(call.account().under("item", call.id(0))));
    }

    /** Nobody can accept a quote after its last day. */
    private static Long due(Account account, ObjectNode quote) {
        return Json.is(quote, "status", "open")
                ? Long.valueOf(Json.number(quote, "expires_at"))
                : null;
    }

    private Answer create(Call call) {
        ObjectNode customer = call.reference("customer", "customer");
        Changes changes = customer == null ? call.changes() : TestClocks.timeOf(call, customer);
        String of = call.params().hash("from_quote").text("quote");
        ObjectNode quote = changes.draft(QUOTE);
        List<ObjectNode> items = new ArrayList<>();
        if (of != null) {
            ObjectNode source = call.account().referenced(QUOTE, of, "from_quote[quote]");
            Json.copy(source, quote, "customer", "header", "footer", "description", "metadata");
            Json.copy(source, quote, "subscription_data", "invoice_settings", "discounts");
            boolean revision = call.params().hash("from_quote").bool("is_revision", false);
            quote.putObject("from_quote").put("is_revision", revision).put(QUOTE, of);
            for (ObjectNode item : items(call.account(), of)) {
                items.add(item.put("id", changes.engine().ids().next("item")));
            }
        }
        call.applyTo(quote, OWN_RULES);
        if (!call.params().has("expires_at")) {
            quote.put("expires_at", changes.now() + 30 * Periods.DAY);
        }
        if (customer != null) {
            quote.set("test_clock", customer.get("test_clock"));
        }
        if (call.params().has("line_items")) {
            items = SoldItems.read(changes, call.params(), true);
        }
        total(call, changes, quote, items);
        changes.insert(quote);
        SoldItems.store(changes, items, Json.id(quote));
        return Answer.of(quote);
    }

    private static Answer update(Call call) {
        ObjectNode quote = requireStatus(call, "updated", "draft");
        Changes changes = TestClocks.timeOf(call, quote);
        call.applyTo(quote, OWN_RULES);
        List<ObjectNode> items = items(call.account(), call.id(0));
        boolean others = call.params().has("line_items");
        if (others) {
            items.forEach(changes::delete);
            items = SoldItems.read(changes, call.params(), true);
        }
        total(call, changes, quote, items);
        changes.update(quote);
        if (others) {
            SoldItems.store(changes, items, call.id(0));
        }
        return Answer.of(quote);
    }

    private static List<ObjectNode> items(Account account, String quote) {
        return new ArrayList<>(account.under("item", quote).toList());
    }

    private static void total(
            Call call, Changes changes, ObjectNode quote, List<ObjectNode> items) {
        Params params = call.params();
        if (!items.isEmpty()) {
            quote.set("currency", items.get(0).get("currency"));
        }
        if (params.sent("discounts")) {
            quote.set("discounts", Discounts.redeem(changes, params, QUOTE, quote));
        }
        params.listTo(quote, "default_tax_rates");
        ObjectNode customer = changes.named("customer", quote);
        Totals.Terms terms =
                new Totals.Terms(
                        quote.path("discounts"),
                        quote.path("default_tax_rates"),
                        customer == null ? null : Json.text(customer, "tax_exempt"));
        // first the part that recurs, then all of it, so that the items show the whole
        List<ObjectNode> recurring = new ArrayList<>(items);
        recurring.removeIf(each -> !each.path("price").path("recurring").isObject());
        ObjectNode computed = Json.hash(quote, "computed");
        computed.putNull("recurring");
        if (!recurring.isEmpty()) {
            ObjectNode part = computed.putObject("recurring");
            List<ObjectNode> copies = recurring.stream().map(ObjectNode::deepCopy).toList();
            SoldItems.show(part, SoldItems.total(changes.account(), copies, terms), 0);
            JsonNode price = recurring.get(0).path("price").path("recurring");
            Json.copy(price, part, "interval", "interval_count");
        }
        Totals sums = SoldItems.total(changes.account(), items, terms);
        SoldItems.show(quote, sums, 0);
        SoldItems.show(computed.putObject("upfront"), sums, 0);
    }

    private Answer finalizeDraft(Call call) {
        ObjectNode quote = requireStatus(call, "finalized", "draft");
        ObjectNode customer = call.account().named("customer", quote);
        refuseIf(
                customer == null || items(call.account(), call.id(0)).isEmpty(),
                "quote_incomplete",
                customer == null ? "a customer" : "line items");
        Changes changes = TestClocks.timeOf(call, quote);
        long serial =
                1
                        + call.account()
                                .where(QUOTE, "customer", Json.id(customer))
                                .filter(each -> Json.text(each, "number") != null)
                                .count();
        String prefix = Json.text(customer, "invoice_prefix");
        quote.put("number", String.format(Locale.ROOT, "QT-%s-%04d-1", prefix, serial));
        call.applyTo(quote, OWN_RULES);
        enter(changes, quote, "open", "finalized");
        timeline.watch(changes, quote);
        return Answer.of(quote);
    }

    private Answer accept(Call call) {
        ObjectNode quote = requireStatus(call, "accepted", "open");
        Changes changes = TestClocks.timeOf(call, quote);
        String id = call.id(0);
        ObjectNode customer = changes.named("customer", quote);
        ArrayNode recurring = SoldItems.asParams(call.account(), id, true);
        ArrayNode once = SoldItems.asParams(call.account(), id, false);
        if (recurring.isEmpty()) {
            quote.set("invoice", invoice(changes, quote, customer, once).get("id"));
        } else {
            subscribe(changes, quote, customer, recurring, once);
        }
        enter(changes, quote, "accepted", "accepted");
        return Answer.of(quote);
    }

    private ObjectNode invoice(
            Changes changes, ObjectNode quote, ObjectNode customer, ArrayNode items) {
        ObjectNode invoice =
                InvoiceDrafts.forCustomer(changes, customer, Json.text(quote, "currency"));
        Json.copy(quote, invoice, "collection_method", "discounts", "default_tax_rates", "footer");
        invoice.set("parent", Shapes.of("invoice.of_quote", quote));
        if (Json.is(invoice, "collection_method", "send_invoice")) {
            long days = Json.number(quote.path("invoice_settings"), "days_until_due");
            invoice.put("due_date", changes.now() + Math.max(1, days) * Periods.DAY);
        }
        book.open(changes, invoice);
        for (JsonNode each : items) {
            Params item = new Params((ObjectNode) each);
            InvoiceDrafts.take(changes, invoice, InvoiceItems.insert(changes, item, invoice));
        }
        InvoiceDrafts.total(changes, invoice);
        return changes.keep(invoice);
    }

    private void subscribe(
            Changes changes,
            ObjectNode quote,
            ObjectNode customer,
            ArrayNode recurring,
            ArrayNode once) {
        JsonNode data = quote.path("subscription_data");
        ObjectNode tree = Json.object();
        tree.set("items", recurring);
        tree.set("add_invoice_items", once);
        tree.set("default_tax_rates", quote.path("default_tax_rates").deepCopy());
        ArrayNode discounts = tree.putArray("discounts");
        quote.path("discounts").forEach(each -> discounts.addObject().set("discount", each));
        for (String field : List.of("description", "trial_period_days", "metadata")) {
            if (data.hasNonNull(field)) {
                tree.set(field, data.get(field).deepCopy());
            }
        }
        if (Json.is(quote, "collection_method", "send_invoice")) {
            long days = Json.number(quote.path("invoice_settings"), "days_until_due");
            tree.put("collection_method", "send_invoice").put("days_until_due", Math.max(1, days));
        }
        long start = Json.number(data, "effective_date");
        if (start > changes.now()) {
            quote.set("subscription_schedule", schedules.later(changes, customer, tree, start));
            return;
        }
        ObjectNode subscription = subscriptions.sell(changes, tree, customer);
        quote.set("subscription", subscription.get("id"));
        quote.set("invoice", subscription.get("latest_invoice"));
    }

    private static Answer cancel(Call call) {
        ObjectNode quote = requireStatus(call, "canceled", "draft", "open");
        cancel(TestClocks.timeOf(call, quote), quote);
        return Answer.of(quote);
    }

    private static void cancel(Changes changes, ObjectNode quote) {
        enter(changes, quote, "canceled", "canceled");
    }

    private static void enter(Changes changes, ObjectNode quote, String status, String step) {
        quote.put("status", status);
        Json.hash(quote, "status_transitions").put(step + "_at", changes.now());
        changes.update(quote, step);
    }

    private static ObjectNode requireStatus(Call call, String what, String... possible) {
        ObjectNode quote = call.require(QUOTE);
        String status = Json.text(quote, "status");
        refuseIf(
                !List.of(possible).contains(status),
                "quote_status",
                status,
                what,
                String.join(", ", possible));
        return quote;
    }
}
