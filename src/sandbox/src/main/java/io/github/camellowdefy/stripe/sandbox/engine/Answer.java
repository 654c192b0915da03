// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.request.RateLimit;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.ShownLists;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the client.
 *
 * @param headers besides those every answer has
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    static final String LIMITED = "Stripe-Rate-Limited-Reason";
    private static final String JSON = "application/json";

    /** 200 with this JSON. */
    public static Answer of(ObjectNode json) {
        byte[] whole = Json.write(json);
        return of(Json.id(json) == null ? whole : ShownLists.shown(whole));
    }

    /** 200 with this JSON. */
    public static Answer of(byte[] json) {
        return new Answer(200, JSON, json, Map.of());
    }

    /** 200 with bytes that are no JSON. */
    public static Answer bytes(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of());
    }

    /** An error as the client sees it. */
    public static Answer of(StripeError error, String requestLogUrl) {
        return new Answer(error.status(), JSON, Json.write(error.body(requestLogUrl)), Map.of());
    }

    /** An error of OAuth, which has a form of its own. */
    static Answer refused(int status, String error, String description) {
        ObjectNode body = Json.object().put("error", error).put("error_description", description);
        return new Answer(status, JSON, Json.write(body), Map.of());
    }

    /** The same answer with one more header. */
    public Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    /** The same answer with more headers. */
    Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, body, all);
    }

    /** What a fault answers in place of the engine; null where it gives no answer. */
    public static Answer instead(Fault fault) {
        return switch (fault) {
            case HTML_502 ->
                    new Answer(
                            502,
                            "text/html",
                            "<html><head><title>502 Bad Gateway</title></head></html>\n"
                                    .getBytes(StandardCharsets.US_ASCII),
                            Map.of());
            case LOCK_409 -> of(StripeError.refusal("lock_timeout_409"), null);
            case LOCK_429 ->
                    of(StripeError.refusal("lock_timeout_429"), null)
                            .with(LIMITED, "resource-specific");
            case RATE_LIMIT_429 -> of(RateLimit.exceeded(), null).with(LIMITED, "global-rate");
            case ERROR_500_BEFORE, ERROR_500_AFTER ->
                    of(StripeError.refusal("unknown_error"), null);
            default -> null;
        };
    }

    /** The same answer on the store's own bytes, where it is an object just as it is stored. */
    Answer sharing(Account account) {
        String id = Json.idAtStart(body);
        Stored stored = id == null ? null : account.findAny(id);
        return stored != null && Arrays.equals(stored.json(), body)
                ? new Answer(status, contentType, stored.json(), headers)
                : this;
    }

    /** The same answer with half a body. */
    public Answer cut() {
        return new Answer(
                status, contentType, Arrays.copyOf(body, Math.max(1, body.length / 2)), headers);
    }

    /** The {@code code} or else the {@code type} of an error; null for anything else. */
    public String errorCode() {
        if (status < 400 || !isJson()) {
            return null;
        }
        JsonNode error = Json.read(body).path("error");
        String code = Json.text(error, "code");
        return code == null ? Json.text(error, "type") : code;
    }

    /** Whether the body is JSON. */
    public boolean isJson() {
        return contentType.equals(JSON);
    }
}
