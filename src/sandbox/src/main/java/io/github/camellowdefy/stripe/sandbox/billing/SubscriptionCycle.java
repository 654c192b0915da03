// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.Customers;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow.Presence;
import io.github.camellowdefy.stripe.sandbox.pricing.Entitlements;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Set;

/**
 * The life of a subscription: incomplete, trialing, active, past due, paused, canceled; each step
 * brought about by an invoice's payment or by time.
 */
final class SubscriptionCycle implements InvoiceBook.Listener {

    private static final int MOST_ATTEMPTS = 4;
    private static final Set<String> ENDED = Set.of("canceled", "incomplete_expired");
    private static final Set<String> OWING = Set.of("incomplete", "past_due", "unpaid");

    private final InvoiceBook book;
    private final Timeline timeline;

    SubscriptionCycle(InvoiceBook book, Timeline timeline) {
        this.book = book;
        this.timeline = timeline;
        book.listen(this);
        timeline.add("subscription", SubscriptionTimes::due, this::advance);
    }

    static boolean isEnded(ObjectNode subscription) {
        return ENDED.contains(Json.text(subscription, "status"));
    }

    /** Stores a change with its items; the fields older versions of the API read come along. */
    void store(Changes changes, ObjectNode subscription, String... events) {
        mirror(subscription);
        SubscriptionItems.store(changes, subscription);
        changes.update(subscription, events);
        timeline.watch(changes, subscription);
        Entitlements.refresh(changes, Json.text(subscription, "customer"));
    }

    /** At the top, as before 2025-03-31: the first item's period, the plan of an only one. */
    static void mirror(ObjectNode subscription) {
        JsonNode first = Lines.data(subscription, "items").path(0);
        boolean only = Lines.data(subscription, "items").size() == 1;
        Json.copy(first, subscription, "current_period_start", "current_period_end");
        Json.copy(only ? first : Json.object(), subscription, "plan", "quantity");
    }

    /** Stores a new subscription whose first invoice is collected like all later ones. */
    void begin(Changes changes, ObjectNode subscription) {
        mirror(subscription);
        changes.add(subscription);
        draft(changes, subscription, "subscription_create", changes.now(), Json.array());
        store(changes, subscription);
        changes.emit(subscription, "created");
    }

    /**
     * An invoice that is not waited with.
     *
     * @param reason such as {@code subscription_update}
     * @param items whether the items are on it, or only what has waited
     * @param collect whether its payment is tried
     */
    record Bill(String reason, boolean items, boolean collect) {}

    /**
     * Bills what is on the subscription now, at once.
     *
     * @return the refusal of the payment, or null
     */
    StripeError billNow(Changes changes, ObjectNode subscription, Bill bill) {
        boolean first = bill.reason().equals("subscription_create");
        ObjectNode invoice =
                InvoiceDrafts.forSubscription(
                        changes, subscription, bill.reason(), changes.now(), first);
        if (bill.items()) {
            InvoiceDrafts.addItems(changes, invoice, subscription);
        }
        if (bill.reason().equals("subscription_cycle")) {
            InvoiceDrafts.addUsage(
                    changes, invoice, subscription, Lines.data(subscription, "items"));
        }
        InvoiceDrafts.takePending(changes, invoice, Json.id(subscription));
        if (Lines.data(invoice, "lines").isEmpty()) {
            return null;
        }
        book.open(changes, invoice);
        subscription.set("latest_invoice", invoice.get("id"));
        changes.keep(subscription);
        if (Json.is(invoice, "collection_method", "send_invoice")) {
            return null;
        }
        book.finalizeDraft(changes, invoice);
        return bill.collect() && Json.is(invoice, "status", "open")
                ? book.collect(changes, invoice, null, Presence.THERE)
                : null;
    }

    /**
     * Drafts the invoice for the period that has just begun; the subscription then names it.
     *
     * @param reason such as {@code subscription_cycle}
     * @param since when the period began that has just ended
     * @param ended the items as they were in it; none where this is the first that costs anything
     */
    private void draft(
            Changes changes, ObjectNode subscription, String reason, long since, ArrayNode ended) {
        ObjectNode invoice =
                InvoiceDrafts.forSubscription(
                        changes, subscription, reason, since, ended.isEmpty());
        InvoiceDrafts.addUsage(changes, invoice, subscription, ended);
        InvoiceDrafts.addItems(changes, invoice, subscription);
        InvoiceDrafts.takePending(changes, invoice, Json.id(subscription));
        String paused = Json.text(subscription.path("pause_collection"), "behavior");
        invoice.put("auto_advance", paused == null);
        book.open(changes, invoice);
        if ("void".equals(paused) || "mark_uncollectible".equals(paused)) {
            book.giveUp(changes, invoice, paused.equals("void") ? "void" : "uncollectible");
        }
        subscription.set("latest_invoice", invoice.get("id"));
    }

    /** Ends a subscription for good; what was used until now is billed. */
    void cancelAndBill(Changes changes, ObjectNode subscription, String reason) {
        for (ObjectNode item : Lines.items(subscription)) {
            long end = Json.number(item, "current_period_end");
            item.put("current_period_end", Math.min(end, changes.now()));
        }
        billNow(changes, subscription, new Bill("subscription_cycle", false, true));
        cancel(changes, subscription, reason);
    }

    /** Ends a subscription for good. */
    void cancel(Changes changes, ObjectNode subscription, String reason) {
        subscription.put("status", "canceled").put("ended_at", changes.now());
        if (!subscription.path("canceled_at").isNumber()) {
            subscription.put("canceled_at", changes.now());
        }
        ObjectNode details = Json.hash(subscription, "cancellation_details");
        if (Json.text(details, "reason") == null) {
            details.put("reason", reason);
        }
        mirror(subscription);
        changes.update(subscription, "deleted");
        Entitlements.refresh(changes, Json.text(subscription, "customer"));
        SubscriptionSchedules.endWith(changes, subscription);
    }

