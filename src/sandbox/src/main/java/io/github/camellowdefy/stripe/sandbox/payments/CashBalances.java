// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;

/** What customers have transferred in advance, and the bank accounts they pay from. */
final class CashBalances implements Behaviours.Module {

    private static final String TRANSACTION = "customer_cash_balance_transaction";

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/test_helpers/customers/{id}/fund_cash_balance", CashBalances::fund)
                .on("POST /v1/customers/{id}/sources/{source}/verify", CashBalances::verify);
    }

    private static Answer fund(Call call) {
        call.account().require("customer", call.id(0));
        long amount = call.params().requireInteger("amount");
        String currency = Money.currency(call.params());
        long before =
                call.account()
                        .under(TRANSACTION, call.id(0))
                        .filter(each -> currency.equals(Json.text(each, "currency")))
                        .findFirst()
                        .map(newest -> Json.number(newest, "ending_balance"))
                        .orElse(0L);
        ObjectNode transaction = call.changes().draft(TRANSACTION);
        transaction.put("customer", call.id(0)).put("currency", currency);
        transaction.put("net_amount", amount).put("ending_balance", before + amount);
        transaction.put("type", "funded");
        return Answer.of(call.changes().insert(transaction, call.id(0), "created"));
    }

    private static Answer verify(Call call) {
        call.account().require("customer", call.id(0));
        if (call.account().find("bank_account", call.id(1)) == null) {
            call.account().require("card", call.id(1), "id");
            throw StripeError.refusal("only_bank_accounts_verified", call.id(1));
        }
        return call.proceed();
    }
}
