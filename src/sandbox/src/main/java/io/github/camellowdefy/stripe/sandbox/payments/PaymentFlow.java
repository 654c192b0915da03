// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How a payment intent moves from its confirmation to its end. Each step stores the intent and
 * writes its events; refusals come back as the error that a request would be answered with.
 */
public final class PaymentFlow {

    private static final Duration DEBIT_TAKES = Duration.ofMinutes(3);

    /**
     * How the buyer takes part.
     *
     * @param offSession whether the buyer is away
     * @param errorOnAction whether asking the buyer counts as a failure
     * @param returnUrl where the buyer is sent back to, or null
     */
    public record Presence(boolean offSession, boolean errorOnAction, String returnUrl) {
        /** The buyer is away. */
        public static final Presence AWAY = new Presence(true, false, null);

        /** The buyer is there. */
        public static final Presence THERE = new Presence(false, false, null);
    }

    /** Hears of payments that have ended, while the account's lock is held. */
    @FunctionalInterface
    public interface Listener {
        /** The intent has succeeded or failed, as its status says. */
        void ended(Changes changes, ObjectNode intent);
    }

    private static final String SETTLEMENT = "debit_settles";

    private final Charges charges;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    PaymentFlow(Charges charges) {
        this.charges = charges;
    }

    /** Calls {@code listener} after every success and failure. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /**
     * Confirms an intent with a method; the intent is changed in place.
     *
     * @return the refusal, or null when the payment went on
     */
    public StripeError confirm(
            Changes changes, ObjectNode intent, ObjectNode method, Presence presence) {
        requireOwner(changes, intent, method);
        intent.put("payment_method", Json.id(method)).putNull("last_payment_error");
        Instrument instrument = Instruments.of(method);
        if (instrument.type().equals(CashBalances.METHOD)) {
            if (CashBalances.isCovered(changes, intent)) {
                intent.putNull("next_action");
                return charge(changes, intent, method, false);
            }
            changes.update(intent, "requires_action");
            return null;
        }
        boolean setUp = PaymentMethods.isSetUp(changes.account(), method);
        if (!instrument.asksFor(presence.offSession(), setUp)) {
            return charge(changes, intent, method, false);
        }
        // a bill waits for the buyer to come back
        boolean waits = Json.text(intent, "invoice") != null;
        if (presence.offSession() && !waits || presence.errorOnAction()) {
            String name =
                    presence.offSession()
                            ? "authentication_required"
                            : "authentication_not_handled";
            return fail(changes, intent, method, Decline.of(name), null);
        }
        instrument.ask(changes, intent, presence.returnUrl());
        return null;
    }

    /** The refusal a payment with this method would end with, or null when it would go through. */
    public static StripeError foresee(ObjectNode method) {
        Instrument instrument = Instruments.of(method);
        Decline decline =
                instrument.asksFor(false, false)
                        ? Decline.of("authentication_required")
                        : instrument.decline();
        return decline == null ? null : decline.error();
    }

    /** The buyer answers what {@code next_action} asks; null unless the payment then fails. */
    public StripeError authenticate(Changes changes, ObjectNode intent, boolean agrees) {
        Transitions.require(intent, "authenticate");
        intent.putNull("next_action");
        ObjectNode method =
                PaymentMethods.resolve(changes, Json.text(intent, "payment_method"), "id");
        return agrees
                ? charge(changes, intent, method, true)
                : fail(changes, intent, method, Decline.of("authentication_failure"), null);
    }

    /** Takes the money of an authorization. */
    void capture(Changes changes, ObjectNode intent, long amount, boolean last) {
        long received = Json.number(intent, "amount_received") + amount;
        long left = Json.number(intent, "amount_capturable") - amount;
        ObjectNode charge = changes.find("charge", Json.text(intent, "latest_charge"));
        charge.set("application_fee_amount", intent.get("application_fee_amount"));
        charges.capture(changes, charge, amount);
        intent.put("amount_received", received);
        intent.put("amount_capturable", last ? 0 : left);
        if (last) {
            intent.put("status", "succeeded");
            changes.update(intent, "succeeded");
            tell(changes, intent);
        } else {
            changes.update(intent, "amount_capturable_updated");
        }
    }

    /** Gives an intent up; what was authorized is released. */
    public void cancel(Changes changes, ObjectNode intent, String reason) {
        intent.put("status", "canceled").put("canceled_at", changes.now());
        intent.put("cancellation_reason", reason).put("amount_capturable", 0);
        intent.putNull("next_action");
        changes.update(intent, "canceled");
    }

