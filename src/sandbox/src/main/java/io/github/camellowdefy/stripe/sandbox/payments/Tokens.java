// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

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
import java.util.Set;

/**
 * Tokens: made from a card's number, used once, or one of Stripe's names. Sources, which came
 * between them and payment methods.
 */
final class Tokens implements Behaviours.Module {

    private static final Set<String> RECEIVERS =
            Set.of("ach_credit_transfer", "multibanco", "sepa_credit_transfer");
    private static final Set<String> DIRECT =
            Set.of("card", "sepa_debit", "ach_debit", "acss_debit", "au_becs_debit", "wechat");

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/tokens", Tokens::create).on("POST /v1/sources", Tokens::createSource);
    }

    private static Answer create(Call call) {
        Params params = call.params();
        ObjectNode token = call.changes().draft("token");
        token.put("client_ip", "127.0.0.1").put("used", false);
        if (params.has("card")) {
            Card card = Card.typed(params.hash("card"), call.now());
            ObjectNode shown = Json.object();
            shown.put("id", call.engine().ids().next("card")).put("object", "card");
            card.describe(shown);
            shown.putNull("name");
            Json.copy(params.hash("card").tree(), shown, Card.HOLDER);
            token.put("type", "card").set("card", shown);
        } else {
            String type =
                    params.has("bank_account")
                            ? "bank_account"
                            : params.has("pii") ? "pii" : params.has("person") ? "person" : null;
            refuseIf(type == null, "token_of_nothing");
            token.put("type", type);
            token.set(
                    type,
                    type.equals("bank_account")
                            ? BankAccounts.typed(call.changes(), params.hash(type))
                            : call.fields().get(type));
        }
        return Answer.of(call.changes().insert(token));
    }

    /** The card a token stands for; a made token is used up. */
    static Card redeem(Changes changes, String id, String param) {
        Instrument named = Instruments.ofTokenName(id);
        if (named != null) {
            return Card.named(named, changes.now());
        }
        if (!(use(changes, id, param).get("card") instanceof ObjectNode card)) {
            throw StripeError.invalid("The token you provided (" + id + ") is no card.")
                    .param(param);
        }
        return Card.stored(card);
    }

    /** A made token, which is used up by this. */
    static ObjectNode use(Changes changes, String id, String param) {
        ObjectNode token = changes.account().referenced("token", id, param);
        if (token.path("used").asBoolean()) {
            throw StripeError.refusal("token_already_used", id).param(param);
        }
        return changes.keep(token.put("used", true));
    }

    private static Answer createSource(Call call) {
        Params params = call.params();
        String type = params.requireText("type");
        ObjectNode source = call.changes().draft("source");
        call.applyTo(source, "card", "sepa_debit", "token", "redirect", "receiver");
        String flow =
                DIRECT.contains(type) ? "none" : RECEIVERS.contains(type) ? "receiver" : "redirect";
        boolean redirects = flow.equals("redirect");
        source.put("flow", flow).put("status", flow.equals("none") ? "chargeable" : "pending");
        if (!params.has("usage")) {
            source.put("usage", redirects ? "single_use" : "reusable");
        }
        String id = Json.id(source);
        ObjectNode facts = Json.object().put("id", id);
        facts.put("url", "https://hooks.stripe.com/redirect/authenticate/" + id);
        facts.put("return_url", params.hash("redirect").text("return_url"));
        if (!flow.equals("none")) {
            source.set(flow, Shapes.of("source." + flow, facts));
        }
        source.set(type, part(call, type, params.hash(type)));
        return Answer.of(call.changes().insert(source));
    }

    /** What a source tells of the card or account behind it. */
    private static ObjectNode part(Call call, String type, Params given) {
        if (type.equals("card")) {
            Card card =
                    call.params().has("token")
                            ? redeem(call.changes(), call.params().text("token"), "token")
                            : Card.typed(given, call.now());
            ObjectNode part = Json.object();
            card.describe(part);
            return part;
        }
        if (type.equals("sepa_debit")) {
            Instrument found = Instruments.ofNumber(given.requireText("iban").replace(" ", ""));
            if (found == null) {
                throw StripeError.refusal("account_number_invalid").param("sepa_debit[iban]");
            }
            return Shapes.of("source.sepa_debit", found.facts());
        }
        return given.tree().deepCopy();
    }
}
