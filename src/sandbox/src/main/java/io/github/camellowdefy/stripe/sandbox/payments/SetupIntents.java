// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;

/** Setup intents: they save a payment method, asking the buyer where the card wants that. */
public final class SetupIntents implements Behaviours.Module {

    private static final String INTENT = "setup_intent";

    @Override
    public void register(Behaviours table) {
        String one = "POST /v1/setup_intents/{intent}";
        table.on("POST /v1/setup_intents", SetupIntents::create)
                .on(one, SetupIntents::update)
                .on(one + "/confirm", SetupIntents::confirm)
                .on(one + "/cancel", SetupIntents::cancel)
                .on(
                        "POST /_sandbox/setup_intents/{intent}/authenticate",
                        SetupIntents::authenticate);
    }

    private static Answer create(Call call) {
        call.reference("customer", "customer");
        ObjectNode intent = call.changes().draft(INTENT);
        ObjectNode method = PaymentIntents.given(call, intent);
        call.applyTo(intent);
        PaymentMethods.put(intent, method);
        PaymentIntents.automatic(intent, call.params());
        call.changes().insert(intent);
        ReturnUrls.note(call, intent);
        return call.params().bool("confirm", false)
                ? confirmed(call, intent, method)
                : Answer.of(intent);
    }

    private static Answer update(Call call) {
        ObjectNode intent = call.require(INTENT);
        call.reference("customer", "customer");
        ObjectNode method = PaymentMethods.given(call);
        call.applyTo(intent);
        PaymentMethods.put(intent, method);
        return Answer.of(call.changes().keep(intent));
    }

    private static Answer confirm(Call call) {
        ObjectNode intent = call.require(INTENT);
        if (Json.is(intent, "status", "succeeded")) {
            throw Transitions.unexpected(intent, StripeError.refusal("setup_succeeded"));
        }
        Transitions.require(intent, "confirm");
        ObjectNode method = PaymentIntents.given(call, intent);
        call.applyTo(intent);
        return confirmed(call, intent, method);
    }

    private static Answer confirmed(Call call, ObjectNode intent, ObjectNode given) {
        String id = Json.text(intent, "payment_method");
        if (given == null && id == null) {
            throw Transitions.unexpected(intent, StripeError.refusal("setup_without_method"));
        }
        ObjectNode method =
                given == null
                        ? PaymentMethods.resolve(call.changes(), id, "payment_method")
                        : given;
        requireOwner(call, intent, method);
        ReturnUrls.require(call, intent, method);
        String mandate = Mandates.require(call, intent, method);
        if (mandate != null) {
            intent.put("mandate", mandate);
        }
        intent.put("payment_method", Json.id(method)).putNull("last_setup_error");
        Instrument instrument = Instruments.of(method);
        boolean asks = instrument.asksFor(false, false) || instrument.asksFor(true, false);
        if (asks) {
            instrument.ask(call.changes(), intent, ConfirmationTokens.returnUrl(call));
            return Answer.of(intent);
        }
        finish(call.changes(), intent, method);
        return Answer.of(intent);
    }

    /** The method is good and saved, or declined with 402. */
    public static void finish(Changes changes, ObjectNode intent, ObjectNode method) {
        Instrument instrument = Instruments.of(method);
        if (!instrument.attachable()) {
            throw fail(changes, intent, method, instrument.decline());
        }
        intent.put("status", "succeeded").putNull("next_action");
        ObjectNode attempt = changes.draft("setup_attempt");
        Json.copy(intent, attempt, "customer", "payment_method");
        attempt.set("setup_intent", intent.get("id"));
        attempt.set("payment_method_details", details(method, instrument));
        attempt.set("usage", intent.get("usage"));
        changes.add(attempt);
        intent.set("latest_attempt", attempt.get("id"));
        ObjectNode customer = changes.named("customer", intent);
        if (customer != null && Json.text(method, "customer") == null) {
            PaymentMethods.attach(changes, method, customer);
        }
        PaymentMethods.setUp(changes, method);
        changes.update(intent, "succeeded");
    }

    private static ObjectNode details(ObjectNode method, Instrument instrument) {
        ObjectNode details = Json.object();
        ObjectNode own = details.putObject(instrument.type());
        if (method.get(instrument.type()) instanceof ObjectNode described) {
            own.setAll(described);
        }
        if (instrument.isCard()) {
            own.put("network", instrument.brand()).putNull("three_d_secure");
        }
        details.put("type", instrument.type());
        return details;
    }

    private static StripeError fail(
            Changes changes, ObjectNode intent, ObjectNode method, Decline decline) {
        StripeError error = decline.error().with("payment_method", method);
        intent.put("status", "requires_payment_method").putNull("payment_method");
        intent.putNull("next_action").set("last_setup_error", error.details());
        changes.update(intent, "setup_failed");
        return error.with(INTENT, intent);
    }

    private static Answer cancel(Call call) {
        ObjectNode intent = call.require(INTENT);
        Transitions.require(intent, "cancel");
        intent.put("cancellation_reason", call.params().text("cancellation_reason"));
        intent.put("status", "canceled").putNull("next_action");
        return Answer.of(call.changes().update(intent, "canceled"));
    }

    private static Answer authenticate(Call call) {
        ObjectNode intent = call.require(INTENT);
        Transitions.require(intent, "authenticate");
        String id = Json.text(intent, "payment_method");
        ObjectNode method = PaymentMethods.resolve(call.changes(), id, "payment_method");
        if (call.params().is("outcome", "fail")) {
            deny(call.changes(), intent, method);
        } else {
            finish(call.changes(), intent, method);
        }
        return Answer.of(intent);
    }

    /** The buyer does not pass the bank's question; the refusal that a request ends with. */
    public static StripeError deny(Changes changes, ObjectNode intent, ObjectNode method) {
        return fail(changes, intent, method, Decline.of("setup_authentication_failure"));
    }

    private static void requireOwner(Call call, ObjectNode intent, ObjectNode method) {
        String owner = Json.text(method, "customer");
        String customer = Json.text(intent, "customer");
        refuseIf(
                owner != null && !owner.equals(customer),
                "method_of_another_customer",
                Json.id(method),
                owner);
        refuseIf(
                owner == null && PaymentMethods.isConsumed(call.account(), method),
                "method_used_up");
    }
}
