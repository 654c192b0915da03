// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.util.List;

/** A payment link: each visit opens a checkout session that sells the same. */
final class LinkPage {

    /** What the session takes over as it is. */
    private static final List<String> SHARED =
            List.of("metadata", "payment_intent_data", "subscription_data", "shipping_options");

    private LinkPage() {}

    static Answer visit(Visit visit) {
        ObjectNode link = visit.object();
        if (!link.path("active").asBoolean()) {
            String own = Json.text(link, "inactive_message");
            return Html.message(
                    410, "This link is no longer active", own == null ? "Ask the shop." : own);
        }
        Answer answer = visit.send("/v1/checkout/sessions", params(visit));
        ObjectNode session = Json.read(answer.body());
        if (answer.status() >= 300) {
            String why = session.path("error").path("message").asText();
            return Html.message(500, "This link cannot be opened", why);
        }
        visit.pages()
                .engine()
                .change(
                        visit.account(),
                        changes -> changes.keep(session.put("payment_link", visit.id())));
        return Html.seeOther(Json.text(session, "url"));
    }

    private static ObjectNode params(Visit visit) {
        ObjectNode params = Json.object();
        ArrayNode items = params.putArray("line_items");
        boolean recurring = false;
        for (ObjectNode item : visit.account().under("item", visit.id()).toList()) {
            JsonNode price = item.path("price");
            recurring |= price.path("recurring").isObject();
            ObjectNode sold = items.addObject();
            sold.set("price", price.get("id"));
            sold.set("quantity", item.get("quantity"));
        }
        params.put("mode", recurring ? "subscription" : "payment");
        for (String name : SHARED) {
            if (visit.object().path(name).size() > 0) {
                params.set(name, visit.object().get(name));
            }
        }
        JsonNode back = visit.object().path("after_completion").path("redirect").path("url");
        String here = visit.url("checkout/{CHECKOUT_SESSION_ID}");
        return params.put("success_url", back.asText(here));
    }
}
