// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Account;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        Account account = call.account();
        Params wanted = wanted(call.params());
        ObjectNode customer = call.reference("customer", "customer");
        ObjectNode subscription = call.reference("subscription", "subscription");
        boolean fresh = subscription == null && !SubscriptionItems.wanted(wanted).isEmpty();
        if (subscription == null && customer != null && !fresh) {
            subscription =
                    account.where("subscription", "customer", Json.text(customer, "id"))
                            .filter(each -> !SubscriptionCycle.isEnded(each))
                            .findFirst()
                            .orElse(null);
        }
        if (customer == null && subscription != null) {
            customer = account.named("customer", subscription);
        }
        if (customer == null) {
            throw StripeError.missing("customer");
        }
        Changes changes = TestClocks.timeOf(call, customer);
        if (fresh) {
            return ofNew(changes, Subscriptions.draft(changes, wanted, customer));
        }
        if (subscription == null || ends(subscription, wanted)) {
            throw StripeError.refusal("invoice_upcoming_none", Json.text(customer, "id"));
        }
        return ofChanged(changes, subscription, wanted);
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
    private static ObjectNode ofNew(Changes changes, ObjectNode subscription) {
        ObjectNode invoice =
                InvoiceDrafts.forSubscription(
                        changes, subscription, "upcoming", changes.now(), true);
        InvoiceDrafts.addItems(changes, invoice, subscription);
        InvoiceDrafts.showPending(changes, invoice, null);
        return shown(changes, invoice, changes.now());
    }

    /** The next invoice of a subscription as it is. */
    static ObjectNode ofNext(Changes changes, ObjectNode subscription) {
        return ofChanged(changes, subscription, new Params(Json.object()));
    }

    private static ObjectNode ofChanged(Changes changes, ObjectNode subscription, Params wanted) {
        Long date = wanted.integer("proration_date");
        Changes then = date == null ? changes : changes.at(date);
        ObjectNode next = subscription.deepCopy();
        List<ObjectNode> prorations = new ArrayList<>();
        boolean restarts = new ItemChanges(then, next, prorations::add, id -> {}).apply(wanted);
        boolean atOnce = restarts || "always_invoice".equals(wanted.text("proration_behavior"));
        long at = atOnce ? then.now() : SubscriptionCycle.periodEnd(subscription);
        next.put("status", "active");
        long anchor = restarts ? at : Json.number(next, "billing_cycle_anchor");
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
            InvoiceDrafts.addItems(changes, invoice, next);
        }
        InvoiceDrafts.showPending(changes, invoice, Json.text(next, "id"));
        return shown(changes, invoice, at);
    }

    private static ObjectNode shown(Changes changes, ObjectNode invoice, long at) {
        InvoiceDrafts.total(changes, invoice);
        invoice.put("id", "upcoming_" + Json.text(invoice, "id"));
        invoice.put("next_payment_attempt", at + Periods.HOUR);
        return changes.complete(invoice);
    }

    private static boolean ends(ObjectNode subscription, Params wanted) {
        return SubscriptionCycle.isEnded(subscription)
                || subscription.path("cancel_at_period_end").asBoolean()
                        && wanted.bool("cancel_at_period_end", true)
                || wanted.bool("cancel_at_period_end", false);
    }
}
