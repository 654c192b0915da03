// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.List;

/** Customers with what they pay with: default payment method, and the cards of older days. */
public final class Customers implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/customers", Customers::create)
                .on("POST /v1/customers/{id}", Customers::update)
                .on("DELETE /v1/customers/{id}", Customers::delete)
                .on("POST /v1/customers/{id}/sources", Customers::createCard)
                .on("GET /v1/customers/{id}/sources", Customers::listCards)
                .on("GET /v1/customers/{id}/sources/{card}", Customers::card)
                .on("POST /v1/customers/{id}/sources/{card}", Customers::updateCard)
                .on("DELETE /v1/customers/{id}/sources/{card}", Customers::deleteCard)
                .on("POST /v1/customers/{id}/cards", Customers::createCard)
                .on("GET /v1/customers/{id}/cards", Customers::listCards);
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

    /** {@code POST /v1/customers}. */
    public static Answer create(Call call) {
        Params params = call.params();
        checkEmail(params);
        ObjectNode clock = call.reference("test_helpers.test_clock", "test_clock");
        Changes changes =
                clock == null
                        ? call.changes()
                        : call.changes().at(Json.number(clock, "frozen_time"));
        ObjectNode customer = changes.draft("customer");
        ObjectNode method = null;
        if (params.has("payment_method")) {
            method =
                    PaymentMethods.resolve(
                            changes, params.text("payment_method"), "payment_method");
            if (!Instruments.of(method).attachable()) {
                throw Instruments.of(method).decline().error();
            }
        }
        call.applyTo(customer);
        nameMode(customer);
        checkDefault(call, customer, method);
        Card card = redeem(call, customer);
        changes.insert(customer);
        if (method != null) {
            PaymentMethods.attach(changes, method, customer);
        }
        if (card != null) {
            addCard(changes, customer, card, true);
        }
        return call.stored(customer);
    }

    /** {@code POST /v1/customers/{id}}. */
    public static Answer update(Call call) {
        ObjectNode customer = call.account().require("customer", call.id(0));
        checkEmail(call.params());
        call.applyTo(customer);
        nameMode(customer);
        checkDefault(call, customer, null);
        Card card = redeem(call, customer);
        call.changes().update(customer);
        if (card != null) {
            addCard(call.changes(), customer, card, true);
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
        ObjectNode customer = call.account().require("customer", call.id(0));
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
                        && (Json.text(customer, "id").equals(Json.text(method, "customer"))
                                || attaching != null && id.equals(Json.text(attaching, "id")));
        if (!own) {
            throw method == null
                    ? StripeError.noSuchReference("PaymentMethod", id, param)
                    : StripeError.refusal("method_of_other_customer", id).param(param);
        }
    }

    private static Card redeem(Call call, ObjectNode customer) {
        Params params = call.params();
        if (!params.has("source") && !params.has("card")) {
            return null;
        }
        String described = params.has("card") ? "card" : "source";
        boolean typed = params.tree().get(described).isObject();
        Card card =
                typed
                        ? Card.typed(params.hash(described), call.now())
                        : Tokens.redeem(call.changes(), params.text(described), described);
        if (!card.instrument().attachable()) {
            throw card.instrument().decline().error();
        }
        return card;
    }

    private static ObjectNode addCard(
            Changes changes, ObjectNode customer, Card card, boolean makeDefault) {
        ObjectNode shown = card.draft(changes);
        shown.set("customer", customer.get("id"));
        changes.insert(shown, Json.text(customer, "id"), "created");
        if (makeDefault || Json.text(customer, "default_source") == null) {
            customer.set("default_source", shown.get("id"));
            changes.update(customer);
        }
        return shown;
    }

    private static Answer createCard(Call call) {
        ObjectNode customer = call.account().require("customer", call.id(0));
        String source = Json.text(call.params().tree(), "source");
        if (source != null && source.startsWith("src_")) {
            ObjectNode kept = call.account().referenced("source", source, "source");
            kept.set("customer", customer.get("id"));
            return Answer.of(call.changes().update(kept, "created"));
        }
        Card card = redeem(call, customer);
        missingIf(card == null, "source");
        ObjectNode shown = addCard(call.changes(), customer, card, false);
        if (call.params().tree().get("source") instanceof ObjectNode typed) {
            Json.copy(typed, shown, "name");
            call.changes().keep(shown);
        }
        if (call.params().has("metadata")) {
            call.applyTo(shown);
            call.changes().keep(shown);
        }
        return Answer.of(shown);
    }

    private static Answer listCards(Call call) {
        call.account().require("customer", call.id(0));
        ArrayNode cards = Json.array();
        for (String kind : List.of("card", "source")) {
            call.account().where(kind, "customer", call.id(0)).forEach(cards::add);
        }
        return Answer.of(Json.list(cards, call.path()));
    }

    private static Answer card(Call call) {
        return Answer.of(requireCard(call));
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
            String next =
                    call.account()
                            .where("card", "customer", call.id(0))
                            .map(each -> Json.text(each, "id"))
                            .findFirst()
                            .orElse(null);
            customer.put("default_source", next);
            call.changes().update(customer);
        }
        return Answer.of(gone);
    }

    private static ObjectNode requireCard(Call call) {
        call.account().require("customer", call.id(0));
        String kind = call.id(1).startsWith("src_") ? "source" : "card";
        ObjectNode card = call.account().find(kind, call.id(1));
        if (card == null || !call.id(0).equals(Json.text(card, "customer"))) {
            throw StripeError.noSuch("source", call.id(1), "id");
        }
        return card;
    }
}
