// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Operations whose answer is a key to further ones: OAuth, and sessions for meter events. */
final class TokenBehaviours implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /oauth/token", TokenBehaviours::connect)
                .on("POST /oauth/deauthorize", TokenBehaviours::disconnect)
                .on("POST /v2/billing/meter_event_session", TokenBehaviours::openSession);
    }

    /** The code of the last redirect connects a new account. */
    private static Answer connect(Call call) {
        String grant = call.params().requireText("grant_type");
        call.params().requireText(grant.equals("refresh_token") ? "refresh_token" : "code");
        ObjectNode account = call.changes().draft("account");
        String id = account.get("id").textValue();
        call.changes().insert(account);
        String key = "sk_test_" + call.engine().ids().token(24);
        call.engine().keys().add(key, new Keys.Grant(id, null));
        ObjectNode facts = Json.object().put("key", key).put("id", id);
        facts.put("refresh", "rt_" + call.engine().ids().token(24));
        facts.put("publishable", "pk_test_" + call.engine().ids().token(24));
        return Answer.of(Shapes.of("oauth", facts));
    }

    private static Answer disconnect(Call call) {
        String id = call.params().requireText("stripe_user_id");
        call.changes().delete(call.account().require("account", id, "stripe_user_id"));
        return Answer.of(Json.object().put("stripe_user_id", id));
    }

    private static Answer openSession(Call call) {
        ObjectNode session = call.changes().draft(call.route().object());
        String token = "met_test_" + call.engine().ids().token(40);
        session.put("authentication_token", token);
        session.put("expires_at", Timestamps.iso(call.now() + 15 * 60));
        call.engine().keys().add(token, new Keys.Grant(call.account().id(), null));
        return Answer.of(call.changes().insert(session));
    }
}
