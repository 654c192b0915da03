// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.HashMap;
import java.util.Map;

/**
 * A request for a page.
 *
 * @param object the page is about
 * @param rest the segment of the path after the object's id, or an empty text
 * @param form what was typed, or the query
 */
record Visit(
        Pages pages, Account account, ObjectNode object, String rest, Map<String, Object> form) {

    String id() {
        return Json.id(object);
    }

    String status() {
        return object.path("status").asText();
    }

    /** A field of the form without blanks around it; empty where there is none. */
    String field(String name) {
        return form.get(name) instanceof String text ? text.strip() : "";
    }

    /** The same visit with the object as it is now. */
    Visit again() {
        ObjectNode now = account.find(Json.text(object, "object"), id());
        return new Visit(pages, account, now, rest, form);
    }

    /** The address of another page. */
    String url(String page) {
        return pages.engine().base() + "/pay/" + page;
    }

    /** Why a request was refused, in words for the buyer; null where it was done. */
    String post(String path, Map<String, String> params) {
        ObjectNode form = Json.object();
        params.forEach(form::put);
        Answer answer = send(path, form);
        return answer.status() < 300
                ? null
                : Json.read(answer.body()).path("error").path("message").asText();
    }

    /** Makes a request for the account that sells. */
    Answer send(String path, ObjectNode params) {
        Map<String, String> headers = new HashMap<>();
        headers.put("authorization", "Bearer " + pages.secretKey());
        if (account != pages.engine().platform()) {
            headers.put("stripe-account", account.id());
        }
        return pages.engine().play("POST", path, params, headers);
    }
}
