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
import java.time.Duration;

/** What a buyer has entered on a page, to be used once when an intent is confirmed. */
final class ConfirmationTokens implements Behaviours.Module {

    private static final String TOKEN = "confirmation_token";
    private static final Duration KEPT = Duration.ofHours(12);

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/test_helpers/confirmation_tokens", ConfirmationTokens::create);
    }

    private static Answer create(Call call) {
        Params params = call.params();
        ObjectNode method = PaymentMethods.given(call);
        missingIf(method == null, "payment_method_data");
        Changes changes = call.changes();
        ObjectNode token = changes.draft(TOKEN);
        params.copyTo(token, "return_url", "setup_future_usage", "shipping");
        if (params.has("payment_method_options")) {
            token.set("payment_method_options", call.fields().get("payment_method_options"));
        }
        token.put("expires_at", changes.now() + KEPT.toSeconds());
        ObjectNode preview = token.putObject("payment_method_preview");
        String type = Json.text(method, "type");
        Json.copy(method, preview, "allow_redisplay", "billing_details", "customer", "type", type);
        changes.add(token);
        ObjectNode hidden = Json.object();
        changes.hide(TOKEN, Json.id(token), hidden.set("method", method.get("id")));
        return Answer.of(token);
    }

    /** The method of the token that a request names; the intent takes over its other values. */
    static ObjectNode redeem(Call call, ObjectNode intent) {
        String id = call.params().text(TOKEN);
        refuseIf(call.params().has("payment_method"), "token_and_method");
        Changes changes = call.changes();
        ObjectNode token = changes.account().referenced(TOKEN, id, TOKEN);
        boolean used = token.hasNonNull("payment_intent") || token.hasNonNull("setup_intent");
        refuseIf(
                used || Json.number(token, "expires_at") < changes.now(),
                used ? "confirmation_token_used" : "confirmation_token_expired",
                id);
        for (String field : new String[] {"setup_future_usage", "shipping"}) {
            if (token.hasNonNull(field) && intent.has(field) && !call.params().has(field)) {
                intent.set(field, token.get(field));
            }
        }
        token.set(Json.text(intent, "object"), intent.get("id"));
        changes.keep(token);
        String method = Json.text(changes.account().hidden(TOKEN, id), "method");
        return PaymentMethods.resolve(changes, method, TOKEN);
    }

    /** Where the buyer is sent back to, by the request or its token; null for nowhere. */
    static String returnUrl(Call call) {
        String own = call.params().text("return_url");
        ObjectNode token = call.account().find(TOKEN, call.params().text(TOKEN));
        return own == null && token != null ? Json.text(token, "return_url") : own;
    }
}
