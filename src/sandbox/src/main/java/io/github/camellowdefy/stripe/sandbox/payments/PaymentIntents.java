// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.AccountObjects;
import io.github.camellowdefy.stripe.sandbox.books.ApplicationFees;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow.Presence;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.List;

/** The operations of payment intents; what happens then is {@link PaymentFlow}'s. */
record PaymentIntents(PaymentFlow flow) implements Behaviours.Module {

    private static final String INTENT = "payment_intent";

    @Override
    public void register(Behaviours table) {
        String one = "POST /v1/payment_intents/{intent}";
        table.on("POST /v1/payment_intents", this::create)
                .on(one, this::update)
                .on(one + "/confirm", this::confirm)
                .on(one + "/capture", this::capture)
                .on(one + "/increment_authorization", this::increment)
                .on(one + "/cancel", this::cancel)
                .on("POST /_sandbox/payment_intents/{intent}/authenticate", this::authenticate);
    }

    private Answer create(Call call) {
        Params params = call.params();
        String currency = Money.currency(params);
        Money.requireChargeable(params.requireInteger("amount"), currency);
        MethodTypes.check(params);
        ApplicationFees.check(call);
        refuseIf(
                params.has("off_session") && !params.bool("confirm", false),
                "off_session_without_confirm");
        call.reference("customer", "customer");
        Changes changes = call.changes();
        ObjectNode intent = changes.draft(INTENT);
        ObjectNode method = given(call, intent);
        call.applyTo(intent);
        intent.put("currency", currency);
        PaymentMethods.put(intent, method);
        automatic(intent, params);
        changes.insert(intent);
        ReturnUrls.note(call, intent);
        return params.bool("confirm", false)
                ? confirmed(call, intent, method)
                : call.stored(intent);
    }

    private Answer update(Call call) {
        ObjectNode intent = call.require(INTENT);
        Params params = call.params();
        MethodTypes.check(params);
        for (String field : List.of("amount", "currency", "payment_method", "customer")) {
            if (params.sent(field) && !Transitions.isUnconfirmed(intent)) {
                String status = Json.text(intent, "status");
                String open = Transitions.unconfirmed();
                throw refused(intent, "intent_not_updatable", field, status, field, open)
                        .param(field);
            }
        }
        if (params.has("amount") || params.has("currency")) {
            boolean other = params.has("currency");
            Money.requireChargeable(
                    params.integer("amount", Json.number(intent, "amount")),
                    other ? Money.currency(params) : Json.text(intent, "currency"));
        }
        call.reference("customer", "customer");
        ObjectNode method = PaymentMethods.given(call);
        call.applyTo(intent);
        if (params.has("currency")) {
            intent.put("currency", Money.currency(params));
        }
        intent.putNull("last_payment_error");
        if (method != null) {
            PaymentMethods.put(intent, method);
        } else if (params.sent("payment_method")) {
            intent.put("status", "requires_payment_method");
        }
        return call.stored(call.changes().keep(intent));
    }

    private Answer confirm(Call call) {
        ObjectNode intent = call.require(INTENT);
        if (Json.is(intent, "status", "succeeded")) {
            throw refused(intent, "intent_succeeded");
        }
        Transitions.require(intent, "confirm");
        MethodTypes.check(call.params());
        ObjectNode method = given(call, intent);
        String before = Json.text(intent, "payment_method");
        call.applyTo(intent);
        intent.put("payment_method", before);
        return confirmed(call, intent, method);
    }

    private Answer confirmed(Call call, ObjectNode intent, ObjectNode given) {
        Params params = call.params();
        AccountObjects.requireNotRejected(call.changes(), intent);
        ObjectNode method = given == null ? current(call, intent) : given;
        ReturnUrls.require(call, intent, method);
        Mandates.require(call, intent, method);
        String offSession = params.text("off_session");
        Presence presence =
                new Presence(
                        offSession != null && !offSession.equals("false"),
                        params.bool("error_on_requires_action", false),
                        ConfirmationTokens.returnUrl(call));
        StripeError.throwIf(flow.confirm(call.changes(), intent, method, presence));
        return call.stored(intent);
    }

