// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/** Top-ups: money from the bank, which is pending until it arrives as charges do. */
public record TopUps(Ledger ledger) implements Behaviours.Module {

    private static final String TOPUP = "topup";
    private static final String ARRIVAL = "topup_arrives";
    private static final String EXPECTED = "expected_availability_date";

    @Override
    public void register(Behaviours table) {
        table.job(ARRIVAL, (changes, about) -> arrive(changes, about.get(0)));
        table.on("POST /v1/topups", this::create).on("POST /v1/topups/{id}/cancel", this::cancel);
    }

    private Answer create(Call call) {
        String currency = Money.currency(call.params());
        long amount = call.params().requirePositive("amount");
        Changes changes = call.changes();
        ObjectNode topup = changes.draft(TOPUP);
        call.applyTo(topup, "source");
        PayoutSchedule schedule = PayoutSchedule.of(changes.engine(), changes.account());
        long arrival = schedule.availableOn(changes.now());
        topup.put("amount", amount).put("currency", currency).put(EXPECTED, arrival);
        Entry entry = Entry.of(TOPUP, amount, topup).availableOn(arrival);
        topup.put(Ledger.TRANSACTION, ledger.write(changes, entry));
        changes.insert(topup);
        changes.planAt(arrival, ARRIVAL, Json.id(topup));
        return Answer.of(topup);
    }

    private static void arrive(Changes changes, String id) {
        ObjectNode topup = changes.find(TOPUP, id);
        if (Json.is(topup, "status", "pending")) {
            changes.update(topup.put("status", "succeeded"), "succeeded");
        }
    }

    private Answer cancel(Call call) {
        ObjectNode topup = call.require(TOPUP);
        String status = Json.text(topup, "status");
        refuseIf(!status.equals("pending"), "topup_not_pending", status);
        Entry back = Entry.of("topup_reversal", -Json.number(topup, "amount"), topup);
        ledger.write(call.changes(), back.availableOn(Json.number(topup, EXPECTED)));
        return Answer.of(call.changes().update(topup.put("status", "canceled"), "canceled"));
    }
}
