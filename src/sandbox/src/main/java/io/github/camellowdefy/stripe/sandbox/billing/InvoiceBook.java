// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.Customers;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow.Presence;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentMethods;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.List;
import java.util.Locale;

/** The life of an invoice: draft, open, paid, void, uncollectible; and its attempts at payment. */
final class InvoiceBook {

    /** Hears how an invoice's payment went, while the account's lock is held. */
    interface Listener {
        /** The invoice is paid. */
        void paid(Changes changes, ObjectNode invoice);

        /** An attempt has failed; {@code next_payment_attempt} says whether there will be more. */
        void failed(Changes changes, ObjectNode invoice);

        /** The invoice was sent and is not paid in time. */
        void overdue(Changes changes, ObjectNode invoice);
    }

    private static final long DUE_DAYS = 30;

    /** Days between the attempts at an invoice that is collected by itself. */
    private static final List<Long> RETRIES = List.of(3L, 5L, 7L);

    private final PaymentFlow flow;
    private final Timeline timeline;
    private Listener listener;

    InvoiceBook(PaymentFlow flow, Timeline timeline) {
        this.flow = flow;
        this.timeline = timeline;
        flow.listen(this::intentEnded);
    }

    void listen(Listener subscriptions) {
        this.listener = subscriptions;
    }

    /** Stores a draft; where it advances by itself, that is an hour later. */
    void open(Changes changes, ObjectNode invoice) {
        InvoiceDrafts.total(changes, invoice);
        if (invoice.path("auto_advance").asBoolean()) {
            invoice.put("automatically_finalizes_at", changes.now() + Periods.HOUR);
        }
        changes.insert(invoice);
        timeline.watch(changes, invoice);
    }

    /** Draft to open, with a number and a payment intent; to paid when nothing is due. */
    void finalizeDraft(Changes changes, ObjectNode invoice) {
        ObjectNode customer = InvoiceDrafts.customer(changes, invoice);
        long serial = Json.number(customer, "next_invoice_sequence");
        String prefix = Json.text(customer, "invoice_prefix");
        invoice.put("number", String.format(Locale.ROOT, "%s-%04d", prefix, serial));
        customer.put("next_invoice_sequence", serial + 1);
        if (Json.text(customer, "currency") == null) {
            customer.set("currency", invoice.get("currency"));
        }
        CustomerBalances.settle(changes, invoice, customer);
        changes.keep(customer);
        invoice.put("status", "open").put("effective_at", changes.now());
        invoice.putNull("automatically_finalizes_at");
        Json.hash(invoice, "status_transitions").put("finalized_at", changes.now());
        String page = changes.engine().base() + "/pay/invoice/" + Json.id(invoice);
        invoice.put("hosted_invoice_url", page).put("invoice_pdf", page + "/pdf");
        boolean sent = Json.is(invoice, "collection_method", "send_invoice");
        if (sent && Json.number(invoice, "due_date") == 0) {
            invoice.put("due_date", changes.now() + DUE_DAYS * Periods.DAY);
        }
        long due = Json.number(invoice, "amount_due");
        if (due == 0) {
            changes.update(invoice, "updated", "finalized");
            markPaid(changes, invoice, 0);
            return;
        }
        if (!Money.isBelowMinimum(due, Json.text(invoice, "currency"))) {
            addPayment(changes, invoice);
        }
        changes.update(invoice, "updated", "finalized");
        timeline.watch(changes, invoice);
    }

    private static void addPayment(Changes changes, ObjectNode invoice) {
        ObjectNode intent = changes.draft("payment_intent");
        intent.setAll(Shapes.of("invoice.intent", invoice));
        String reason = Json.text(invoice, "billing_reason");
        boolean subscribed = reason.startsWith("subscription");
        String later = subscribed ? "Subscription update" : "Payment for Invoice";
        boolean first = reason.equals("subscription_create");
        intent.put("description", first ? "Subscription creation" : later);
        intent.put("setup_future_usage", subscribed ? "off_session" : null);
        changes.insert(intent);
        invoice.set("payment_intent", intent.get("id"));
        addPayment(changes, invoice, intent, true);
        invoice.putObject("confirmation_secret")
                .put("client_secret", Json.text(intent, "client_secret"))
                .put("type", "payment_intent");
    }

