// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.PayoutSchedule;
import io.github.camellowdefy.stripe.sandbox.engine.Account;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.util.List;
import java.util.Map;

/** Connected accounts: what they asked for is theirs once the sandbox says they are onboarded. */
final class Accounts implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/accounts", Accounts::create)
                .on("GET /v1/accounts/{id}", Accounts::show)
                .on("DELETE /v1/accounts/{id}", Accounts::show)
                .on("POST /v1/accounts/{id}", Accounts::update)
                .on("POST /v1/accounts/{id}/capabilities/{name}", Accounts::requestOne)
                .on("POST /_sandbox/accounts/{id}/onboard", Accounts::onboard);
    }

    private static Answer create(Call call) {
        ObjectNode account = call.changes().draft("account");
        call.applyTo(account, "capabilities", "external_account");
        PayoutSchedule.normalize(account);
        request(call, account);
        return Answer.of(call.changes().insert(account));
    }

    private static Answer show(Call call) {
        requireAccess(call);
        return call.proceed();
    }

    /**
     * The account of the path. Stripe does not tell an account that does not exist from one of
     * somebody else.
     */
    static Account requireAccess(Call call) {
        Engine engine = call.engine();
        boolean own = call.account() == engine.platform() || call.id(0).equals(call.account().id());
        if (!own || !engine.knows(call.id(0))) {
            throw StripeError.noAccess(call.id(0));
        }
        return engine.account(call.id(0));
    }

    private static Answer update(Call call) {
        requireAccess(call);
        ObjectNode account = call.account().require("account", call.id(0));
        call.applyTo(account, "capabilities", "external_account");
        PayoutSchedule.normalize(account);
        request(call, account);
        call.changes().update(account);
        planPayouts(call);
        return Answer.of(account);
    }

    private static Answer requestOne(Call call) {
        ObjectNode account = call.account().require("account", call.id(0), "account");
        if (call.params().bool("requested", false)) {
            boolean onboarded = account.path("details_submitted").asBoolean();
            Json.hash(account, "capabilities").put(call.id(1), onboarded ? "active" : "inactive");
            call.changes().update(account);
        }
        return call.proceed();
    }

    private static void request(Call call, ObjectNode account) {
        ObjectNode capabilities = Json.hash(account, "capabilities");
        JsonNode asked = call.params().hash("capabilities").tree();
        boolean onboarded = account.path("details_submitted").asBoolean();
        for (Map.Entry<String, JsonNode> each : asked.properties()) {
            if (each.getValue().path("requested").asBoolean()) {
                capabilities.put(each.getKey(), onboarded ? "active" : "inactive");
            }
        }
    }

    /** The owner has given all that Stripe asks for. */
    private static Answer onboard(Call call) {
        ObjectNode account = call.account().require("account", call.id(0));
        account.put("charges_enabled", true).put("payouts_enabled", true);
        account.put("details_submitted", true);
        ObjectNode capabilities = Json.hash(account, "capabilities");
        List.copyOf(capabilities.properties())
                .forEach(each -> capabilities.put(each.getKey(), "active"));
        call.changes().update(account);
        planPayouts(call);
        return Answer.of(account);
    }

    private static void planPayouts(Call call) {
        Changes there = call.changes().in(call.engine().account(call.id(0)));
        PayoutSchedule.plan(there, there.now());
    }
}
