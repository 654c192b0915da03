// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;

/** {@code /v1/balance_settings}: the account's payout settings under their newer names. */
public final class BalanceSettings implements Behaviours.Module {

    private static final String PAYOUTS = "payouts";

    @Override
    public void register(Behaviours table) {
        table.on("GET /v1/balance_settings", call -> call.account().locked(() -> show(call)))
                .on("POST /v1/balance_settings", BalanceSettings::update);
    }

    private static Answer show(Call call) {
        return Answer.of(view(AccountObjects.of(call.changes(), call.account().id())));
    }

    private static Answer update(Call call) {
        Changes changes = call.changes();
        ObjectNode account = AccountObjects.of(changes, call.account().id());
        ObjectNode settings = Json.hash(Json.hash(account, "settings"), PAYOUTS);
        Params payments = call.params().hash("payments");
        if (payments.has("debit_negative_balances")) {
            settings.put("debit_negative_balances", payments.bool("debit_negative_balances", true));
        }
        Params payouts = payments.hash(PAYOUTS);
        payouts.copyTo(settings, "statement_descriptor");
        ObjectNode schedule = Json.hash(settings, "schedule");
        ObjectNode asked = Json.hash(call.fields(), "payments");
        schedule.setAll(Json.hash(Json.hash(asked, PAYOUTS), "schedule"));
        Long delay = payments.hash("settlement_timing").integer("delay_days_override");
        if (payments.hash("settlement_timing").sent("delay_days_override")) {
            schedule.put("delay_days", delay == null ? PayoutSchedule.USUAL.delay() : delay);
        }
        AccountObjects.keeper(changes).keep(account);
        PayoutSchedule.plan(changes, changes.now());
        ObjectNode view = view(account);
        changes.emit(view, "balance_settings.updated");
        return Answer.of(view);
    }

    private static ObjectNode view(ObjectNode account) {
        ObjectNode settings = (ObjectNode) account.at("/settings/payouts");
        ObjectNode view = Shapes.of("balance_settings", settings);
        view.withObject("/payments/payouts/schedule")
                .retain("interval", "monthly_payout_days", "weekly_payout_days");
        view.withObject("/payments/payouts")
                .put(
                        "status",
                        account.path("payouts_enabled").asBoolean() ? "enabled" : "disabled");
        return view;
    }
}
