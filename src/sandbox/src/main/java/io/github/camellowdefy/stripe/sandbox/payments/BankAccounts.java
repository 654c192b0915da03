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
import java.util.Locale;

/** Bank accounts as tokens, and where connected accounts are paid out to. Numbers are not kept. */
final class BankAccounts implements Behaviours.Module {

    private static final String BANK_ACCOUNT = "bank_account";

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/accounts/{id}/external_accounts", BankAccounts::attach);
    }

    /** A bank account with the last digits of its number, not stored. */
    static ObjectNode typed(Changes changes, Params params) {
        String number = params.requireText("account_number");
        ObjectNode account = changes.draft(BANK_ACCOUNT);
        params.copyTo(account, "account_holder_name", "account_holder_type", "account_type");
        params.copyTo(account, "country", "routing_number");
        if (params.has("currency")) {
            account.put("currency", params.text("currency").toLowerCase(Locale.ROOT));
        }
        account.put("last4", number.substring(Math.max(0, number.length() - 4)));
        return account;
    }

    private static Answer attach(Call call) {
        String owner = call.id(0);
        if (!call.engine().knows(owner)) {
            throw StripeError.noAccess(owner);
        }
        Params params = call.params();
        params.require("external_account");
        ObjectNode external =
                params.tree().get("external_account").isObject()
                        ? typed(call.changes(), params.hash("external_account"))
                        : ofToken(call, params.text("external_account"));
        external.put("account", owner);
        external.put("default_for_currency", params.bool("default_for_currency", true));
        external.putArray("available_payout_methods").add("standard");
        call.applyTo(external, "external_account");
        call.changes().insert(external, owner, "account.external_account.created");
        ObjectNode account = call.account().find("account", owner);
        if (account != null) {
            Json.hash(account, "external_accounts").withArray("data").insert(0, external);
            call.changes().update(account);
        }
        return Answer.of(external);
    }

    private static ObjectNode ofToken(Call call, String token) {
        if (token.startsWith("btok_") && call.account().find("token", token) == null) {
            return call.changes().draft(BANK_ACCOUNT);
        }
        ObjectNode made = call.account().find("token", token);
        if (made != null && made.get(BANK_ACCOUNT) instanceof ObjectNode account) {
            return account.deepCopy();
        }
        return Tokens.redeem(call.changes(), token, "external_account").draft(call.changes());
    }
}