    private Answer capture(Call call) {
        ObjectNode intent = call.require(INTENT);
        if (Json.is(intent, "status", "succeeded")) {
            throw refused(intent, "intent_released");
        }
        Transitions.require(intent, "capture");
        long capturable = Json.number(intent, "amount_capturable");
        long amount = call.params().integer("amount_to_capture", capturable);
        if (amount < 0) {
            throw StripeError.refusal("capture_negative").with(INTENT, intent);
        }
        if (amount == 0) {
            throw StripeError.notPositive("amount").with(INTENT, intent);
        }
        if (amount > capturable) {
            throw Charges.tooLarge().with(INTENT, intent);
        }
        call.applyTo(intent);
        boolean last = amount == capturable || call.params().bool("final_capture", true);
        flow.capture(call.changes(), intent, amount, last);
        return call.stored(intent);
    }

    private Answer increment(Call call) {
        ObjectNode intent = call.require(INTENT);
        Transitions.require(intent, "increment");
        long amount = call.params().requireInteger("amount");
        if (amount <= Json.number(intent, "amount")) {
            throw StripeError.refusal("increment_not_greater", Json.number(intent, "amount"))
                    .with(INTENT, intent);
        }
        Changes changes = call.changes();
        ObjectNode charge = call.account().find("charge", Json.text(intent, "latest_charge"));
        charge.put("amount", amount);
        changes.update(charge);
        call.applyTo(intent);
        intent.put("amount_capturable", amount);
        return call.stored(changes.update(intent, "amount_capturable_updated"));
    }

    private Answer cancel(Call call) {
        ObjectNode intent = call.require(INTENT);
        Transitions.require(intent, "cancel");
        flow.cancel(call.changes(), intent, call.params().text("cancellation_reason"));
        return call.stored(intent);
    }

    /** The buyer passes, or with {@code outcome=fail} fails, what the bank asks. */
    private Answer authenticate(Call call) {
        ObjectNode intent = call.require(INTENT);
        boolean agrees = !call.params().is("outcome", "fail");
        flow.authenticate(call.changes(), intent, agrees);
        return call.stored(intent);
    }

    /** The method of a token the buyer has made, or that which a request names or describes. */
    static ObjectNode given(Call call, ObjectNode intent) {
        return call.params().has("confirmation_token")
                ? ConfirmationTokens.redeem(call, intent)
                : PaymentMethods.given(call);
    }

    /** The method the intent has, or its customer's default. */
    private static ObjectNode current(Call call, ObjectNode intent) {
        String customer = Json.text(intent, "customer");
        String own = Json.text(intent, "payment_method");
        String id = own == null ? Customers.defaultMethod(call.account(), customer) : own;
        if (id != null) {
            return PaymentMethods.resolve(call.changes(), id, "payment_method");
        }
        throw customer == null
                ? refused(intent, "intent_without_method")
                : refused(intent, "intent_without_method_of_customer", customer);
    }

    private static StripeError refused(ObjectNode intent, String name, Object... values) {
        return Transitions.unexpected(intent, StripeError.refusal(name, values));
    }

    /** Which methods are taken is up to the dashboard, unless the request lists their types. */
    static void automatic(ObjectNode intent, Params params) {
        if (!params.has("payment_method_types") && !params.has("automatic_payment_methods")) {
            intent.putObject("automatic_payment_methods")
                    .put("allow_redirects", "always")
                    .put("enabled", true);
        } else if (intent.get("automatic_payment_methods") instanceof ObjectNode automatic
                && !automatic.has("allow_redirects")
                && params.hash("automatic_payment_methods").bool("enabled", false)) {
            automatic.put("allow_redirects", "always");
        }
    }
}
