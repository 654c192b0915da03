// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;

/** The free time before a subscription costs, and its first period. */
final class Trials {

    private Trials() {}

    /** Sets trial, anchor and first periods of a new subscription. */
    static void start(Changes changes, ObjectNode subscription, Params params) {
        long now = changes.now();
        Long end = end(subscription, params, now);
        long anchor = end == null ? now : end;
        if (end == null && params.has("billing_cycle_anchor")) {
            anchor = params.requireInteger("billing_cycle_anchor");
            if (anchor < now) {
                throw StripeError.refusal("anchor_in_the_past");
            }
        }
        subscription.put("billing_cycle_anchor", anchor).put("start_date", now);
        for (JsonNode each : Lines.data(subscription, "items")) {
            ObjectNode item = (ObjectNode) each;
            SubscriptionItems.startPeriod(item, now, anchor);
            if (end != null || anchor > now) {
                item.put("current_period_end", anchor);
            }
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
            if (end <= now) {
                throw StripeError.refusal("trial_end_in_the_past", given);
            }
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
