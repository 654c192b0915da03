// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.billing.SubscriptionCycle.Bill;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Set;

/** Changes of subscriptions: items with proration, trials, cancellation, resumption. */
record SubscriptionUpdates(SubscriptionCycle cycle) implements Behaviours.Module {

    private static final String UPDATE = "subscription_update";
    private static final String[] OWN_RULES = {
        "items", "discounts", "trial_end", "cancel_at_period_end", "cancel_at",
        "billing_cycle_anchor", "plan", "quantity", "customer", "status"
    };
    private static final Set<String> AFTER_THE_END = Set.of("metadata", "cancellation_details");

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/subscriptions/{id}", this::update)
                .on("DELETE /v1/subscriptions/{id}", this::cancel)
                .on("POST /v1/subscriptions/{id}/resume", this::resume)
                .on("POST /v1/subscription_items", this::createItem)
                .on("POST /v1/subscription_items/{id}", this::updateItem)
                .on("DELETE /v1/subscription_items/{id}", this::deleteItem);
    }

    private Answer update(Call call) {
        ObjectNode subscription = call.require("subscription");
        Params params = call.params();
        if (SubscriptionCycle.isEnded(subscription)) {
            requireOnly(params);
        }
        Changes changes = TestClocks.timeOf(call, subscription);
        if (params.has("default_payment_method")) {
            call.reference("payment_method", "default_payment_method");
        }
        call.applyTo(subscription, OWN_RULES);
        JsonNode before = subscription.get("discounts").deepCopy();
        if (params.sent("discounts") || params.has("coupon") || params.has("promotion_code")) {
            subscription.set(
                    "discounts", Discounts.redeem(changes, params, "subscription", subscription));
            Discounts.end(changes, before, subscription.get("discounts"));
        }
        if (subscription.get("pause_collection") instanceof ObjectNode pause) {
            pause.put("resumes_at", params.hash("pause_collection").integer("resumes_at"));
        }
        cancellation(changes, subscription, params);
        boolean trialEnds =
                Json.is(subscription, "status", "trialing") && params.is("trial_end", "now");
        if (trialEnds && cycle.endsWithoutMethod(changes, subscription)) {
            return Answer.of(call.account().find("subscription", call.id(0)));
        }
        boolean restarted = items(changes, subscription, params);
        restarted |= anchor(changes, subscription, params);
        if (restarted) {
            Subscriptions.requirePayable(changes, subscription);
        }
        cycle.store(changes, subscription, "updated");
        if (restarted || params.is("proration_behavior", "always_invoice")) {
            StripeError refusal =
                    cycle.billNow(changes, subscription, new Bill(UPDATE, restarted, true));
            if (params.is("payment_behavior", "error_if_incomplete")) {
                StripeError.throwIf(refusal);
            }
        }
        return Answer.of(call.account().find("subscription", call.id(0)));
    }

    private static void requireOnly(Params params) {
        for (String name : (Iterable<String>) params.tree()::fieldNames) {
            refuseIf(
                    !AFTER_THE_END.contains(name) && !name.equals("expand"),
                    "subscription_canceled");
        }
    }

    private static void cancellation(Changes changes, ObjectNode subscription, Params params) {
        ObjectNode details = Json.hash(subscription, "cancellation_details");
        if (params.has("cancel_at_period_end")) {
            boolean ends = params.bool("cancel_at_period_end", false);
            if (ends) {
                SubscriptionTimes.endWithPeriod(subscription, changes.now());
            } else {
                subscription.put("cancel_at_period_end", false);
                subscription.putNull("cancel_at").putNull("canceled_at");
            }
            details.put("reason", ends ? "cancellation_requested" : null);
        } else if (params.sent("cancel_at")) {
            Long at = params.integer("cancel_at");
            refuseIf(at != null && at < changes.now(), "cancel_at_in_the_past");
            subscription.put("cancel_at", at);
            subscription.put("canceled_at", at == null ? null : Long.valueOf(changes.now()));
            details.put("reason", at == null ? null : "cancellation_requested");
        }
    }

    /** Ends or moves a trial, or starts the period anew; whether the periods start anew. */
    private boolean anchor(Changes changes, ObjectNode subscription, Params params) {
        boolean trialing = Json.is(subscription, "status", "trialing");
        String trialEnd = params.text("trial_end");
        boolean trialOver = trialing && "now".equals(trialEnd);
        if (trialEnd != null && !trialOver && !"now".equals(trialEnd)) {
            long end = SubscriptionTimes.end(subscription, params, changes.now());
            subscription.put("status", "trialing");
            subscription.put("trial_end", end).put("billing_cycle_anchor", end);
            if (!trialing) {
                subscription.put("trial_start", changes.now());
            }
            Lines.data(subscription, "items")
                    .forEach(item -> ((ObjectNode) item).put("current_period_end", end));
            return false;
        }
        boolean anew = params.is("billing_cycle_anchor", "now");
        if (trialOver) {
            subscription.put("status", "active").put("trial_end", changes.now());
        }
        if (trialOver || anew) {
            if (!trialing && !params.is("proration_behavior", "none")) {
                creditAll(changes, subscription);
            }
            SubscriptionItems.restart(subscription, changes.now());
        }
        return trialOver || anew;
    }

    /** Applies the item parameters; whether the periods start anew. */
    private static boolean items(Changes changes, ObjectNode subscription, Params params) {
        boolean restarts = ItemChanges.stored(changes, subscription).apply(params);
        if (restarts) {
            SubscriptionItems.restart(subscription, changes.now());
        }
        return restarts;
    }

    private Answer cancel(Call call) {
        ObjectNode subscription = call.account().find("subscription", call.id(0));
        if (subscription == null || SubscriptionCycle.isEnded(subscription)) {
            throw StripeError.noSuch("subscription", call.id(0), "id");
        }
        Changes changes = TestClocks.timeOf(call, subscription);
        if (call.params().bool("at_period_end", false)) {
            SubscriptionTimes.endWithPeriod(subscription, changes.now());
            cycle.store(changes, subscription, "updated");
            return Answer.of(subscription);
        }
        call.applyTo(subscription, OWN_RULES);
        if (call.params().bool("prorate", false)) {
            creditAll(changes, subscription);
        }
        if (call.params().bool("invoice_now", false)) {
            cycle.cancelAndBill(changes, subscription, "cancellation_requested");
        } else {
            cycle.cancel(changes, subscription, "cancellation_requested");
        }
        return Answer.of(subscription);
    }

    private Answer resume(Call call) {
        ObjectNode subscription = call.require("subscription");
        refuseIf(
                !Json.is(subscription, "status", "paused"),
                "subscription_not_paused",
                Json.text(subscription, "status"));
        Changes changes = TestClocks.timeOf(call, subscription);
        subscription.put("status", "active");
        SubscriptionItems.restart(subscription, changes.now());
        cycle.store(changes, subscription, "updated", "resumed");
        cycle.billNow(changes, subscription, new Bill(UPDATE, true, true));
        return Answer.of(call.account().find("subscription", call.id(0)));
    }

    private Answer createItem(Call call) {
        ObjectNode subscription = call.reference("subscription", "subscription");
        Changes changes = TestClocks.timeOf(call, subscription);
        ObjectNode added = ItemChanges.stored(changes, subscription).add(call.params());
        cycle.store(changes, subscription, "updated");
        return Answer.of(changes.find("subscription_item", Json.id(added)));
    }

    private Answer updateItem(Call call) {
        ObjectNode subscription = ofItem(call);
        Changes changes = TestClocks.timeOf(call, subscription);
        boolean restarts =
                ItemChanges.stored(changes, subscription).change(call.id(0), call.params());
        if (restarts) {
            SubscriptionItems.restart(subscription, changes.now());
        }
        cycle.store(changes, subscription, "updated");
        if (restarts || call.params().is("proration_behavior", "always_invoice")) {
            cycle.billNow(changes, subscription, new Bill(UPDATE, restarts, true));
        }
        return Answer.of(changes.find("subscription_item", call.id(0)));
    }

    private Answer deleteItem(Call call) {
        ObjectNode subscription = ofItem(call);
        ArrayNode items = Lines.data(subscription, "items");
        refuseIf(items.size() == 1, "last_item");
        Changes changes = TestClocks.timeOf(call, subscription);
        ObjectNode item = call.account().find("subscription_item", call.id(0));
        SubscriptionItems.remove(subscription, call.id(0));
        if (!call.params().is("proration_behavior", "none")) {
            changes.insert(Proration.credit(changes, subscription, item));
        }
        cycle.store(changes, subscription, "updated");
        return Answer.of(changes.delete(item));
    }

    private static void creditAll(Changes changes, ObjectNode subscription) {
        for (JsonNode item : Lines.data(subscription, "items")) {
            changes.insert(Proration.credit(changes, subscription, (ObjectNode) item));
        }
    }

    private static ObjectNode ofItem(Call call) {
        ObjectNode item = call.require("subscription_item");
        return call.account().named("subscription", item);
    }
}
