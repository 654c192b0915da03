// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The next invoice of a subscription or customer, or after a change; computed and not stored. */
final class InvoicePreviews {

    /** Before {@code subscription_details} the names of what was to change began so. */
    private static final String OLDER = "subscription_";

    private InvoicePreviews() {}

    static Answer show(Call call) {
        return Answer.of(preview(call));
    }

    static Answer lines(Call call) {
        return call.page(Lines.data(preview(call), "lines"));
    }

    private static ObjectNode preview(Call call) {
        try {
            return compute(call);
        } catch (StripeError e) {
            String param = Json.text(e.details(), "param");
            boolean nested = call.params().has("subscription_details");
            throw param == null || !param.startsWith("items[")
                    ? e
                    : e.param(
                            nested
                                    ? "subscription_details[items]" + param.substring(5)
                                    : OLDER + param);
        }
    }

    private static ObjectNode compute(Call call) {
        Account account = call.account();
        Params wanted = wanted(call.params());
        ObjectNode customer = call.reference("customer", "customer");
        ObjectNode subscription = call.reference("subscription", "subscription");
        boolean fresh = subscription == null && !SubscriptionItems.wanted(wanted).isEmpty();
        if (subscription == null && customer != null && !fresh) {
            subscription =
                    account.where("subscription", "customer", Json.id(customer))
                            .filter(each -> !SubscriptionCycle.isEnded(each))
                            .findFirst()
                            .orElse(null);
        }
        if (customer == null && subscription != null) {
            customer = account.named("customer", subscription);
        }
        boolean guest = customer == null && (fresh || call.params().has("invoice_items"));
        missingIf(customer == null && !guest, "customer");
        if (guest) {
            customer = call.changes().draft("customer");
            Params details = call.params().hash("customer_details");
            details.copyTo(customer, "address", "shipping", "tax_exempt");
        }
        Changes changes = TestClocks.timeOf(call, customer);
        if (fresh) {
            ObjectNode planned = Subscriptions.draft(changes, wanted, customer);
            planned.set("customer", guest ? customer : customer.get("id"));
            return ofNew(changes, planned, call.params());
        }
        if (subscription == null) {
            return ofItems(changes, customer, call.params());
        }
        refuseIf(ends(subscription, wanted), "invoice_upcoming_none", Json.id(customer));
        return ofChanged(changes, subscription, wanted, call.params());
    }