    private static void addPayment(
            Changes changes, ObjectNode invoice, ObjectNode intent, boolean isDefault) {
        ObjectNode payment = changes.draft("invoice_payment");
        ObjectNode facts = Json.object("default", isDefault, "intent", intent.get("id"));
        facts.set("amount", intent.get("amount"));
        Json.copy(invoice, facts, "currency", "id");
        payment.setAll(Shapes.of("invoice.payment", facts));
        changes.add(payment);
        Lines.data(invoice, "payments").add(payment);
    }

    /** One more intent pays an open invoice, or part of it; one that has succeeded at once. */
    void attach(Changes changes, ObjectNode invoice, ObjectNode intent) {
        intent.set("invoice", invoice.get("id"));
        changes.keep(intent);
        addPayment(changes, invoice, intent, false);
        changes.update(invoice);
        if (Json.is(intent, "status", "succeeded")) {
            credit(changes, invoice, intent);
        }
    }

    /** Money has come in for an open invoice: it is paid, or less of it is left. */
    private void credit(Changes changes, ObjectNode invoice, ObjectNode intent) {
        long due = Json.number(invoice, "amount_due");
        long received = Json.number(intent, "amount_received");
        long paid = Json.number(invoice, "amount_paid") + received;
        endPayment(changes, invoice, intent.get("id"), received);
        if (paid >= due) {
            invoice.put("amount_overpaid", paid - due).set("charge", intent.get("latest_charge"));
            markPaid(changes, invoice, paid);
            return;
        }
        invoice.put("amount_paid", paid);
        lower(changes, invoice, due - paid);
        changes.update(invoice);
    }

    /** Less is left of an open invoice, and its own intent asks for no more than that. */
    void lower(Changes changes, ObjectNode invoice, long remaining) {
        invoice.put("amount_remaining", remaining);
        ObjectNode intent = changes.named("payment_intent", invoice);
        if (intent != null && remaining > 0) {
            changes.keep(intent.put("amount", remaining));
        }
    }

    /**
     * Tries to collect an open invoice; the invoice given is not changed, read it again.
     *
     * @param methodId the method to use, or null for what the invoice or customer has
     * @return the refusal, or null when it is paid or waits for the buyer
     */
    StripeError collect(Changes changes, ObjectNode invoice, String methodId, Presence presence) {
        String id = methodId == null ? Customers.methodOf(changes.account(), invoice) : methodId;
        String intentId = Json.text(invoice, "payment_intent");
        if (intentId == null) {
            markPaid(changes, invoice, Json.number(invoice, "amount_due"));
            return null;
        }
        if (id == null) {
            attemptFailed(changes, invoice);
            return StripeError.refusal("no_default_method");
        }
        ObjectNode intent = changes.find("payment_intent", intentId);
        StripeError refusal;
        try {
            ObjectNode method = PaymentMethods.resolve(changes, id, "payment_method");
            refusal = flow.confirm(changes, intent, method, presence);
        } catch (StripeError unusable) {
            // the method is gone or another customer's: nobody is there to be told when time passes
            attemptFailed(changes, invoice);
            return unusable;
        }
        if (refusal == null && Json.is(intent, "status", "requires_action")) {
            ObjectNode waiting = changes.find("invoice", Json.id(invoice));
            attemptFailed(changes, waiting, "payment_action_required");
            return StripeError.refusal("invoice_requires_action").with("payment_intent", intent);
        }
        return refusal;
    }

    /** Open to paid. */
    void markPaid(Changes changes, ObjectNode invoice, long amount) {
        invoice.put("status", "paid").put("paid", true).put("amount_paid", amount);
        invoice.put("amount_remaining", 0).put("attempted", true).put("auto_advance", false);
        invoice.putNull("next_payment_attempt");
        if (amount > 0) {
            invoice.put("attempt_count", Json.number(invoice, "attempt_count") + 1);
        }
        Json.hash(invoice, "status_transitions").put("paid_at", changes.now());
        ObjectNode intent = changes.named("payment_intent", invoice);
        if (intent != null && !Json.is(intent, "status", "succeeded")) {
            endPayment(changes, invoice, intent.get("id"), null);
            flow.cancel(changes, intent, "void_invoice");
        } else if (intent != null) {
            invoice.set("charge", intent.get("latest_charge"));
        }
        changes.update(invoice, "updated", "paid", "payment_succeeded");
        CustomerBalances.owes(changes, invoice, false);
        listener.paid(changes, invoice);
    }

