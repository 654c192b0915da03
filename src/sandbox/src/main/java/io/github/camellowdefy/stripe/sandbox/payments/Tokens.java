// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;

/** Tokens: made from a card's number, used once, or one of Stripe's names. */
final class Tokens implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/tokens", Tokens::create);
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
            shown.put("name", params.hash("card").text("name"));
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
        ObjectNode token = changes.account().referenced("token", id, param);
        if (token.path("used").asBoolean()) {
            throw StripeError.refusal("token_already_used", id).param(param);
        }
        if (!(token.get("card") instanceof ObjectNode card)) {
            throw StripeError.invalid("The token you provided (" + id + ") is no card.")
                    .param(param);
        }
        token.put("used", true);
        changes.keep(token);
        return Card.stored(card);
    }
}