    /** The next invoice of a customer without a subscription: what waits, and what is asked. */
    private static ObjectNode ofItems(Changes changes, ObjectNode customer, Params params) {
        String given =
                params.hashes("invoice_items").stream()
                        .map(each -> each.text("currency"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(Json.text(customer, "currency"));
        ObjectNode invoice =
                InvoiceDrafts.forCustomer(changes, customer, given == null ? "usd" : given);
        InvoiceDrafts.showPending(changes, invoice, null);
        ObjectNode shown = shown(changes, invoice, changes.now(), params);
        refuseIf(Lines.data(shown, "lines").isEmpty(), "invoice_upcoming_none", Json.id(customer));
        return shown;
    }

    /** What the request would change, also where the upcoming invoices of older versions had it. */
    private static Params wanted(Params params) {
        if (params.has("subscription_details")) {
            return params.hash("subscription_details");
        }
        ObjectNode details = Json.object();
        for (Map.Entry<String, JsonNode> param : params.tree().properties()) {
            if (param.getKey().startsWith(OLDER)) {
                details.set(param.getKey().substring(OLDER.length()), param.getValue());
            }
        }
        return new Params(details);
    }

    /** The first invoice of a subscription that is not made yet. */
    private static ObjectNode ofNew(Changes changes, ObjectNode subscription, Params params) {
        ObjectNode invoice =
                InvoiceDrafts.forSubscription(
                        changes, subscription, "upcoming", changes.now(), true);
        InvoiceDrafts.addItems(changes, invoice, subscription);
        InvoiceDrafts.showPending(changes, invoice, null);
        return shown(changes, invoice, changes.now(), params);
    }

    /** The next invoice of a subscription as it is. */
    static ObjectNode ofNext(Changes changes, ObjectNode subscription) {
        Params nothing = new Params(Json.object());
        return ofChanged(changes, subscription, nothing, nothing);
    }

    private static ObjectNode ofChanged(
            Changes changes, ObjectNode subscription, Params wanted, Params params) {
        Long date = wanted.integer("proration_date");
        Changes then = date == null ? changes : changes.at(date);
        ObjectNode next = subscription.deepCopy();
        wanted.listTo(next, "default_tax_rates");
        List<ObjectNode> prorations = new ArrayList<>();
        boolean restarts = new ItemChanges(then, next, prorations::add, id -> {}).apply(wanted);
        boolean atOnce = restarts || wanted.is("proration_behavior", "always_invoice");
        long at = atOnce ? then.now() : SubscriptionCycle.periodEnd(subscription);
        next.put("status", "active");
        long anchor = restarts ? at : Json.number(next, "billing_cycle_anchor");
        JsonNode ended = Lines.data(next, "items").deepCopy();
        for (JsonNode item : Lines.data(next, "items")) {
            SubscriptionItems.startPeriod((ObjectNode) item, at, anchor);
        }
        ObjectNode invoice =
                InvoiceDrafts.forSubscription(
                        changes.at(at),
                        next,
                        "upcoming",
                        Json.number(subscription, "current_period_start"),
                        false);
        for (ObjectNode proration : prorations) {
            InvoiceDrafts.add(changes, invoice, Lines.ofInvoiceItem(changes.account(), proration));
        }
        if (restarts || !atOnce) {
            InvoiceDrafts.addUsage(changes, invoice, next, ended);
            InvoiceDrafts.addItems(changes, invoice, next);
        }
        InvoiceDrafts.showPending(changes, invoice, Json.id(next));
        return shown(changes, invoice, at, params);
    }

    private static ObjectNode shown(Changes changes, ObjectNode invoice, long at, Params params) {
        for (Params each : params.hashes("invoice_items")) {
            ObjectNode item = InvoiceItems.draft(changes, each, invoice, false);
            InvoiceDrafts.add(changes, invoice, Lines.ofInvoiceItem(changes.account(), item));
        }
        if (params.sent("discounts") || params.has("coupon")) {
            invoice.set("discounts", Discounts.given(changes, params, "invoice", invoice, false));
        }
        InvoiceDrafts.total(changes, invoice);
        ObjectNode customer = changes.named("customer", invoice);
        if (customer == null) {
            invoice.putNull("customer");
        }
        long balance = customer == null ? 0 : Json.number(customer, "balance");
        long total = Json.number(invoice, "total");
        long due = Math.max(0, total + balance);
        invoice.put("starting_balance", balance).put("ending_balance", total + balance - due);
        invoice.put("amount_due", due).put("amount_remaining", due);
        unwrap(invoice);
        Lines.data(invoice, "lines").forEach(InvoicePreviews::unwrap);
        invoice.put("id", "upcoming_" + Json.id(invoice));
        invoice.put("next_payment_attempt", at + Periods.HOUR);
        return changes.complete(invoice);
    }

    /** Discounts that are only shown have been objects until now. */
    private static void unwrap(JsonNode owner) {
        ArrayNode discounts = (ArrayNode) owner.path("discounts");
        for (int i = 0; i < discounts.size(); i++) {
            if (discounts.get(i).isObject()) {
                discounts.set(i, discounts.get(i).get("id"));
            }
        }
    }

    private static boolean ends(ObjectNode subscription, Params wanted) {
        return SubscriptionCycle.isEnded(subscription)
                || subscription.path("cancel_at_period_end").asBoolean()
                        && wanted.bool("cancel_at_period_end", true)
                || wanted.bool("cancel_at_period_end", false);
    }
}