    private static void announce(Changes changes, ObjectNode subscription) {
        changes.hide(subscription, Json.object("announced", periodEnd(subscription)));
        ObjectNode invoice = InvoicePreviews.ofNext(changes, subscription);
        invoice.remove("id");
        changes.emit(invoice, "upcoming");
    }

    /** When the first of its items is to be renewed. */
    static long periodEnd(ObjectNode subscription) {
        return Lines.items(subscription).stream()
                .mapToLong(item -> Json.number(item, "current_period_end"))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void advance(Changes changes, ObjectNode subscription) {
        long now = changes.now();
        boolean trialing = Json.is(subscription, "status", "trialing");
        if (Json.is(subscription, "status", "incomplete")) {
            expire(changes, subscription);
        } else if (SubscriptionTimes.isToEnd(subscription, now)) {
            cancelAndBill(changes, subscription, "cancellation_requested");
        } else if (SubscriptionTimes.isToResume(subscription, now)) {
            store(changes, subscription.putNull("pause_collection"), "updated");
        } else if (trialing && Json.number(subscription, "trial_end") > now) {
            changes.hide(subscription, Json.object("trial_notice_given", true));
            changes.emit(subscription, "trial_will_end");
        } else if (trialing) {
            endTrial(changes, subscription);
        } else if (SubscriptionTimes.isToBeAnnounced(changes.account(), subscription)) {
            announce(changes, subscription);
        } else {
            draftNext(changes, subscription, false);
        }
    }

    private void expire(Changes changes, ObjectNode subscription) {
        subscription.put("status", "incomplete_expired").put("ended_at", changes.now());
        store(changes, subscription, "updated");
        ObjectNode invoice = changes.find("invoice", Json.text(subscription, "latest_invoice"));
        if (invoice != null && Json.is(invoice, "status", "open")) {
            book.giveUp(changes, invoice, "void");
        }
    }

    /** The trial is over: the first period that costs begins. */
    void endTrial(Changes changes, ObjectNode subscription) {
        if (endsWithoutMethod(changes, subscription)) {
            return;
        }
        long end = Math.min(changes.now(), Json.number(subscription, "trial_end"));
        subscription.put("status", "active").put("trial_end", end);
        subscription.put("billing_cycle_anchor", changes.now());
        draftNext(changes, subscription, true);
    }

    /** Pauses or cancels where the trial ends and nothing is there to pay with. */
    boolean endsWithoutMethod(Changes changes, ObjectNode subscription) {
        JsonNode behaviour = subscription.at("/trial_settings/end_behavior");
        String missing = Json.text(behaviour, "missing_payment_method");
        boolean charges = Json.is(subscription, "collection_method", "charge_automatically");
        if (!charges
                || Customers.methodOf(changes.account(), subscription) != null
                || missing == null
                || missing.equals("create_invoice")) {
            return false;
        }
        if (missing.equals("pause")) {
            subscription.put("status", "paused");
            store(changes, subscription, "updated", "paused");
        } else {
            cancel(changes, subscription, "payment_failed");
        }
        return true;
    }

    private void draftNext(Changes changes, ObjectNode subscription, boolean first) {
        long now = changes.now();
        long since = Json.number(subscription, "current_period_start");
        long anchor = Json.number(subscription, "billing_cycle_anchor");
        ArrayNode ended = Json.array();
        for (ObjectNode item : Lines.items(subscription)) {
            if (Json.number(item, "current_period_end") <= now || first) {
                ended.add(item.deepCopy());
                SubscriptionItems.startPeriod(item, now, anchor);
            }
        }
        ArrayNode paid = first ? Json.array() : ended;
        draft(changes, subscription, "subscription_cycle", since, paid);
        store(changes, subscription, "updated");
    }

    @Override
    public void paid(Changes changes, ObjectNode invoice) {
        ObjectNode subscription = changes.named("subscription", invoice);
        if (subscription == null || !OWING.contains(Json.text(subscription, "status"))) {
            return;
        }
        if (subscription.get("latest_invoice").equals(invoice.get("id"))) {
            subscription.put("status", "active");
            keepMethod(changes, subscription, invoice);
            store(changes, subscription, "updated");
        }
    }

    private static void keepMethod(Changes changes, ObjectNode subscription, ObjectNode invoice) {
        String keep =
                Json.text(subscription.path("payment_settings"), "save_default_payment_method");
        ObjectNode intent = changes.named("payment_intent", invoice);
        if ("on_subscription".equals(keep) && intent != null) {
            subscription.set("default_payment_method", intent.get("payment_method"));
        }
    }

    @Override
    public void failed(Changes changes, ObjectNode invoice) {
        ObjectNode subscription = changes.named("subscription", invoice);
        boolean firstInvoice = Json.is(invoice, "billing_reason", "subscription_create");
        if (subscription == null || firstInvoice || isEnded(subscription)) {
            return;
        }
        if (Json.number(invoice, "attempt_count") >= MOST_ATTEMPTS) {
            cancel(changes, subscription, "payment_failed");
        } else {
            fallBehind(changes, subscription);
        }
    }

    @Override
    public void overdue(Changes changes, ObjectNode invoice) {
        ObjectNode subscription = changes.named("subscription", invoice);
        if (subscription != null) {
            fallBehind(changes, subscription);
        }
    }

    private void fallBehind(Changes changes, ObjectNode subscription) {
        if (Json.is(subscription, "status", "active")) {
            subscription.put("status", "past_due");
            store(changes, subscription, "updated");
        }
    }
}
