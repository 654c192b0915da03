// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.ApplicationFees;
import io.github.camellowdefy.stripe.sandbox.books.Entry;
import io.github.camellowdefy.stripe.sandbox.books.Ledger;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.books.Transfers;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.time.Duration;
import java.util.function.Consumer;

/** Refunds: of a charge or of an intent's, in parts, never more than was captured. */
public record Refunds(Ledger ledger, Disputes disputes, Transfers transfers, ApplicationFees fees)
        implements Behaviours.Module {

    private static final Duration BANK_TAKES = Duration.ofMinutes(3);

    private static final String END = "refund_ends";

    @Override
    public void register(Behaviours table) {
        table.job(END, (changes, about) -> end(changes, about.get(0), about.get(1)));
        table.on("POST /v1/refunds", call -> Answer.of(create(call, charge(call))))
                .on("POST /v1/refunds/{id}", Refunds::update)
                .on("POST /v1/refunds/{id}/cancel", Refunds::cancel)
                .on(
                        "POST /v1/charges/{id}/refunds",
                        call -> Answer.of(create(call, call.require("charge"))))
                .on("GET /v1/charges/{id}/refunds", Refunds::list)
                .on("POST /v1/charges/{id}/refund", this::refundTheOldWay);
    }

    private static Answer list(Call call) {
        String charge = Json.text(call.require("charge"), "id");
        return call.list("refund", each -> Json.is(each, "charge", charge));
    }

    private Answer refundTheOldWay(Call call) {
        create(call, call.require("charge"));
        return Answer.of(call.require("charge"));
    }

    private ObjectNode create(Call call, ObjectNode charge) {
        return create(call.changes(), charge, call.params(), call::applyTo);
    }

    /** Refunds a part of a charge; 400 where that cannot be. */
    public ObjectNode refund(Changes changes, ObjectNode charge, long amount) {
        Params params = new Params(Json.object().put("amount", amount));
        return create(changes, charge, params, refund -> {});
    }

    private ObjectNode create(
            Changes changes, ObjectNode charge, Params params, Consumer<ObjectNode> fill) {
        String reason = params.text("reason");
        long amount = amount(changes.account(), params, charge);
        boolean reverse = params.bool("reverse_transfer", false);
        boolean refundFee = params.bool("refund_application_fee", false);
        requireShared(charge, reverse, refundFee);
        String chargeId = Json.id(charge);
        ObjectNode refund = changes.draft("refund");
        fill.accept(refund);
        refund.put("amount", amount).put("charge", chargeId);
        Json.copy(charge, refund, "customer", "payment_method", "currency", "payment_intent");
        refund.put("reason", reason);
        refund.set("destination_details", Shapes.of("refund.destination", refund));
        String fate = fate(changes, charge);
        refund.put("status", "pending".equals(fate) ? "pending" : "succeeded");
        ledger.book(changes, refund, type(changes, charge), -amount, charge);
        if (reverse) {
            refund.put("transfer_reversal", transfers.reversePart(changes, charge, refund));
        }
        if (refundFee) {
            fees.refundPart(changes, charge, amount);
        }
        changes.insert(refund);
        Money.giveBack(charge, "amount_captured", "amount_refunded", "refunded", amount);
        changes.update(charge, "refunded");
        disputes.settle(changes, charge);
        if (fate != null) {
            changes.planIn(BANK_TAKES, END, Json.id(refund), fate);
        }
        return refund;
    }

    /** What is refunded is what was booked: a charge of a card, or a payment. */
    private static String type(Changes changes, ObjectNode charge) {
        ObjectNode booked = changes.named("balance_transaction", charge);
        return Json.is(booked, "type", "payment") ? "payment_refund" : "refund";
    }

    /** What is to be refunded: all that is left, or the amount given; 400 when it is too much. */
    private static long amount(Account account, Params params, ObjectNode charge) {
        String id = Json.id(charge);
        String currency = Json.text(charge, "currency");
        long whole = Json.number(charge, "amount_captured");
        long left = whole - Json.number(charge, "amount_refunded");
        refuseIf(isChargedBack(account, charge), "charge_disputed", id);
        refuseIf(left == 0, "charge_already_refunded", id);
        return Money.asked(
                params,
                left,
                asked ->
                        StripeError.refusal(
                                "refund_too_large",
                                Money.shown(asked, currency),
                                left == whole ? "charge amount (" : "unrefunded amount on charge (",
                                Money.shown(left, currency)));
    }

    private static void requireShared(ObjectNode charge, boolean reverse, boolean refundFee) {
        String id = Json.id(charge);
        refuseIf(reverse && Json.text(charge, "transfer") == null, "no_associated_transfer", id);
        refuseIf(
                refundFee && Json.text(charge, "application_fee") == null,
                "no_application_fee",
                id);
    }

    /** An inquiry can still be settled by a refund, a dispute cannot. */
    private static boolean isChargedBack(Account account, ObjectNode charge) {
        return charge.path("disputed").asBoolean()
                && account.where("dispute", "charge", Json.id(charge))
                        .anyMatch(each -> !each.path("is_charge_refundable").asBoolean());
    }

    private static ObjectNode charge(Call call) {
        Params params = call.params();
        ObjectNode intent = call.reference("payment_intent", "payment_intent");
        String id = params.text("charge");
        refuseIf(id == null && intent == null, "charge_or_intent_missing");
        if (id == null) {
            id = Json.text(intent, "latest_charge");
            ObjectNode charge = call.account().find("charge", id);
            if (charge == null || !charge.path("paid").asBoolean()) {
                throw StripeError.refusal("no_successful_charge", Json.id(intent))
                        .with("payment_intent", intent);
            }
        }
        ObjectNode charge = call.account().require("charge", id);
        refuseIf(!charge.path("paid").asBoolean(), "charge_not_refundable", id);
        refuseIf(!charge.path("captured").asBoolean(), "charge_not_captured");
        return charge;
    }

    private static Answer update(Call call) {
        ObjectNode refund = call.require("refund");
        call.applyTo(refund);
        return Answer.of(call.changes().update(refund, "updated", "charge.refund.updated"));
    }

    private static Answer cancel(Call call) {
        ObjectNode refund = call.require("refund");
        refuseIf(
                !Json.is(refund, "status", "requires_action"),
                "refund_not_cancelable",
                Json.text(refund, "status"));
        refund.put("status", "canceled");
        return Answer.of(call.changes().update(refund));
    }

    /** {@code failed} or {@code pending} for the test cards whose refunds end so; else null. */
    private static String fate(Changes changes, ObjectNode charge) {
        ObjectNode method = changes.named("payment_method", charge);
        return method == null ? null : Instruments.of(method).afterwards("refund");
    }

    private void end(Changes changes, String id, String fate) {
        ObjectNode refund = changes.find("refund", id);
        if (fate.equals("pending")) {
            refund.put("status", "succeeded");
            changes.update(refund, "updated", "charge.refund.updated");
            return;
        }
        long amount = Json.number(refund, "amount");
        refund.put("status", "failed").put("failure_reason", "lost_or_stolen_card");
        String returned = ledger.write(changes, Entry.of("refund_failure", amount, refund));
        refund.put("failure_balance_transaction", returned);
        changes.update(refund, "updated", "failed", "charge.refund.updated");
        ObjectNode charge = changes.named("charge", refund);
        charge.put("amount_refunded", Json.number(charge, "amount_refunded") - amount);
        charge.put("refunded", false);
        changes.update(charge);
    }
}