    /** Gives up an invoice: {@code void} or {@code uncollectible}. */
    void giveUp(Changes changes, ObjectNode invoice, String status) {
        invoice.put("status", status).put("auto_advance", false).putNull("next_payment_attempt");
        boolean isVoid = status.equals("void");
        Json.hash(invoice, "status_transitions")
                .put(isVoid ? "voided_at" : "marked_uncollectible_at", changes.now());
        ObjectNode intent = changes.named("payment_intent", invoice);
        if (isVoid && intent != null) {
            endPayment(changes, invoice, intent.get("id"), null);
            flow.cancel(changes, intent, "void_invoice");
        }
        changes.update(invoice, "updated", isVoid ? "voided" : "marked_uncollectible");
        if (!isVoid) {
            CustomerBalances.owes(changes, invoice, false);
        }
    }

    /** An intent has paid so much of an invoice, or with null nothing. */
    private static void endPayment(
            Changes changes, ObjectNode invoice, JsonNode intent, Long paid) {
        String status = paid == null ? "canceled" : "paid";
        String[] events = paid == null ? new String[0] : new String[] {"paid"};
        for (ObjectNode payment : Lines.objects(invoice, "payments")) {
            if (intent.equals(payment.path("payment").get("payment_intent"))) {
                payment.put("status", status).put("amount_paid", paid);
                Json.hash(payment, "status_transitions").put(status + "_at", changes.now());
                changes.update(payment.deepCopy(), events);
            }
        }
    }

    /** A payment intent has ended: if it was an invoice's, the invoice follows. */
    private void intentEnded(Changes changes, ObjectNode intent) {
        ObjectNode invoice = changes.named("invoice", intent);
        if (invoice == null || !Json.is(invoice, "status", "open")) {
            return;
        }
        if (Json.is(intent, "status", "succeeded")) {
            credit(changes, invoice, intent);
        } else {
            attemptFailed(changes, invoice);
        }
    }

    /** An attempt came to nothing; {@code before} are events to be written before the failure. */
    private void attemptFailed(Changes changes, ObjectNode invoice, String... before) {
        int attempts = (int) Json.number(invoice, "attempt_count");
        invoice.put("attempted", true).put("attempt_count", attempts + 1);
        boolean again =
                attempts < RETRIES.size()
                        && invoice.path("auto_advance").asBoolean()
                        && !Json.is(invoice, "billing_reason", "subscription_create");
        Long next = again ? changes.now() + RETRIES.get(attempts) * Periods.DAY : null;
        changes.update(invoice.put("next_payment_attempt", next));
        changes.emit(invoice, before);
        changes.emit(invoice, "payment_failed");
        boolean asked = before.length > 0;
        if (!asked && Json.is(invoice, "collection_method", "charge_automatically")) {
            CustomerBalances.owes(changes, invoice, true);
        }
        timeline.watch(changes, invoice);
        listener.failed(changes, invoice);
    }

    /** Does what is due for an invoice. */
    void advance(Changes changes, ObjectNode invoice) {
        boolean charges = Json.is(invoice, "collection_method", "charge_automatically");
        if (Json.is(invoice, "status", "draft")) {
            finalizeDraft(changes, invoice);
            if (!charges && Json.is(invoice, "status", "open")) {
                changes.emit(invoice, "sent");
            }
        } else if (!charges) {
            InvoiceTimes.tellOverdue(changes, invoice);
            listener.overdue(changes, invoice);
        }
        ObjectNode now = changes.find("invoice", Json.id(invoice));
        if (charges && Json.is(now, "status", "open")) {
            collect(changes, now, null, Presence.AWAY);
        }
    }
}
