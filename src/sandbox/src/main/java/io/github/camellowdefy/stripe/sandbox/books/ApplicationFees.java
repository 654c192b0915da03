// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;

/** What a platform keeps of its connected accounts' charges, and gives back of it. */
public record ApplicationFees(Ledger ledger) implements Behaviours.Module {

    private static final String FEE = "application_fee";

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/application_fees/{id}/refunds", this::refund);
    }

    /**
     * 400 when the money is to go to an account that is not there, or a fee is asked for where
     * there is no other account to take it of.
     */
    public static void check(Call call) {
        String destination = call.params().hash("transfer_data").text("destination");
        if (destination != null && !call.engine().knows(destination)) {
            throw StripeError.noSuchReference(
                    "destination", destination, "transfer_data[destination]");
        }
        Long fee = call.params().integer("application_fee_amount");
        if (fee == null) {
            return;
        }
        refuseIf(
                destination == null && !isConnected(call.engine(), call.account()),
                "fee_without_other_account");
        refuseIf(call.params().hash("transfer_data").has("amount"), "fee_and_transfer_amount");
        if (fee < 1) {
            throw StripeError.notPositive("application_fee_amount");
        }
    }

    public static boolean isConnected(Engine engine, Account account) {
        return account != engine.platform();
    }

    /** What a charge still owes the platform when this much of it is captured. */
    public static long due(ObjectNode charge, long captured) {
        boolean taken = charge.path(FEE).isTextual();
        return taken ? 0 : Math.min(captured, Json.number(charge, "application_fee_amount"));
    }

    /**
     * Credits the platform; the charge then names its fee. Does nothing about no money.
     *
     * @param charge what the connected account has earned; changed, not stored
     * @param origin the platform's charge it comes from, or null
     */
    public void take(Changes changes, ObjectNode charge, String origin, long amount) {
        if (amount == 0) {
            return;
        }
        Account earner = changes.account();
        Account platform = changes.engine().platform();
        String application = "ca_" + platform.id().substring("acct_".length());
        Changes there = changes.in(platform);
        ObjectNode fee = there.draft(FEE);
        String id = Json.id(fee);
        fee.put("account", earner.id()).put("application", application).put("amount", amount);
        fee.set("charge", charge.get("id"));
        fee.set("currency", charge.get("currency"));
        ObjectNode source = fee.putObject("fee_source");
        source.set("charge", charge.get("id"));
        source.put("type", "charge");
        fee.put("originating_transaction", origin);
        Entry entry = Entry.of(FEE, amount, fee).availableOn(Ledger.availability(changes, charge));
        fee.put(Ledger.TRANSACTION, ledger.write(there, entry));
        there.insert(fee);
        charge.put("application", application).put(FEE, id).put("application_fee_amount", amount);
    }

    private Answer refund(Call call) {
        ObjectNode fee = call.require(FEE);
        long amount =
                Money.asked(
                        call,
                        fee,
                        "amount_refunded",
                        "fee_already_refunded",
                        "fee_refund_too_large");
        ObjectNode refund = call.changes().draft("fee_refund");
        call.applyTo(refund);
        giveBack(call.changes(), fee, refund, amount);
        return Answer.of(refund);
    }

    /** Gives back the same part of a charge's fee as of the charge; nothing without a fee. */
    public void refundPart(Changes changes, ObjectNode charge, long refunded) {
        Account platform = changes.engine().platform();
        ObjectNode fee = platform.find(FEE, Json.text(charge, FEE));
        if (fee == null) {
            return;
        }
        Changes there = changes.in(platform);
        long part = Money.share(fee, "amount_refunded", charge, refunded);
        if (part > 0) {
            giveBack(there, fee, there.draft("fee_refund"), part);
        }
    }

    private void giveBack(Changes changes, ObjectNode fee, ObjectNode refund, long amount) {
        refund.put("amount", amount).set("currency", fee.get("currency"));
        refund.set("fee", fee.get("id"));
        ledger.book(changes, refund, "application_fee_refund", -amount, fee);
        Entry received =
                Entry.of("adjustment", amount, refund)
                        .as("fee")
                        .described("Application fee refund")
                        .availableOn(Ledger.availability(changes, fee));
        Account earner = changes.engine().account(Json.text(fee, "account"));
        ledger.write(changes.in(earner), received);
        changes.add(refund, Json.id(fee));
        Money.giveBack(fee, "amount", "amount_refunded", "refunded", amount);
        fee.withObject("refunds").withArray("data").insert(0, refund);
        changes.update(fee, "refunded");
    }
}
