// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.AccountObjects;
import io.github.camellowdefy.stripe.sandbox.books.Destinations;
import io.github.camellowdefy.stripe.sandbox.books.PayoutSchedule;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.List;
import java.util.Locale;

/** Bank accounts as tokens, and where connected accounts are paid out to. Numbers are not kept. */
final class BankAccounts implements Behaviours.Module {

    private static final String BANK_ACCOUNT = "bank_account";
    private static final String PARAM = "external_account";
    private static final String DEFAULT = "default_for_currency";

    @Override
    public void register(Behaviours table) {
        String path = "/v1/accounts/{id}/external_accounts";
        table.on("POST " + path, BankAccounts::attach)
                .on("GET " + path, BankAccounts::list)
                .on("GET " + path + "/{ba}", call -> Answer.of(require(call, owner(call))))
                .on("POST " + path + "/{ba}", BankAccounts::update)
                .on("DELETE " + path + "/{ba}", BankAccounts::delete);
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
        Changes there = owner(call);
        call.params().require(PARAM);
        return Answer.of(add(call, there));
    }

    /** Adds the external account that a request names to an account. */
    static ObjectNode add(Call call, Changes there) {
        Params params = call.params();
        ObjectNode external =
                params.tree().get(PARAM).isObject()
                        ? typed(call.changes(), params.hash(PARAM))
                        : ofToken(call.changes(), params.text(PARAM), PARAM);
        if (external == null) {
            external =
                    Tokens.redeem(call.changes(), params.text(PARAM), PARAM).draft(call.changes());
        }
        String owner = there.account().id();
        if (Json.text(external, "currency") == null) {
            external.put("currency", "usd");
        }
        boolean first = ofCurrency(there, external).isEmpty();
        external.put("account", owner);
        external.put(DEFAULT, first || params.bool(DEFAULT, false));
        external.putArray("available_payout_methods").add("standard");
        if (call.route().template().endsWith("/external_accounts")) {
            call.applyTo(external, PARAM, DEFAULT);
        }
        there.insert(external, owner, "account.external_account.created");
        settle(there, external);
        return external;
    }

    private static Answer list(Call call) {
        return call.page(Json.array(Destinations.all(owner(call).account()).stream()));
    }

    private static Answer update(Call call) {
        Changes there = owner(call);
        ObjectNode external = require(call, there);
        call.applyTo(external, DEFAULT);
        if (call.params().bool(DEFAULT, false)) {
            external.put(DEFAULT, true);
        }
        there.update(external, "account.external_account.updated");
        settle(there, external);
        return Answer.of(external);
    }

    private static Answer delete(Call call) {
        Changes there = owner(call);
        ObjectNode external = require(call, there);
        refuseIf(
                external.path(DEFAULT).asBoolean() && ofCurrency(there, external).size() > 1,
                "external_account_is_default",
                call.id(1));
        ObjectNode gone = there.delete(external);
        there.emit(external, "account.external_account.deleted");
        settle(there, external);
        return Answer.of(gone);
    }

    /** A currency has one default; the account shows its external accounts. */
    private static void settle(Changes there, ObjectNode changed) {
        if (changed.path(DEFAULT).asBoolean()) {
            for (ObjectNode each : ofCurrency(there, changed)) {
                if (!each.get("id").equals(changed.get("id"))) {
                    there.keep(each.put(DEFAULT, false));
                }
            }
        }
        ObjectNode account = AccountObjects.of(there, there.account().id());
        ArrayNode data = Json.hash(account, "external_accounts").putArray("data");
        Destinations.all(there.account()).forEach(data::add);
        AccountObjects.update(there, account);
        PayoutSchedule.plan(there, there.now());
    }

    private static List<ObjectNode> ofCurrency(Changes there, ObjectNode external) {
        return Destinations.all(there.account()).stream()
                .filter(each -> Json.is(each, "currency", Json.text(external, "currency")))
                .toList();
    }

    private static ObjectNode require(Call call, Changes there) {
        ObjectNode external = Destinations.find(there.account(), call.id(1));
        if (external == null) {
            throw StripeError.noSuch("external account", call.id(1), "id");
        }
        return external;
    }

    /** Writes to the account of the path, which keeps its external accounts. */
    private static Changes owner(Call call) {
        return call.changes().in(Accounts.requireAccess(call));
    }

    /** The bank account a token stands for, or null where it stands for something else. */
    static ObjectNode ofToken(Changes changes, String id, String param) {
        ObjectNode token = changes.find("token", id);
        if (token == null) {
            return id.startsWith("btok_") ? changes.draft(BANK_ACCOUNT) : null;
        }
        return token.get(BANK_ACCOUNT) instanceof ObjectNode
                ? (ObjectNode) Tokens.use(changes, id, param).get(BANK_ACCOUNT).deepCopy()
                : null;
    }
}
