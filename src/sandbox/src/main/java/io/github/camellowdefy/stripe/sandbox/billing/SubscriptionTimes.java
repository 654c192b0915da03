// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Set;

/** The times of a subscription: its trial and first period, and when its next step is due. */
final class SubscriptionTimes {

    private static final long FIRST_PAYMENT_WITHIN = 23 * Periods.HOUR;
    private static final long TRIAL_NOTICE = 3 * Periods.DAY;
    private static final long NOTICE = 7 * Periods.DAY;
    private static final Set<String> BILLED = Set.of("active", "past_due", "unpaid");

    private SubscriptionTimes() {}

    /** Sets trial, anchor and first periods of a new subscription. */
    static void start(Changes changes, ObjectNode subscription, Params params) {
        long now = changes.now();
        Long end = end(subscription, params, now);
        JsonNode first = Lines.data(subscription, "items").path(0);
        long anchor = end == null ? Periods.anchor(params, now, first) : end;
        Long since = params.integer("backdate_start_date");
        refuseIf(since != null && (since > now || since < 0), "backdate_in_the_future");
        subscription.put("billing_cycle_anchor", anchor);
        subscription.put("start_date", since == null ? now : since);
        boolean stub = end == null && anchor > now;
        for (ObjectNode item : Lines.items(subscription)) {
            SubscriptionItems.startPeriod(item, stub && since != null ? since : now, anchor);
            if (end != null || stub) {
                item.put("current_period_end", anchor);
            }
        }
        if (params.has("billing_cycle_anchor_config")) {
            Periods.showAnchor(subscription, params.hash("billing_cycle_anchor_config"));
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

    /** When something is due next for a subscription, or null. */
    static Long due(Account account, ObjectNode subscription) {
        String status = Json.text(subscription, "status");
        if (status.equals("incomplete")) {
            return Json.number(subscription, "created") + FIRST_PAYMENT_WITHIN;
        }
        long cancel =
                subscription.path("cancel_at").isNumber()
                        ? Json.number(subscription, "cancel_at")
                        : Long.MAX_VALUE;
        if (status.equals("trialing")) {
            long end = Json.number(subscription, "trial_end");
            boolean told = account.hidden(subscription).path("trial_notice_given").asBoolean();
            return Math.min(cancel, told ? end : Math.max(0, end - TRIAL_NOTICE));
        }
        if (!BILLED.contains(status)) {
            return null;
        }
        JsonNode resumes = subscription.path("pause_collection").path("resumes_at");
        cancel = resumes.isNumber() ? Math.min(cancel, resumes.longValue()) : cancel;
        long end = SubscriptionCycle.periodEnd(subscription);
        return Math.min(cancel, isToBeAnnounced(account, subscription) ? end - NOTICE : end);
    }

    /**
     * Whether its next invoice has still to be announced, some days ahead and within its period.
     */
    static boolean isToBeAnnounced(Account account, ObjectNode subscription) {
        long end = SubscriptionCycle.periodEnd(subscription);
        return !subscription.path("cancel_at").isNumber()
                && end - NOTICE > Json.number(subscription, "current_period_start")
                && account.hidden(subscription).path("announced").asLong() < end;
    }

    /** Whether its invoices are to be collected again. */
    static boolean isToResume(ObjectNode subscription, long now) {
        JsonNode at = subscription.path("pause_collection").path("resumes_at");
        return at.isNumber() && at.longValue() <= now;
    }

    /** Whether its cancellation has come. */
    static boolean isToEnd(ObjectNode subscription, long now) {
        JsonNode at = subscription.path("cancel_at");
        return at.isNumber() && at.longValue() <= now
                || subscription.path("cancel_at_period_end").asBoolean()
                        && SubscriptionCycle.periodEnd(subscription) <= now;
    }

    /** Notes that a subscription ends with its period. */
    static void endWithPeriod(ObjectNode subscription, long now) {
        subscription.put("cancel_at_period_end", true).put("canceled_at", now);
        subscription.put("cancel_at", SubscriptionCycle.periodEnd(subscription));
    }
}
