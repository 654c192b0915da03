// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;

/** Transfers to connected accounts, made directly or by a charge's {@code transfer_data}. */
public record Transfers(Ledger ledger, ApplicationFees fees) implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/transfers", this::create)
                .on("POST /v1/transfers/{id}/reversals", this::reverse);
    }

    private Answer create(Call call) {
        Params params = call.params();
        String currency = Money.currency(params);
        long amount = params.requirePositive("amount");
        ObjectNode source = call.reference("charge", "source_transaction");
        String destination = params.requireText("destination");
        if (!call.engine().knows(destination)) {
            throw StripeError.noSuchReference("destination", destination, "destination");
        }
        AccountObjects.requireNotRejected(call.changes(), destination);
        if (source == null) {
            Ledger.requireFunds(call.account(), amount, currency);
        } else {
            requireLeft(call.account(), amount, source);
        }
        Changes changes = call.changes();
        ObjectNode transfer = changes.draft("transfer");
        call.applyTo(transfer);
        transfer.put("amount", amount).put("currency", currency);
        send(changes, transfer, 0, Ledger.availability(changes, source));
        return Answer.of(transfer);
    }

    /** No more is passed on of a charge than it brought; what was reversed counts no longer. */
    private static void requireLeft(Account account, long amount, ObjectNode charge) {
        long passed =
                account.where("transfer", "source_transaction", Json.id(charge))
                        .mapToLong(
                                each ->
                                        Json.number(each, "amount")
                                                - Json.number(each, "amount_reversed"))
                        .sum();
        long all = Json.number(charge, "amount");
        String currency = Json.text(charge, "currency");
        refuseIf(
                amount > all - passed,
                "transfer_beyond_source",
                Money.shown(all, currency),
                Money.shown(passed, currency));
    }

    /**
     * Passes a charge's money on where its terms say so: all of it, of which the other account then
     * owes the fee.
     *
     * @param captured how much has just been captured
     */
    public void share(Changes changes, ObjectNode charge, long captured, long fee) {
        String destination = Json.text(charge.path("transfer_data"), "destination");
        if (destination == null || !changes.engine().knows(destination)) {
            return;
        }
        long given = Json.number(charge.path("transfer_data"), "amount");
        ObjectNode transfer = changes.draft("transfer");
        transfer.put("amount", given > 0 ? given : captured);
        transfer.set("currency", charge.get("currency"));
        transfer.put("destination", destination).set("source_transaction", charge.get("id"));
        transfer.put("transfer_group", "group_" + Json.text(charge, "payment_intent"));
        ObjectNode payment = send(changes, transfer, fee, Ledger.availability(changes, charge));
        charge.set("transfer", transfer.get("id"));
        if (fee > 0) {
            charge.set("application_fee", payment.get("application_fee"));
        }
    }

    /**
     * Moves the money.
     *
     * @param available when it is available, here and there: with the charge it comes from
     */
    private ObjectNode send(Changes changes, ObjectNode transfer, long fee, long available) {
        String id = Json.id(transfer);
        Entry entry = Entry.of("transfer", -Json.number(transfer, "amount"), transfer);
        transfer.put(Ledger.TRANSACTION, ledger.write(changes, entry.availableOn(available)));
        transfer.set("reversals", noReversals(id));
        ObjectNode payment = receive(changes, transfer, fee, available);
        transfer.set("destination_payment", payment.get("id"));
        changes.insert(transfer);
        return payment;
    }

    /** What arrives at the other account: a payment of its own. */
    private ObjectNode receive(Changes changes, ObjectNode transfer, long fee, long available) {
        Account other = changes.engine().account(Json.text(transfer, "destination"));
        Changes there = changes.in(other);
        String id = "py_" + changes.engine().ids().token(24);
        ObjectNode payment = there.draft("charge", id);
        long amount = Json.number(transfer, "amount");
        payment.put("amount", amount).put("amount_captured", amount);
        payment.set("currency", transfer.get("currency"));
        payment.set("source_transfer", transfer.get("id"));
        Entry entry = Entry.of("payment", amount, payment).less(0, fee).availableOn(available);
        payment.put(Ledger.TRANSACTION, ledger.write(there, entry));
        fees.take(there, payment, Json.text(transfer, "source_transaction"), fee);
        return there.insert(payment, null, "payment.created");
    }

    private Answer reverse(Call call) {
        ObjectNode transfer = call.require("transfer");
        long amount =
                Money.asked(
                        call,
                        transfer,
                        "amount_reversed",
                        "transfer_already_reversed",
                        "reversal_too_large");
        ObjectNode reversal = call.changes().draft("transfer_reversal");
        call.applyTo(reversal);
        takeBack(call.changes(), transfer, reversal, amount);
        if (call.params().bool("refund_application_fee", false)) {
            Account other = call.engine().account(Json.text(transfer, "destination"));
            String payment = Json.text(transfer, "destination_payment");
            fees.refundPart(call.changes(), other.find("charge", payment), amount);
        }
        return Answer.of(reversal);
    }

    /**
     * Takes back the same part of what a charge passed on as is refunded of the charge.
     *
     * @return the id of the reversal
     */
    public String reversePart(Changes changes, ObjectNode charge, ObjectNode refund) {
        ObjectNode transfer = changes.account().require("transfer", Json.text(charge, "transfer"));
        long refunded = Json.number(refund, "amount");
        ObjectNode reversal = changes.draft("transfer_reversal");
        reversal.set("source_refund", refund.get("id"));
        long part = Money.share(transfer, "amount_reversed", charge, refunded);
        takeBack(changes, transfer, reversal, part);
        return Json.id(reversal);
    }

    private void takeBack(Changes changes, ObjectNode transfer, ObjectNode reversal, long amount) {
        reversal.put("amount", amount).set("currency", transfer.get("currency"));
        reversal.set("transfer", transfer.get("id"));
        ledger.book(changes, reversal, "transfer_refund", amount, transfer);
        reversal.put("destination_payment_refund", giveBack(changes, transfer, amount));
        changes.add(reversal, Json.id(transfer));
        Money.giveBack(transfer, "amount", "amount_reversed", "reversed", amount);
        ObjectNode list = (ObjectNode) transfer.get("reversals");
        list.withArray("data").insert(0, reversal);
        list.put("total_count", list.get("data").size());
        changes.update(transfer, "reversed");
    }

    /** What leaves the other account again: a refund of the payment that had arrived there. */
    private String giveBack(Changes changes, ObjectNode transfer, long amount) {
        Account other = changes.engine().account(Json.text(transfer, "destination"));
        Changes there = changes.in(other);
        ObjectNode received = other.find("charge", Json.text(transfer, "destination_payment"));
        ObjectNode refund = there.draft("refund", "pyr_" + changes.engine().ids().token(24));
        refund.put("amount", amount).set("charge", received.get("id"));
        refund.set("currency", transfer.get("currency"));
        ledger.book(there, refund, "payment_refund", -amount, received);
        there.insert(refund);
        Money.giveBack(received, "amount", "amount_refunded", "refunded", amount);
        there.update(received, "refunded");
        return Json.id(refund);
    }

    private static ObjectNode noReversals(String id) {
        String url = "/v1/transfers/" + id + "/reversals";
        return Json.list(Json.array(), url).put("total_count", 0);
    }
}
