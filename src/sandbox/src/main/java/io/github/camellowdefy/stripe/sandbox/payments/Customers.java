// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.List;
import java.util.Objects;

/** Customers with what they pay with: default payment method, and the cards of older days. */
public final class Customers implements Behaviours.Module {

    /** What a customer may have paid with before there were payment methods. */
    private static final List<String> KINDS = List.of("card", "bank_account", "source");

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/customers", Customers::create)
                .on("POST /v1/customers/{id}", Customers::update)
                .on("DELETE /v1/customers/{id}", Customers::delete)
                .on("POST /v1/customers/{id}/sources", Customers::createSource)
                .on("GET /v1/customers/{id}/sources", Customers::listSources)
                .on("GET /v1/customers/{id}/sources/{card}", call -> Answer.of(requireCard(call)))
                .on("POST /v1/customers/{id}/sources/{card}", Customers::updateCard)
                .on("DELETE /v1/customers/{id}/sources/{card}", Customers::deleteCard)
                .on("POST /v1/customers/{id}/cards", Customers::createSource)
                .on("GET /v1/customers/{id}/cards", Customers::listSources);
    }

    /** What a customer pays with unless told otherwise, or null. */
    public static String defaultMethod(Account account, String customerId) {
        ObjectNode customer = account.find("customer", customerId);
        if (customer == null) {
            return null;
        }
        String method = Json.text(customer.path("invoice_settings"), "default_payment_method");
        return method == null ? Json.text(customer, "default_source") : method;
    }

    /** What pays an invoice or subscription: its own method, or its customer's; or null. */
    public static String methodOf(Account account, ObjectNode billed) {
        String own = Json.text(billed, "default_payment_method");
        return own == null ? defaultMethod(account, Json.text(billed, "customer")) : own;
    }

    /** {@code POST /v1/customers}. */
    public static Answer create(Call call) {
        Params params = call.params();
        checkEmail(params);
        ObjectNode clock = call.reference("test_helpers.test_clock", "test_clock");
        Changes changes =
                clock == null
                        ? call.changes()
                        : call.changes().at(Json.number(clock, "frozen_time"));
        ObjectNode customer = changes.draftAs("customer", params.text("id"));
        ObjectNode method = null;
        if (params.has("payment_method")) {
            String id = params.text("payment_method");
            method = PaymentMethods.resolve(changes, id, "payment_method");
            Instruments.of(method).requireAttachable();
        }
        call.applyTo(customer);
        nameMode(customer);
        checkDefault(call, customer, method);
        ObjectNode source = source(call);
        changes.insert(customer);
        if (method != null) {
            PaymentMethods.attach(changes, method, customer);
        }
        if (source != null) {
            add(changes, customer, source, true);
        }
        return call.stored(customer);
    }

    /** {@code POST /v1/customers/{id}}; a source takes the place of the default one. */
    public static Answer update(Call call) {
        ObjectNode customer = call.require("customer");
        checkEmail(call.params());
        call.applyTo(customer);
        nameMode(customer);
        checkDefault(call, customer, null);
        String former = Json.text(customer, "default_source");
        ObjectNode source = source(call);
        call.changes().update(customer);
        if (source != null) {
            add(call.changes(), customer, source, true);
            ObjectNode replaced = former == null ? null : find(call.account(), former);
            if (replaced != null) {
                call.changes().delete(replaced);
            }
        }
        return call.stored(customer);
    }

    /** The merchant's default is to reconcile by itself. */
    private static void nameMode(ObjectNode customer) {
        if (customer.at("/cash_balance/settings") instanceof ObjectNode settings
                && Json.is(settings, "reconciliation_mode", "merchant_default")) {
            settings.put("reconciliation_mode", "automatic").put("using_merchant_default", true);
        }
    }

    /** {@code DELETE /v1/customers/{id}}. */
    public static Answer delete(Call call) {
        ObjectNode customer = call.require("customer");
        ObjectNode gone = call.changes().delete(customer);
        call.account()
                .where("payment_method", "customer", call.id(0))
                .toList()
                .forEach(method -> PaymentMethods.detach(call.changes(), method));
        return Answer.of(gone);
    }

    private static void checkEmail(Params params) {
        String email = params.text("email");
        refuseIf(
                email != null && (email.indexOf('@') < 1 || email.indexOf(' ') >= 0),
                "email_invalid",
                email);
    }

    /** The default must be a method of this customer. */
    private static void checkDefault(Call call, ObjectNode customer, ObjectNode attaching) {
        String id = call.params().hash("invoice_settings").text("default_payment_method");
        if (id == null) {
            return;
        }
        String param = "invoice_settings[default_payment_method]";
        if (attaching != null && Instruments.ofMethodName(id) != null) {
            Json.hash(customer, "invoice_settings")
                    .set("default_payment_method", attaching.get("id"));
            return;
        }
        ObjectNode method = call.account().find("payment_method", id);
        if (method == null && id.startsWith("card_")) {
            method = call.account().find("card", id);
        }
        boolean own =
                method != null
                        && (Json.id(customer).equals(Json.text(method, "customer"))
                                || attaching != null && id.equals(Json.id(attaching)));
        if (!own) {
            throw method == null
                    ? StripeError.noSuchReference("PaymentMethod", id, param)
                    : StripeError.refusal("method_of_other_customer", id).param(param);
        }
    }

    /** What a request names or describes to pay with, not stored; null where it does neither. */
    private static ObjectNode source(Call call) {
        Params params = call.params();
        String param = params.has("card") ? "card" : "source";
        if (!params.has(param)) {
            return null;
        }
        Changes changes = call.changes();
        JsonNode given = params.tree().get(param);
        String id = given.asText();
        if (Json.is(given, "object", "bank_account")) {
            return BankAccounts.typed(changes, params.hash(param));
        }
        if (id.startsWith("src_")) {
            return call.account().referenced("source", id, param);
        }
        ObjectNode bank = given.isObject() ? null : BankAccounts.ofToken(changes, id, param);
        if (bank != null) {
            return bank;
        }
        Card card =
                given.isObject()
                        ? Card.typed(params.hash(param), call.now())
                        : Tokens.redeem(changes, id, param);
        card.instrument().requireAttachable();
        ObjectNode shown = card.draft(changes);
        ObjectNode token = call.account().find("token", id);
        Json.copy(token == null ? given : token.get("card"), shown, Card.HOLDER);
        return shown;
    }

    private static void add(
            Changes changes, ObjectNode customer, ObjectNode source, boolean makeDefault) {
        source.set("customer", customer.get("id"));
        if (changes.find(Json.text(source, "object"), Json.id(source)) == null) {
            changes.insert(source, Json.id(customer), "created");
        } else {
            changes.update(source, "created");
        }
        if (makeDefault || Json.text(customer, "default_source") == null) {
            customer.set("default_source", source.get("id"));
            changes.update(customer);
        }
    }

    private static Answer createSource(Call call) {
        ObjectNode customer = call.require("customer");
        ObjectNode source = source(call);
        missingIf(source == null, "source");
        add(call.changes(), customer, source, false);
        if (call.params().has("metadata")) {
            call.applyTo(source);
            call.changes().keep(source);
        }
        return Answer.of(source);
    }

    private static Answer listSources(Call call) {
        call.require("customer");
        ArrayNode all = Json.array();
        String asked =
                call.route().template().endsWith("/cards") ? "card" : call.params().text("object");
        for (String kind : asked == null ? KINDS : List.of(asked)) {
            call.account().where(kind, "customer", call.id(0)).forEach(all::add);
        }
        return call.page(all);
    }

    private static ObjectNode find(Account account, String id) {
        return KINDS.stream()
                .map(kind -> account.find(kind, id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Answer updateCard(Call call) {
        ObjectNode card = requireCard(call);
        call.applyTo(card);
        return Answer.of(call.changes().update(card));
    }

    private static Answer deleteCard(Call call) {
        ObjectNode card = requireCard(call);
        ObjectNode customer = call.account().find("customer", call.id(0));
        ObjectNode gone = call.changes().delete(card);
        if (call.id(1).equals(Json.text(customer, "default_source"))) {
            customer.putNull("default_source");
            KINDS.stream()
                    .flatMap(kind -> call.account().where(kind, "customer", call.id(0)))
                    .findFirst()
                    .ifPresent(next -> customer.set("default_source", next.get("id")));
            call.changes().update(customer);
        }
        return Answer.of(gone);
    }

    private static ObjectNode requireCard(Call call) {
        call.require("customer");
        ObjectNode card = find(call.account(), call.id(1));
        if (card == null || !call.id(0).equals(Json.text(card, "customer"))) {
            throw StripeError.noSuch("source", call.id(1), "id");
        }
        return card;
    }
}
