// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.AccountObjects;
import io.github.camellowdefy.stripe.sandbox.books.PayoutSchedule;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.List;
import java.util.Map;

/** Connected accounts: what they asked for is theirs once the sandbox says they are onboarded. */
final class Accounts implements Behaviours.Module {

    private static final String ACCOUNT = "account";
    private static final long FIRST_TERMS = 1_262_304_000;
    private static final String CAPABILITIES = "capabilities";

    @Override
    public void register(Behaviours table) {
        String capability = "/v1/accounts/{id}/capabilities/{name}";
        table.on("POST /v1/accounts", Accounts::create)
                .on("GET /v1/accounts", Accounts::list)
                .on("GET /v1/account", call -> show(call, call.account().id()))
                .on("GET /v1/accounts/{id}", call -> show(call, requireAccess(call).id()))
                .on("DELETE /v1/accounts/{id}", Accounts::delete)
                .on("POST /v1/accounts/{id}", Accounts::update)
                .on("POST /v1/accounts/{id}/reject", Accounts::reject)
                .on("GET /v1/accounts/{id}/capabilities", Accounts::capabilities)
                .on("GET " + capability, call -> Answer.of(capability(call)))
                .on("POST " + capability, Accounts::requestOne)
                .on("POST /_sandbox/accounts/{id}/onboard", Accounts::onboard);
    }

    private static Answer create(Call call) {
        checkTerms(call);
        ObjectNode account = call.changes().draft(ACCOUNT);
        call.applyTo(account, CAPABILITIES, "external_account");
        PayoutSchedule.normalize(account);
        request(account, call.params().hash(CAPABILITIES).tree());
        call.changes().insert(account);
        if (call.params().has("external_account")) {
            String id = Json.id(account);
            BankAccounts.add(call, call.changes().in(call.engine().account(id)));
            account = call.account().find(ACCOUNT, id);
        }
        return Answer.of(account);
    }

    /** Nobody agreed before 2010, or tomorrow. */
    private static void checkTerms(Call call) {
        Long date = call.params().hash("tos_acceptance").integer("date");
        refuseIf(date != null && (date < FIRST_TERMS || date > call.now()), "tos_date");
    }

    /** The platform's own account is not among those it has connected. */
    private static Answer list(Call call) {
        String own = call.account().id();
        return call.list(ACCOUNT, each -> !Json.is(each, "id", own));
    }

    private static Answer show(Call call, String id) {
        Account keeper = call.engine().platform();
        return keeper.locked(() -> Answer.of(AccountObjects.of(call.changes(), id)));
    }

    private static Answer delete(Call call) {
        requireAccess(call);
        Answer answer = call.proceed();
        ObjectNode application = Json.object().put("id", "ca_sandbox").put("object", "application");
        call.changes().emit(application.put("name", "Sandbox"), "account.application.deauthorized");
        return answer;
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

    private static ObjectNode require(Call call) {
        return AccountObjects.of(call.changes(), requireAccess(call).id());
    }

    private static Answer save(Call call, ObjectNode account) {
        AccountObjects.update(call.changes(), account);
        Changes there = call.changes().in(call.engine().account(call.id(0)));
        PayoutSchedule.plan(there, there.now());
        return Answer.of(account);
    }

    private static Answer update(Call call) {
        checkTerms(call);
        ObjectNode account = require(call);
        call.applyTo(account, CAPABILITIES, "external_account");
        PayoutSchedule.normalize(account);
        request(account, call.params().hash(CAPABILITIES).tree());
        return save(call, account);
    }

    private static Answer reject(Call call) {
        ObjectNode account = require(call);
        String given = call.params().requireText("reason");
        String reason =
                given.startsWith("fraud")
                        ? "fraud"
                        : given.equals("terms_of_service") ? given : "other";
        account.put("charges_enabled", false).put("payouts_enabled", false);
        Json.hash(account, "requirements").put("disabled_reason", "rejected." + reason);
        setAll(account, "inactive");
        return save(call, account);
    }

    /** The owner has given all that Stripe asks for. */
    private static Answer onboard(Call call) {
        ObjectNode account = AccountObjects.onboarded(require(call));
        setAll(account, "active");
        return save(call, account);
    }

    private static void setAll(ObjectNode account, String status) {
        ObjectNode capabilities = Json.hash(account, CAPABILITIES);
        List.copyOf(capabilities.properties())
                .forEach(each -> capabilities.put(each.getKey(), status));
    }

    private static void request(ObjectNode account, JsonNode asked) {
        ObjectNode capabilities = Json.hash(account, CAPABILITIES);
        boolean onboarded = account.path("details_submitted").asBoolean();
        for (Map.Entry<String, JsonNode> each : asked.properties()) {
            if (each.getValue().path("requested").asBoolean()) {
                capabilities.put(each.getKey(), onboarded ? "active" : "inactive");
            } else if (each.getValue().has("requested")) {
                capabilities.remove(each.getKey());
            }
        }
    }

    private static Answer requestOne(Call call) {
        ObjectNode account = require(call);
        if (call.params().has("requested")) {
            JsonNode asked = Json.object().set(call.id(1), call.params().tree());
            request(account, asked);
            save(call, account);
            Changes there = call.changes().in(call.engine().account(call.id(0)));
            there.emit(capability(call), "capability.updated");
        }
        return Answer.of(capability(call));
    }

    private static Answer capabilities(Call call) {
        ArrayNode all = Json.array();
        ObjectNode account = find(call);
        Json.hash(account, CAPABILITIES)
                .fieldNames()
                .forEachRemaining(name -> all.add(capability(call, account, name)));
        return Answer.of(Json.list(all, call.path()));
    }

    private static ObjectNode capability(Call call) {
        return capability(call, find(call), call.id(1));
    }

    private static ObjectNode find(Call call) {
        return call.engine().platform().locked(() -> require(call));
    }

    /** A capability exists as soon as its account does, which tells how it stands. */
    private static ObjectNode capability(Call call, ObjectNode account, String name) {
        ObjectNode capability = call.changes().draft("capability", name);
        capability.set(ACCOUNT, account.get("id"));
        String status = Json.text(account.path(CAPABILITIES), name);
        if (status != null) {
            capability.put("requested", true).put("status", status);
            capability.set("requested_at", account.get("created"));
        }
        return call.changes().complete(capability);
    }
}
