// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.billing.Subscriptions;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow.Presence;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentMethods;
import io.github.camellowdefy.stripe.sandbox.payments.SetupIntents;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.pricing.SoldItems;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;

/**
 * The buyer at a checkout page: gives an email and a payment method, passes the bank's question,
 * and pays, subscribes or saves the method.
 */
final class CheckoutBuyer implements Behaviours.Module {

    private static final String SESSION = "checkout.session";

    /**
     * A buyer's visit.
     *
     * @param hidden what is kept beside the session
     * @param agrees whether the buyer passes what the bank asks
     */
    private record Visit(
            Changes changes,
            ObjectNode session,
            ObjectNode hidden,
            ObjectNode method,
            boolean agrees) {}

    private final PaymentFlow flow;
    private final Subscriptions subscriptions;

    CheckoutBuyer(PaymentFlow flow, Subscriptions subscriptions) {
        this.flow = flow;
        this.subscriptions = subscriptions;
        flow.listen(CheckoutBuyer::paidLater);
    }

    @Override
    public void register(Behaviours table) {
        table.on("POST /_sandbox/checkout/{id}/complete", this::complete)
                // the paths of Stripe's own page, which fixtures of its command line tool call
                .on("GET /v1/payment_pages/{id}", CheckoutBuyer::session)
                .on("POST /v1/payment_pages/{id}/confirm", this::complete);
    }

    private static Answer session(Call call) {
        return Answer.of(call.require(SESSION));
    }

    private Answer complete(Call call) {
        ObjectNode session = call.require(SESSION);
        CheckoutSessions.requireOpen(session, "completed");
        Params buyer = call.params();
        Changes changes = call.changes();
        ObjectNode customer = customer(changes, session, buyer);
        String named = buyer.text("payment_method", "pm_card_visa");
        ObjectNode method = PaymentMethods.resolve(changes, named, "payment_method");
        ObjectNode hidden = call.account().hidden(session);
        Visit visit = new Visit(changes, session, hidden, method, !buyer.is("outcome", "fail"));
        switch (Json.text(session, "mode")) {
            case "payment" -> {
                Discounts.redeem(changes, new Params(session), "checkout_session", session);
                pay(visit);
            }
            case "subscription" -> subscribe(visit, customer, PaymentMethods.asksBuyer(named));
            default -> save(visit);
        }
        session.put("status", "complete").putNull("url");
        return Answer.of(changes.update(session, "completed"));
    }

    /** The session's customer; a new one where the session wants one. */
    private static ObjectNode customer(Changes changes, ObjectNode session, Params buyer) {
        String id = Json.text(session, "customer");
        if (id != null) {
            return changes.find("customer", id);
        }
        String given = Json.text(session, "customer_email");
        String email = buyer.text("email", given == null ? "buyer@example.com" : given);
        ObjectNode details = session.putObject("customer_details").put("email", email);
        details.put("name", buyer.text("name", "Sandbox Buyer"));
        details.put("tax_exempt", "none").putArray("tax_ids");
        if (!Json.is(session, "customer_creation", "always")) {
            return null;
        }
        ObjectNode customer = changes.draft("customer");
        customer.put("email", email).set("name", details.get("name"));
        changes.insert(customer);
        session.set("customer", customer.get("id"));
        return customer;
    }

    private void pay(Visit visit) {
        ObjectNode session = visit.session();
        if (Json.number(session, "amount_total") == 0) {
            session.put("payment_status", "no_payment_required");
            return;
        }
        ObjectNode intent = intent(visit);
        StripeError refusal = flow.confirm(visit.changes(), intent, visit.method(), Presence.THERE);
        if (refusal == null && Json.is(intent, "status", "requires_action")) {
            refusal = flow.authenticate(visit.changes(), intent, visit.agrees());
        }
        StripeError.throwIf(refusal);
        session.set("payment_intent", intent.get("id"));
        boolean processing = Json.is(intent, "status", "processing");
        session.put("payment_status", processing ? "unpaid" : "paid");
    }

    /** The intent of the buyer's first attempt, or a new one. */
    private static ObjectNode intent(Visit visit) {
        Changes changes = visit.changes();
        String tried = Json.text(visit.hidden(), "tried");
        if (tried != null) {
            return changes.find("payment_intent", tried);
        }
        ObjectNode intent = changes.draft("payment_intent");
        intent.set("amount", visit.session().get("amount_total"));
        Json.copy(visit.session(), intent, "currency", "customer");
        Params data = new Params(visit.hidden()).hash("payment_intent_data");
        data.copyTo(intent, "capture_method", "description", "setup_future_usage", "receipt_email");
        data.copyTo(intent, "statement_descriptor", "transfer_group", "on_behalf_of", "metadata");
        changes.insert(intent);
        changes.note(visit.session(), "tried", intent.get("id"));
        return intent;
    }

    private void subscribe(Visit visit, ObjectNode customer, boolean asks) {
        Changes changes = visit.changes();
        ObjectNode session = visit.session();
        ObjectNode method = visit.method();
        if (Json.text(method, "customer") == null) {
            PaymentMethods.attach(changes, method, customer);
        }
        ObjectNode terms = Json.object();
        if (visit.hidden().get("subscription_data") instanceof ObjectNode data) {
            terms.setAll(data);
        }
        String id = Json.id(session);
        terms.set("items", SoldItems.asParams(changes.account(), id, true));
        terms.set("add_invoice_items", SoldItems.asParams(changes.account(), id, false));
        terms.set("default_payment_method", method.get("id"));
        terms.put("payment_behavior", asks ? "allow_incomplete" : "error_if_incomplete");
        if (session.path("discounts").size() > 0) {
            terms.set("discounts", session.get("discounts"));
        }
        ObjectNode subscription = subscriptions.sell(changes, terms, customer);
        session.set("subscription", subscription.get("id"));
        session.set("invoice", subscription.get("latest_invoice"));
        boolean trial = Json.is(subscription, "status", "trialing");
        session.put("payment_status", trial ? "no_payment_required" : "paid");
        if (Json.is(subscription, "status", "incomplete")) {
            answer(visit, subscription);
        }
    }

    /** The bank's question about the first payment of a subscription. */
    private void answer(Visit visit, ObjectNode subscription) {
        Changes changes = visit.changes();
        ObjectNode invoice = changes.find("invoice", Json.text(subscription, "latest_invoice"));
        ObjectNode intent = changes.named("payment_intent", invoice);
        StripeError.throwIf(flow.authenticate(changes, intent, visit.agrees()));
    }

    private static void save(Visit visit) {
        ObjectNode intent = visit.changes().named("setup_intent", visit.session());
        Json.copy(visit.session(), intent, "customer");
        intent.set("payment_method", visit.method().get("id"));
        if (!visit.agrees()) {
            throw SetupIntents.deny(visit.changes(), intent, visit.method());
        }
        SetupIntents.finish(visit.changes(), intent, visit.method());
    }

    /** A bank debit of a completed session has ended. */
    private static void paidLater(Changes changes, ObjectNode intent) {
        changes.account()
                .where(SESSION, "payment_intent", Json.id(intent))
                .filter(each -> Json.is(each, "payment_status", "unpaid"))
                .toList()
                .forEach(session -> follow(changes, session, intent));
    }

    private static void follow(Changes changes, ObjectNode session, ObjectNode intent) {
        if (Json.is(intent, "status", "succeeded")) {
            session.put("payment_status", "paid");
            changes.update(session, "async_payment_succeeded");
        } else {
            changes.emit(session, "async_payment_failed");
        }
    }
}
