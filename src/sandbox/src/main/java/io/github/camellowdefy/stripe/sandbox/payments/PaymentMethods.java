// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.missingIf;
import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.List;

/**
 * Payment methods: made from numbers, tokens or Stripe's names, attached to one customer, detached
 * for good. One that was never attached pays once.
 */
public final class PaymentMethods implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/payment_methods", PaymentMethods::create)
                .on("GET /v1/payment_methods/{id}", PaymentMethods::retrieve)
                .on("POST /v1/payment_methods/{id}", PaymentMethods::update)
                .on("POST /v1/payment_methods/{id}/attach", PaymentMethods::attach)
                .on("POST /v1/payment_methods/{id}/detach", PaymentMethods::detach);
    }

    private static Answer create(Call call) {
        Params params = call.params();
        boolean shared = !params.has("type") && params.has("payment_method");
        ObjectNode method = shared ? copy(call) : make(call.changes(), params);
        call.applyTo(method, "customer");
        return Answer.of(call.changes().add(method));
    }

    /** A method of the platform's, to be used on a connected account. */
    private static ObjectNode copy(Call call) {
        Account platform = call.engine().platform();
        refuseIf(call.account() == platform, "cloning_without_account");
        ObjectNode original =
                resolve(
                        call.changes().in(platform),
                        call.params().text("payment_method"),
                        "payment_method");
        ObjectNode method = call.changes().draft("payment_method");
        String type = Json.text(original, "type");
        method.put("type", type).set(type, original.get(type).deepCopy());
        method.set("billing_details", original.get("billing_details").deepCopy());
        return method;
    }

    private static Answer update(Call call) {
        ObjectNode method = call.require("payment_method");
        refuseIf(Json.text(method, "customer") == null, "method_without_customer");
        call.applyTo(method);
        if (method.get("card") instanceof ObjectNode card) {
            for (String field : List.of("exp_month", "exp_year")) {
                Long renewed = call.params().hash("card").integer(field);
                if (renewed != null) {
                    card.put(field, renewed);
                }
            }
        }
        return Answer.of(call.changes().update(method));
    }

    private static Answer retrieve(Call call) {
        Instrument named = Instruments.ofMethodName(call.id(0));
        return named == null
                ? call.proceed()
                : call.account().locked(() -> Answer.of(insertNamed(call.changes(), named)));
    }

    private static Answer attach(Call call) {
        ObjectNode customer = call.reference("customer", "customer");
        ObjectNode method = resolve(call.changes(), call.id(0), "id");
        String owner = Json.text(method, "customer");
        if (owner != null) {
            boolean same = owner.equals(Json.id(customer));
            throw StripeError.refusal(same ? "method_attached" : "method_attached_elsewhere");
        }
        refuseIf(isConsumed(call.account(), method), "method_used_up");
        attach(call.changes(), method, customer);
        return Answer.of(method);
    }

    private static Answer detach(Call call) {
        ObjectNode method = resolve(call.changes(), call.id(0), "id");
        refuseIf(Json.text(method, "customer") == null, "method_not_attached");
        detach(call.changes(), method);
        return Answer.of(method);
    }

    /** Saves a method to a customer; a card that cannot be saved is declined with 402. */
    public static void attach(Changes changes, ObjectNode method, ObjectNode customer) {
        Instruments.of(method).requireAttachable();
        method.put("customer", Json.id(customer));
        changes.update(method, "attached");
    }

    /** Takes a method away from its customer, and the customer's default with it. */
    public static void detach(Changes changes, ObjectNode method) {
        String id = Json.id(method);
        ObjectNode customer = changes.named("customer", method);
        method.putNull("customer");
        changes.update(method, "detached");
        consume(changes, method);
        if (customer != null
                && customer.get("invoice_settings") instanceof ObjectNode settings
                && id.equals(Json.text(settings, "default_payment_method"))) {
            settings.putNull("default_payment_method");
            changes.update(customer);
        }
    }

    /**
     * The method a parameter names; one of Stripe's names makes a new one.
     *
     * @param param the parameter, or {@code id} for the path
     */
    public static ObjectNode resolve(Changes changes, String id, String param) {
        Instrument named = Instruments.ofMethodName(id);
        if (named != null) {
            return insertNamed(changes, named);
        }
        ObjectNode method = changes.find("payment_method", id);
        for (String older : List.of("card", "source", "bank_account")) {
            method = method == null ? changes.find(older, id) : method;
        }
        if (method == null) {
            throw param.equals("id")
                    ? StripeError.noSuch("PaymentMethod", id, "payment_method")
                    : StripeError.noSuchReference("PaymentMethod", id, param);
        }
        return method;
    }

    /** What Stripe calls the test card of a number: {@code pm_card_visa}; null where it is none. */
    public static String ofTestCard(String number) {
        Instrument card = Instruments.ofNumber(number);
        return card == null || !card.isCard() ? null : "pm_card_" + card.name();
    }

    /** Whether the bank asks a buyer who is there, given Stripe's name of a method or its id. */
    public static boolean asksBuyer(String name) {
        Instrument instrument = Instruments.ofMethodName(name);
        return instrument != null && instrument.asksFor(false, false);
    }

    /** The method a request names or describes, or null. */
    static ObjectNode given(Call call) {
        Params params = call.params();
        String param = params.has("payment_method") ? "payment_method" : "source";
        if (params.has(param)) {
            return resolve(call.changes(), params.text(param), param);
        }
        return params.has("payment_method_data")
                ? insertFrom(call.changes(), params.hash("payment_method_data"))
                : null;
    }

    /** Gives an intent its method, unless there is none. */
    static void put(ObjectNode intent, ObjectNode method) {
        if (method != null) {
            intent.put("payment_method", Json.id(method));
            intent.put("status", "requires_confirmation");
        }
    }

    /** A method from {@code payment_method_data}, stored. */
    private static ObjectNode insertFrom(Changes changes, Params data) {
        ObjectNode method = make(changes, data);
        if (data.tree().get("billing_details") instanceof ObjectNode given) {
            ObjectNode details = Json.hash(method, "billing_details");
            given.properties().forEach(entry -> details.set(entry.getKey(), entry.getValue()));
        }
        return changes.add(method);
    }

    /** Notes that an unattached method has had its one use. */
    static void consume(Changes changes, ObjectNode method) {
        changes.note(method, "consumed", true);
    }

    /** Notes that the buyer has agreed to payments while away. */
    static void setUp(Changes changes, ObjectNode method) {
        changes.note(method, "set_up", true);
    }

    static boolean isConsumed(Account account, ObjectNode method) {
        return account.hidden(method).path("consumed").asBoolean();
    }

    static boolean isSetUp(Account account, ObjectNode method) {
        return account.hidden(method).path("set_up").asBoolean();
    }

    /** Keeps a text beside a method. */
    static void keep(Changes changes, ObjectNode method, String what, String text) {
        changes.note(method, what, text);
    }

    /** A text that is kept beside a method, or null. */
    static String kept(Account account, ObjectNode method, String what) {
        return Json.text(account.hidden(method), what);
    }

    private static ObjectNode insertNamed(Changes changes, Instrument instrument) {
        ObjectNode method = changes.draft("payment_method");
        Card card = instrument.isCard() ? Card.named(instrument, changes.now()) : null;
        fill(method, instrument, card);
        return changes.add(method);
    }

    private static ObjectNode make(Changes changes, Params params) {
        String type = params.requireText("type");
        ObjectNode method = changes.draft("payment_method");
        if (type.equals("card")) {
            missingIf(!params.has("card"), "card");
            Params given = params.hash("card");
            Card card =
                    given.has("token")
                            ? Tokens.redeem(changes, given.text("token"), "card[token]")
                            : Card.typed(given, changes.now());
            fill(method, card.instrument(), card);
            return method;
        }
        String number =
                switch (type) {
                    case "us_bank_account" -> params.hash(type).requireText("account_number");
                    case "sepa_debit" -> params.hash(type).requireText("iban").replace(" ", "");
                    default -> null;
                };
        Instrument found = number == null ? null : Instruments.ofNumber(number);
        method.put("type", type);
        if (number == null) {
            method.putObject(type);
        } else if (found == null) {
            throw StripeError.refusal("account_number_invalid").param(type);
        } else {
            fill(method, found, null);
        }
        return method;
    }

    private static void fill(ObjectNode method, Instrument instrument, Card card) {
        String type = instrument.type();
        ObjectNode part =
                card == null ? Shapes.of("method." + type, instrument.facts()) : card.methodPart();
        method.put("type", type).set(type, part);
    }
}
