// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/** The free time before a subscription costs, and its first period. */
final class Trials {

    private Trials() {}

    /** Sets trial, anchor and first periods of a new subscription. */
    static void start(Changes changes, ObjectNode subscription, Params params) {
        long now = changes.now();
        Long end = end(subscription, params, now);
        JsonNode first = Lines.data(subscription, "items").path(0);
        long anchor = end == null ? Anchors.of(params, now, first) : end;
        Long since = params.integer("backdate_start_date");
        refuseIf(since != null && (since > now || since < 0), "backdate_in_the_future");
        subscription.put("billing_cycle_anchor", anchor);
        subscription.put("start_date", since == null ? now : since);
        boolean stub = end == null && anchor > now;
        for (JsonNode each : Lines.data(subscription, "items")) {
            ObjectNode item = (ObjectNode) each;
            SubscriptionItems.startPeriod(item, stub && since != null ? since : now, anchor);
            if (end != null || stub) {
                item.put("current_period_end", anchor);
            }
        }
        if (params.has("billing_cycle_anchor_config")) {
            Anchors.show(subscription, params.hash("billing_cycle_anchor_config"));
        }
        if (end != null) {
            subscription.put("status", "trialing").put("trial_start", now).put("trial_end", end);
        }
    }

    /** When the trial ends that parameters or prices ask for; null without one. */
    static Long end(ObjectNode subscription, Params params, long now) {
        String given = params.text("trial_end");
        if (given != null) {
            if (given.equals("now")) {
                return null;
            }
            long end = params.integer("trial_end");
            refuseIf(end <= now, "trial_end_in_the_past", given);
            return end;
        }
        Long days = params.integer("trial_period_days");
        if (days == null && params.bool("trial_from_plan", false)) {
            JsonNode price = Lines.data(subscription, "items").path(0).path("price");
            days = Json.number(price.path("recurring"), "trial_period_days");
        }
        return days == null || days == 0 ? null : Long.valueOf(now + days * Periods.DAY);
    }

    /** A setup intent with which the customer can still give a payment method. */
    static void askForMethod(Changes changes, ObjectNode subscription) {
        ObjectNode intent = changes.draft("setup_intent");
        intent.set("customer", subscription.get("customer"));
        changes.insert(intent);
        subscription.set("pending_setup_intent", intent.get("id"));
    }
}
