// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Keys;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Timestamps;
import java.util.List;

/** Operations whose answer is a key to further ones: OAuth, and sessions for meter events. */
final class TokenBehaviours implements Behaviours.Module {

    private static final String CODE = "sandbox.oauth_code";

    @Override
    public void register(Behaviours table) {
        table.on("POST /_sandbox/oauth/authorize", TokenBehaviours::authorize)
                .on("POST /oauth/token", TokenBehaviours::connect)
                .on("POST /oauth/deauthorize", TokenBehaviours::disconnect)
                .on("POST /v1/ephemeral_keys", TokenBehaviours::ephemeral)
                .on("POST /v2/billing/meter_event_session", TokenBehaviours::openSession);
    }

    /** An owner agrees to connect an account: one of their own, or a new one. */
    private static Answer authorize(Call call) {
        String id = call.params().text("stripe_user_id");
        if (id != null && !call.engine().knows(id)) {
            throw StripeError.noAccess(id);
        }
        Changes changes = call.changes();
        String account =
                id == null ? Json.text(changes.insert(changes.draft("account")), "id") : id;
        ObjectNode code = changes.draft(CODE, "ac_" + call.engine().ids().token(32));
        code.put("code", Json.id(code)).put("stripe_user_id", account).put("used", false);
        return Answer.of(changes.add(code));
    }

    /** A code connects the account of its owner once; a refresh token makes another key. */
    private static Answer connect(Call call) {
        boolean again = call.params().requireText("grant_type").equals("refresh_token");
        String given = call.params().requireText(again ? "refresh_token" : "code");
        ObjectNode code =
                again
                        ? call.account().where(CODE, "refresh", given).findFirst().orElse(null)
                        : call.account().find(CODE, given);
        if (code == null) {
            String what = again ? "Refresh token" : "Authorization code";
            return Answer.refused(400, "invalid_grant", what + " does not exist: " + given);
        }
        if (!again && code.path("used").asBoolean()) {
            return Answer.refused(
                    400, "invalid_grant", "This authorization code has already been used.");
        }
        String id = Json.text(code, "stripe_user_id");
        String key = "sk_test_" + call.engine().ids().token(24);
        call.engine().settings().keys().add(key, new Keys.Grant(id, null));
        String refresh = again ? given : "rt_" + call.engine().ids().token(24);
        call.changes().keep(code.put("used", true).put("refresh", refresh));
        ObjectNode facts = Json.object().put("key", key).put("id", id).put("refresh", refresh);
        facts.put("publishable", "pk_test_" + call.engine().ids().token(24));
        return Answer.of(Shapes.of("oauth", facts));
    }

    private static Answer disconnect(Call call) {
        String id = call.params().requireText("stripe_user_id");
        ObjectNode account = call.account().find("account", id);
        if (account == null) {
            return Answer.refused(
                    401,
                    "invalid_client",
                    "This application is not connected to stripe account "
                            + id
                            + ", or that account does not exist.");
        }
        call.changes().delete(account);
        return Answer.of(Json.object().put("stripe_user_id", id));
    }

    /** A key for an app, which tells for whom it is. */
    private static Answer ephemeral(Call call) {
        ObjectNode key = call.changes().draft("ephemeral_key");
        for (String about : List.of("customer", "issuing_card")) {
            String id = call.params().text(about);
            if (id != null) {
                String type = about.replace('_', '.');
                key.withArray("associated_objects").addObject().put("id", id).put("type", type);
            }
        }
        return Answer.of(call.changes().insert(key));
    }

    private static Answer openSession(Call call) {
        ObjectNode session = call.changes().draft(call.route().object());
        String token = "met_test_" + call.engine().ids().token(40);
        session.put("authentication_token", token);
        session.put("expires_at", Timestamps.iso(call.now() + 15 * 60));
        call.engine().settings().keys().add(token, new Keys.Grant(call.account().id(), null));
        return Answer.of(call.changes().insert(session));
    }
}
