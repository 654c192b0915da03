// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Set;

/** When the next step of a subscription is due. */
final class SubscriptionTimes {

    private static final long FIRST_PAYMENT_WITHIN = 23 * Periods.HOUR;
    private static final long TRIAL_NOTICE = 3 * Periods.DAY;
    private static final long NOTICE = 7 * Periods.DAY;
    private static final Set<String> BILLED = Set.of("active", "past_due", "unpaid");

    private SubscriptionTimes() {}

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
            boolean told =
                    account.hidden("subscription", Json.text(subscription, "id"))
                            .path("trial_notice_given")
                            .asBoolean();
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
                && account.hidden("subscription", Json.text(subscription, "id"))
                                .path("announced")
                                .asLong()
                        < end;
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
}
