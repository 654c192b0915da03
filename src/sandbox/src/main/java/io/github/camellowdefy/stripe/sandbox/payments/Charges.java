// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.AccountObjects;
import io.github.camellowdefy.stripe.sandbox.books.ApplicationFees;
import io.github.camellowdefy.stripe.sandbox.books.Entry;
import io.github.camellowdefy.stripe.sandbox.books.Ledger;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.books.PayoutSchedule;
import io.github.camellowdefy.stripe.sandbox.books.Transfers;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Set;

/** Charges: made by payment intents, or directly from a token or a customer's card. */
record Charges(Ledger ledger, Disputes disputes, Transfers transfers, ApplicationFees fees)
        implements Behaviours.Module {

    private static final Set<String> TERMS =
            Tsv.words(
                    "amount currency application_fee_amount customer description"
                            + " metadata on_behalf_of receipt_email shipping statement_descriptor"
                            + " statement_descriptor_suffix transfer_data transfer_group");

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/charges", this::create)
                .on("POST /v1/charges/{id}/capture", this::captureDirectly);
    }

    /**
     * How a charge is to be made.
     *
     * @param terms the intent or draft whose amount, customer and description it takes
     * @param method the payment method or card
     * @param decline why it fails, or null
     * @param capture whether the money is taken at once
     * @param authenticated whether the holder was asked
     */
    record Order(
            ObjectNode terms,
            ObjectNode method,
            Decline decline,
            boolean capture,
            boolean authenticated) {}

    /** Makes a charge: failed, pending (bank debits), authorized or captured. */
    ObjectNode make(Changes changes, Order order) {
        ObjectNode method = order.method();
        Instrument instrument = Instruments.of(method);
        ObjectNode charge = draft(changes, order, instrument);
        boolean pending = instrument.isDelayed() && order.decline() == null;
        if (order.decline() != null) {
            charge.put("status", "failed").put("paid", false).put("captured", false);
            charge.put("failure_code", order.decline().code());
            charge.put("failure_message", order.decline().message());
            changes.insert(charge, null, "failed");
        } else if (pending) {
            charge.put("status", "pending").put("paid", false).putNull("receipt_url");
            changes.insert(charge, null, "pending");
        } else {
            charge.put("captured", order.capture());
            if (order.capture()) {
                book(changes, charge, Json.number(charge, "amount"), instrument);
            }
            changes.insert(charge, null, "succeeded");
            if (order.capture()) {
                disputes.follow(changes, charge, instrument);
            }
        }
        return charge;
    }

    /** Ends a bank debit that was pending. */
    ObjectNode settle(Changes changes, String id, Decline decline) {
        ObjectNode charge = changes.find("charge", id);
        Instrument instrument = instrument(changes, charge);
        if (decline != null) {
            charge.put("status", "failed").put("captured", false);
            charge.put("failure_code", decline.code()).put("failure_message", decline.message());
            return changes.update(charge, "failed");
        }
        charge.put("status", "succeeded").put("paid", true);
        book(changes, charge, Json.number(charge, "amount"), instrument);
        changes.update(charge, "succeeded");
        disputes.follow(changes, charge, instrument);
        return charge;
    }

    /**
     * Takes the money of an authorization. What is left over is released without a trace on the
     * charge; before 2025-03-31 Stripe counted it as refunded.
     */
    ObjectNode capture(Changes changes, ObjectNode charge, long amount) {
        Instrument instrument = instrument(changes, charge);
        charge.put("captured", true);
        ((ObjectNode) charge.path("payment_method_details").path("card")).remove("capture_before");
        book(changes, charge, amount, instrument);
        changes.update(charge, "captured");
        disputes.follow(changes, charge, instrument);
        return charge;
    }

    private Answer create(Call call) {
        Params params = call.params();
        AccountObjects.requireNotRejected(call.changes(), params.tree());
        ApplicationFees.check(call);
        String currency = Money.currency(params);
        Money.requireChargeable(params.requireInteger("amount"), currency);
        ObjectNode customer = call.reference("customer", "customer");
        Changes changes = call.changes();
        ObjectNode card = source(call, customer);
        ObjectNode terms = changes.draft("charge", "unused");
        call.applyTo(terms);
        terms.put("currency", currency);
        boolean capture = params.bool("capture", true);
        Instrument instrument = Instruments.of(card);
        Decline decline =
                instrument.asksFor(false, false) && instrument.decline() == null
                        ? null
                        : instrument.decline();
        ObjectNode charge = make(changes, new Order(terms, card, decline, capture, false));
        if (decline != null) {
            throw decline.error().with("charge", Json.id(charge));
        }
        return Answer.of(charge);
    }

    private Answer captureDirectly(Call call) {
        ObjectNode charge = call.require("charge");
        refuseIf(
                charge.path("captured").asBoolean() || !charge.path("paid").asBoolean(),
                "charge_already_captured",
                call.id(0),
                charge.path("paid").asBoolean()
                        ? " has already been captured."
                        : " could not be captured because it has failed.");
        long amount = call.params().integer("amount", Json.number(charge, "amount"));
        if (amount > Json.number(charge, "amount")) {
            throw tooLarge();
        }
        call.applyTo(charge, "amount", "application_fee");
        return Answer.of(capture(call.changes(), charge, amount));
    }

    static StripeError tooLarge() {
        return StripeError.refusal("capture_too_large");
    }

    /** The card a direct charge names, as a source or by its customer's default. */
    private static ObjectNode source(Call call, ObjectNode customer) {
        Params params = call.params();
        Changes changes = call.changes();
        boolean typed = params.tree().path("source").isObject();
        String id = typed ? null : params.text("source");
        if (id == null && !typed && customer != null) {
            id = Json.text(customer, "default_source");
            refuseIf(id == null, "customer_without_card");
        }
        if (id != null && id.matches("(card|pm|src|ba)_.*")) {
            return PaymentMethods.resolve(changes, id, "source");
        }
        Card card =
                id == null
                        ? Card.typed(params.hash(typed ? "source" : "card"), changes.now())
                        : Tokens.redeem(changes, id, "source");
        ObjectNode shown = card.draft(changes);
        return shown.put("customer", customer == null ? null : Json.id(customer));
    }

    private static ObjectNode draft(Changes changes, Order order, Instrument instrument) {
        ObjectNode terms = order.terms();
        ObjectNode charge = changes.draft("charge");
        for (String term : TERMS) {
            if (terms.has(term)) {
                charge.set(term, terms.get(term).deepCopy());
            }
        }
        if (charge.get("transfer_data") instanceof ObjectNode shared && !shared.has("amount")) {
            shared.putNull("amount");
        }
        String id = Json.id(charge);
        String object = Json.text(order.method(), "object");
        if (Json.is(terms, "object", "payment_intent")) {
            charge.put("payment_intent", Json.id(terms));
        }
        charge.put("payment_method", Json.id(order.method()));
        if (!"payment_method".equals(object)) {
            charge.set("source", order.method());
        }
        long amount = Json.number(charge, "amount");
        charge.set("outcome", ChargeShapes.outcome(instrument, order.decline()));
        ObjectNode details =
                ChargeShapes.methodDetails(
                        order.method(), instrument, amount, order.capture(), changes.now());
        if (order.authenticated() && instrument.isCard()) {
            ((ObjectNode) details.get("card")).set("three_d_secure", ChargeShapes.authenticated());
        }
        String mandate = Mandates.of(changes.account(), order.method());
        if (mandate != null) {
            Json.hash(details, instrument.type()).put("mandate", mandate);
        }
        charge.set("payment_method_details", details);
        if (order.method().get("billing_details") instanceof ObjectNode billing) {
            charge.set("billing_details", billing.deepCopy());
        }
        charge.put("receipt_url", changes.engine().base() + "/pay/receipt/" + id);
        return charge;
    }

    private void book(Changes changes, ObjectNode charge, long amount, Instrument instrument) {
        charge.put("amount_captured", Json.number(charge, "amount_captured") + amount);
        boolean atOnce = "available".equals(instrument.afterwards("funds"));
        boolean direct = ApplicationFees.isConnected(changes.engine(), changes.account());
        long kept = ApplicationFees.due(charge, amount);
        Entry entry =
                Entry.of(instrument.isCard() ? "charge" : "payment", amount, charge)
                        .described(Json.text(charge, "description"))
                        .less(Money.fee(amount), direct ? kept : 0);
        if (!atOnce) {
            PayoutSchedule schedule = PayoutSchedule.of(changes.engine(), changes.account());
            entry = entry.availableOn(schedule.availableOn(changes.now()));
        }
        charge.put("balance_transaction", ledger.write(changes, entry));
        if (direct) {
            fees.take(changes, charge, null, kept);
        }
        transfers.share(changes, charge, amount, direct ? 0 : kept);
    }

    private static Instrument instrument(Changes changes, ObjectNode charge) {
        if (charge.get("source") instanceof ObjectNode source) {
            return Instruments.of(source);
        }
        ObjectNode method = changes.named("payment_method", charge);
        return method == null ? Instrument.redirecting("card") : Instruments.of(method);
    }
}