    private StripeError charge(
            Changes changes, ObjectNode intent, ObjectNode method, boolean authenticated) {
        Instrument instrument = Instruments.of(method);
        boolean manual = isManual(intent, instrument);
        boolean now = instrument.isDelayed();
        Decline decline = now ? null : instrument.decline();
        ObjectNode charge =
                charges.make(
                        changes,
                        new Charges.Order(intent, method, decline, !manual, authenticated));
        intent.put("latest_charge", Json.id(charge));
        if (decline != null) {
            return fail(changes, intent, method, decline, Json.id(charge));
        }
        if (instrument.isDelayed()) {
            intent.put("status", "processing");
            changes.update(intent, "processing");
            // bank debits end minutes later on the sandbox's clock
            changes.planIn(DEBIT_TAKES, SETTLEMENT, Json.id(intent));
            return null;
        }
        keep(changes, intent, method);
        if (manual) {
            intent.put("status", "requires_capture").set("amount_capturable", intent.get("amount"));
            changes.update(intent, "amount_capturable_updated");
            Authorizations.watch(changes, intent);
        } else {
            succeed(changes, intent);
        }
        return null;
    }

    private void succeed(Changes changes, ObjectNode intent) {
        intent.put("status", "succeeded").set("amount_received", intent.get("amount"));
        changes.update(intent, "succeeded");
        tell(changes, intent);
    }

    private StripeError fail(
            Changes changes, ObjectNode intent, ObjectNode method, Decline decline, String charge) {
        StripeError error = decline.error();
        if (charge != null) {
            error.with("charge", charge);
        }
        if (Json.text(method, "customer") == null) {
            PaymentMethods.consume(changes, method);
        }
        error.with("payment_method", method);
        error.with("payment_method_type", Instruments.of(method).type());
        intent.put("status", "requires_payment_method").putNull("payment_method");
        intent.putNull("next_action").set("last_payment_error", error.details());
        changes.update(intent, "payment_failed");
        tell(changes, intent);
        return error.with("payment_intent", intent);
    }

    void register(Behaviours table) {
        table.job(SETTLEMENT, (changes, about) -> settle(changes, about.get(0)));
        Authorizations.register(table, this);
    }

    private void settle(Changes changes, String id) {
        ObjectNode intent = changes.find("payment_intent", id);
        if (intent == null || !Json.is(intent, "status", "processing")) {
            return;
        }
        ObjectNode method =
                PaymentMethods.resolve(changes, Json.text(intent, "payment_method"), "id");
        Decline decline = Instruments.of(method).decline();
        String charge = Json.text(intent, "latest_charge");
        charges.settle(changes, charge, decline);
        if (decline != null) {
            fail(changes, intent, method, decline, charge);
        } else {
            keep(changes, intent, method);
            succeed(changes, intent);
        }
    }

    /** Saves the method to the customer where the buyer agreed, else it has had its use. */
    private static void keep(Changes changes, ObjectNode intent, ObjectNode method) {
        if (Json.text(method, "customer") != null) {
            return;
        }
        ObjectNode customer = changes.named("customer", intent);
        if (customer == null || Json.text(intent, "setup_future_usage") == null) {
            PaymentMethods.consume(changes, method);
            return;
        }
        PaymentMethods.attach(changes, method, customer);
        if (Json.is(intent, "setup_future_usage", "off_session")) {
            PaymentMethods.setUp(changes, method);
        }
    }

    private void tell(Changes changes, ObjectNode intent) {
        listeners.forEach(listener -> listener.ended(changes, intent));
    }

    private static boolean isManual(ObjectNode intent, Instrument instrument) {
        String own =
                Json.text(
                        intent.path("payment_method_options").path(instrument.type()),
                        "capture_method");
        String method = own == null ? Json.text(intent, "capture_method") : own;
        return "manual".equals(method);
    }

    private static void requireOwner(Changes changes, ObjectNode intent, ObjectNode method) {
        String id = Json.id(method);
        String owner = Json.text(method, "customer");
        String customer = Json.text(intent, "customer");
        if (owner == null) {
            if (PaymentMethods.isConsumed(changes.account(), method)) {
                throw StripeError.refusal("method_consumed").with("payment_intent", intent);
            }
        } else if (customer == null) {
            throw StripeError.refusal("customer_of_method_missing", id, owner)
                    .with("payment_intent", intent);
        } else if (!owner.equals(customer)) {
            throw StripeError.refusal("method_does_not_belong", id, customer)
                    .with("payment_intent", intent);
        }
    }
}
