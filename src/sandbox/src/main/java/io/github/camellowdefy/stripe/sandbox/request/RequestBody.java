// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The parameters of a request: query and body together.
 *
 * @param file the content of an uploaded file, or null
 */
public record RequestBody(ObjectNode params, byte[] file) {

    public static RequestBody of(ApiRequest request, boolean v2) {
        ObjectNode query = FormDecoder.decode(request.query());
        if (request.body().length == 0) {
            return new RequestBody(query, null);
        }
        String type = request.header("content-type");
        String media = type == null ? "" : type.toLowerCase(Locale.ROOT);
        RequestBody body;
        if (media.startsWith("multipart/form-data")) {
            body = Multipart.decode(type, request.body());
        } else if (v2 || media.startsWith("application/json")) {
            body = new RequestBody(json(request.body(), v2), null);
        } else {
            String form = new String(request.body(), StandardCharsets.UTF_8);
            body = new RequestBody(FormDecoder.decode(form), null);
        }
        query.setAll(body.params());
        return new RequestBody(query, body.file());
    }

    private static ObjectNode json(byte[] body, boolean v2) {
        StripeError.refuseIf(!v2, "body_not_a_form");
        try {
            JsonNode tree = Json.parse(body);
            if (tree instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw StripeError.invalid("Invalid request body: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw StripeError.invalid("Invalid request body: expected a JSON object.");
    }
}
