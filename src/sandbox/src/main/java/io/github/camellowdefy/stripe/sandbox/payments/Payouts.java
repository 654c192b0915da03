// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Payouts: asked for, or made by a call of the sandbox; paid a day later on its clock. Money that
 * is still pending may be paid out, so that a test need not wait two days first.
 */
record Payouts(Ledger ledger) implements Behaviours.Module {

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private static final String ARRIVAL = "payout_arrives";

    @Override
    public void register(Behaviours table, Engine engine) {
        engine.agenda().on(ARRIVAL, (changes, about) -> arrive(changes, about.get(0)));
        table.on("POST /v1/payouts", this::create)
                .on("POST /v1/payouts/{id}/cancel", this::cancel)
                .on("POST /v1/payouts/{id}/reverse", this::reverse)
                .on("POST /_sandbox/payouts", this::make)
                .on("POST /_sandbox/payouts/{id}/pay", call -> end(call, null))
                .on("POST /_sandbox/payouts/{id}/fail", call -> end(call, "account_closed"));
    }

    private Answer create(Call call) {
        Params params = call.params();
        String currency = Money.currency(params);
        long amount = params.requireInteger("amount");
        if (amount < 1) {
            throw StripeError.notPositive("amount");
        }
        Ledger.requireFunds(call.account(), amount, currency);
        ObjectNode payout = call.changes().draft("payout");
        call.applyTo(payout);
        payout.put("amount", amount).put("currency", currency);
        send(call.changes(), payout);
        return Answer.of(payout);
    }

    /** Pays out as Stripe does by itself, whatever the balance is. */
    private Answer make(Call call) {
        ObjectNode payout = call.changes().draft("payout");
        payout.put("amount", call.params().requireInteger("amount"));
        payout.put("currency", Money.currency(call.params())).put("automatic", true);
        payout.put("reconciliation_status", "completed");
        send(call.changes(), payout);
        return Answer.of(payout);
    }

    private void send(Changes changes, ObjectNode payout) {
        String id = Json.text(payout, "id");
        boolean instant = Json.is(payout, "method", "instant");
        long arrival = instant ? changes.now() : (changes.now() / DAY + 1) * DAY;
        payout.put("arrival_date", arrival);
        if (Json.text(payout, "destination") == null) {
            payout.put("destination", "ba_" + changes.engine().ids().token(24));
        }
        payout.put(
                "balance_transaction",
                write(changes, payout, "payout", -Json.number(payout, "amount")));
        changes.insert(payout);
        changes.plan(Instant.ofEpochSecond(arrival), ARRIVAL, id);
    }

    private void arrive(Changes changes, String id) {
        ObjectNode payout = changes.account().find("payout", id);
        if (isOpen(payout)) {
            payout.put("status", "paid");
            changes.update(payout, "paid");
        }
    }

    private Answer end(Call call, String failure) {
        ObjectNode payout = require(call, "ended");
        if (failure == null) {
            arrive(call.changes(), call.id(0));
            return Answer.of(call.account().find("payout", call.id(0)));
        }
        payout.put("status", "failed").put("failure_code", failure);
        payout.put("failure_message", "The bank account has been closed");
        payout.put(
                "failure_balance_transaction",
                write(call.changes(), payout, "payout_failure", Json.number(payout, "amount")));
        return Answer.of(call.changes().update(payout, "failed"));
    }

    private Answer cancel(Call call) {
        ObjectNode payout = require(call, "canceled");
        payout.put("status", "canceled");
        payout.put(
                "failure_balance_transaction",
                write(call.changes(), payout, "payout_cancel", Json.number(payout, "amount")));
        return Answer.of(call.changes().update(payout, "canceled"));
    }

    private Answer reverse(Call call) {
        ObjectNode payout = call.account().require("payout", call.id(0));
        if (!Json.is(payout, "status", "paid")) {
            throw StripeError.refusal("payout_not_paid", Json.text(payout, "status"));
        }
        Changes changes = call.changes();
        ObjectNode reversal = changes.draft("payout");
        reversal.put("amount", -Json.number(payout, "amount"));
        Json.copy(payout, reversal, "currency", "destination");
        reversal.put("original_payout", call.id(0));
        reversal.put(
                "balance_transaction",
                write(changes, reversal, "payout", Json.number(payout, "amount")));
        changes.insert(reversal);
        payout.set("reversed_by", reversal.get("id"));
        changes.update(payout);
        return Answer.of(reversal);
    }

    private static ObjectNode require(Call call, String done) {
        ObjectNode payout = call.account().require("payout", call.id(0));
        if (!isOpen(payout)) {
            throw StripeError.refusal("payout_not_pending", done, Json.text(payout, "status"));
        }
        return payout;
    }

    private static boolean isOpen(ObjectNode payout) {
        return List.of("pending", "in_transit").contains(Json.text(payout, "status"));
    }

    private String write(Changes changes, ObjectNode payout, String type, long amount) {
        return ledger.write(changes, Ledger.Entry.of(type, amount, payout));
    }
}
