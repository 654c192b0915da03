// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh sandbox for each test, spoken to in forms as they are on the wire. */
abstract class WireScenario {

    private static final JsonMapper MAPPER = new JsonMapper();

    StripeSandbox sandbox;

    @BeforeEach
    void open() {
        sandbox = StripeSandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** What a good request answers; {@code form} is a format such as {@code customer=%s}. */
    JsonNode post(String path, String form, Object... values) {
        return good(send("POST", path, form, values));
    }

    JsonNode get(String path, Object... values) {
        return good(Clients.send(sandbox, "GET", path.formatted(values), null));
    }

    JsonNode delete(String path) {
        return good(Clients.send(sandbox, "DELETE", path, null));
    }

    /** The {@code error} of a request that is refused, with its {@code status}. */
    JsonNode refused(String verb, String path, String form, Object... values) {
        HttpResponse<String> answer = send(verb, path, form, values);
        if (answer.statusCode() < 400) {
            throw new AssertionError("Not refused: " + answer.body());
        }
        return read(answer).get("error");
    }

    HttpResponse<String> send(String verb, String path, String form, Object... values) {
        return Clients.send(sandbox, verb, path, form.formatted(values).replace(' ', '+'));
    }

    /** A customer whose invoices are paid with this method; nothing pays them with null. */
    String customer(String method, String form, Object... values) {
        String id = id(post("/v1/customers", form, values));
        if (method != null) {
            JsonNode own = post("/v1/payment_methods/" + method + "/attach", "customer=%s", id);
            post("/v1/customers/" + id, "invoice_settings[default_payment_method]=%s", id(own));
        }
        return id;
    }

    /** A price per month, or once, in dollars. */
    String price(long amount, boolean monthly) {
        String form = "currency=usd&unit_amount=%s&product_data[name]=Gold";
        String recurring = monthly ? "&recurring[interval]=month" : "";
        return id(post("/v1/prices", form + recurring, amount));
    }

    /** The types of the newest events, newest first. */
    List<String> newest(int count) {
        List<String> types = new ArrayList<>();
        get("/v1/events?limit=%s", count)
                .get("data")
                .forEach(e -> types.add(e.get("type").asText()));
        return types;
    }

    static String id(JsonNode object) {
        return object.get("id").asText();
    }

    private static JsonNode good(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return read(answer);
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
