// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/** Paths that only the fixtures of Stripe's command line tool call. */
public final class ToolPaths implements Behaviours.Module {

    private static final String AUTHORIZATION = "issuing.authorization";

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/issuing/cards/{id}/test/authorizations", ToolPaths::authorize);
    }

    /** A shop asks whether an issued card may pay. */
    private static Answer authorize(Call call) {
        ObjectNode card = call.require("issuing.card");
        Changes changes = call.changes();
        ObjectNode asked = changes.draft(AUTHORIZATION);
        long amount = call.params().integer("held_amount", 0);
        asked.put("amount", 0).put("status", "pending").set("card", card);
        asked.set("currency", card.get("currency"));
        asked.putObject("pending_request")
                .put("amount", amount)
                .put("currency", Json.text(card, "currency"))
                .put("is_amount_controllable", false)
                .put("merchant_amount", amount)
                .put("merchant_currency", Json.text(card, "currency"));
        changes.insert(asked, null, "request", "created");
        return Answer.of(asked);
    }
}
