// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow.Presence;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentMethods;
import io.github.camellowdefy.stripe.sandbox.payments.SetupIntents;
import io.github.camellowdefy.stripe.sandbox.pricing.Discounts;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;

/**
 * The buyer at a checkout page: gives an email and a payment method, passes the bank's question,
 * and pays, subscribes or saves the method.
 */
final class CheckoutBuyer implements Behaviours.Module {

    private static final String SESSION = "checkout.session";

    private final PaymentFlow flow;
    private final Subscriptions subscriptions;

    CheckoutBuyer(PaymentFlow flow, Subscriptions subscriptions) {
        this.flow = flow;
        this.subscriptions = subscriptions;
        flow.listen(CheckoutBuyer::paidLater);
    }

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /_sandbox/checkout/{id}/complete", this::complete)
                // the paths of Stripe's own page, which fixtures of its command line tool call
                .on("GET /v1/payment_pages/{id}", CheckoutBuyer::session)
                .on("POST /v1/payment_pages/{id}/confirm", this::complete);
    }

    private static Answer session(Call call) {
        return Answer.of(call.account().require(SESSION, call.id(0)));
    }

    private Answer complete(Call call) {
        ObjectNode session = call.account().require(SESSION, call.id(0));
        CheckoutSessions.requireOpen(session, "completed");
        Params buyer = call.params();
        Changes changes = call.changes();
        String mode = Json.text(session, "mode");
        ObjectNode hidden = call.account().hidden(SESSION, call.id(0));
        ObjectNode customer = customer(changes, session, buyer);
        String named = buyer.has("payment_method") ? buyer.text("payment_method") : "pm_card_visa";
        ObjectNode method = PaymentMethods.resolve(changes, named, "payment_method");
        boolean agrees = !buyer.is("outcome", "fail");
        switch (mode) {
            case "payment" -> {
                Discounts.redeem(changes, new Params(session), "checkout_session", session);
                pay(changes, session, hidden, method, agrees);
            }
            case "subscription" -> {
                boolean asks = PaymentMethods.asksBuyer(named);
                ObjectNode subscription =
                        subscribe(changes, session, hidden, customer, method, asks);
                if (Json.is(subscription, "status", "incomplete")) {
                    answer(changes, subscription, agrees);
                }
            }
            default -> save(changes, session, hidden, method, agrees);
        }
        session.put("status", "complete").putNull("url");
        return Answer.of(changes.update(session, "completed"));
    }

    /** The session's customer; a new one where the session wants one. */
    private static ObjectNode customer(Changes changes, ObjectNode session, Params buyer) {
        String id = Json.text(session, "customer");
        if (id != null) {
            return changes.account().find("customer", id);
        }
        String given = Json.text(session, "customer_email");
        String email =
                buyer.has("email")
                        ? buyer.text("email")
                        : given == null ? "buyer@example.com" : given;
        ObjectNode details = session.putObject("customer_details");
        details.put("email", email);
        details.put("name", buyer.has("name") ? buyer.text("name") : "Sandbox Buyer");
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

    private void pay(
            Changes changes,
            ObjectNode session,
            ObjectNode hidden,
            ObjectNode method,
            boolean agrees) {
        if (Json.number(session, "amount_total") == 0) {
            session.put("payment_status", "no_payment_required");
            return;
        }
        ObjectNode intent = intent(changes, session, hidden);
        StripeError refusal = flow.confirm(changes, intent, method, Presence.THERE);
        if (refusal == null && Json.is(intent, "status", "requires_action")) {
            refusal = flow.authenticate(changes, intent, agrees);
        }
        if (refusal != null) {
            throw refusal;
        }
        session.set("payment_intent", intent.get("id"));
        boolean processing = Json.is(intent, "status", "processing");
        session.put("payment_status", processing ? "unpaid" : "paid");
    }

    /** The intent of the buyer's first attempt, or a new one. */
    private static ObjectNode intent(Changes changes, ObjectNode session, ObjectNode hidden) {
        String tried = Json.text(hidden, "tried");
        if (tried != null) {
            return changes.account().find("payment_intent", tried);
        }
        ObjectNode intent = changes.draft("payment_intent");
        intent.set("amount", session.get("amount_total"));
        Json.copy(session, intent, "currency", "customer");
        Params data = new Params(hidden).hash("payment_intent_data");
        data.copyTo(intent, "capture_method", "description", "setup_future_usage", "receipt_email");
        data.copyTo(intent, "statement_descriptor", "transfer_group", "on_behalf_of", "metadata");
        changes.insert(intent);
        hidden.set("tried", intent.get("id"));
        changes.hide(SESSION, Json.text(session, "id"), hidden);
        return intent;
    }

    private ObjectNode subscribe(
            Changes changes,
            ObjectNode session,
            ObjectNode hidden,
            ObjectNode customer,
            ObjectNode method,
            boolean asks) {
        if (Json.text(method, "customer") == null) {
            PaymentMethods.attach(changes, method, customer);
        }
        ObjectNode tree = Json.object();
        if (hidden.get("subscription_data") instanceof ObjectNode data) {
            tree.setAll(data);
        }
        String id = Json.text(session, "id");
        tree.set("items", SoldItems.asParams(changes.account(), id, true));
        tree.set("add_invoice_items", SoldItems.asParams(changes.account(), id, false));
        tree.set("default_payment_method", method.get("id"));
        tree.put("payment_behavior", asks ? "allow_incomplete" : "error_if_incomplete");
        if (session.path("discounts").size() > 0) {
            tree.set("discounts", session.get("discounts"));
        }
        Params params = new Params(tree);
        ObjectNode subscription = Subscriptions.draft(changes, params, customer);
        if (tree.get("metadata") instanceof ObjectNode metadata) {
            subscription.set("metadata", metadata.deepCopy());
        }
        subscriptions.start(changes, subscription, params, customer);
        session.set("subscription", subscription.get("id"));
        session.set("invoice", subscription.get("latest_invoice"));
        boolean trial = Json.is(subscription, "status", "trialing");
        session.put("payment_status", trial ? "no_payment_required" : "paid");
        return subscription;
    }

    /** The bank's question about the first payment of a subscription. */
    private void answer(Changes changes, ObjectNode subscription, boolean agrees) {
        String invoice = Json.text(subscription, "latest_invoice");
        ObjectNode intent =
                changes.named("payment_intent", changes.account().find("invoice", invoice));
        StripeError refusal = flow.authenticate(changes, intent, agrees);
        if (refusal != null) {
            throw refusal;
        }
    }

    private static void save(
            Changes changes,
            ObjectNode session,
            ObjectNode hidden,
            ObjectNode method,
            boolean agrees) {
        ObjectNode intent = changes.named("setup_intent", session);
        Json.copy(session, intent, "customer");
        intent.set("payment_method", method.get("id"));
        if (!agrees) {
            throw SetupIntents.deny(changes, intent, method);
        }
        SetupIntents.finish(changes, intent, method);
    }

    /** A bank debit of a completed session has ended. */
    private static void paidLater(Changes changes, ObjectNode intent) {
        changes.account()
                .where(SESSION, "payment_intent", Json.text(intent, "id"))
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
