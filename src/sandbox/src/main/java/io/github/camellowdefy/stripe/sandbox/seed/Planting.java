// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.control.Nearest;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.seed.Fixture.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the requests of a seed file in turn and keeps their answers for those that follow. */
final class Planting {

    /** {@code ${name:path.of.field|default}}. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([^:|}]+)(?::([^|}]+)(?:\\|([^}]*))?)?}");

    private final Engine engine;
    private final String secretKey;
    private final Map<String, ObjectNode> answers = new LinkedHashMap<>();

    Planting(Engine engine, String secretKey) {
        this.engine = engine;
        this.secretKey = secretKey;
    }

    Map<String, Object> plant(Fixture fixture) {
        Map<String, String> headers = new HashMap<>();
        headers.put("authorization", "Bearer " + secretKey);
        fixture.headers()
                .forEach((n, v) -> headers.put(n.toLowerCase(Locale.ROOT), filled(v, fixture, n)));
        String key = fixture.texts().get("idempotency_key");
        if (key != null) {
            headers.put("idempotency-key", filled(key, fixture, null));
        }
        String path = filled(fixture.path(), fixture, null);
        ObjectNode params =
                (ObjectNode) filled(fixture.params(), fixture, "", path.startsWith("/v2/"));
        Answer answer = answer(fixture, path, params, headers);
        ObjectNode body = answer.isJson() ? Json.read(answer.body()) : Json.object();
        if (answer.status() >= 400) {
            requireExpected(fixture, path, body.path("error"));
        }
        answers.put(fixture.name(), body);
        return Json.toMap(body);
    }

    private Answer answer(
            Fixture fixture, String path, ObjectNode params, Map<String, String> headers) {
        String id = fixture.texts().get("id");
        if (id == null) {
            return engine.play(fixture.verb(), path, params, headers);
        }
        Answer answer =
                engine.ids().giving(id, () -> engine.play(fixture.verb(), path, params, headers));
        String made = answer.status() < 300 ? Json.idAtStart(answer.body()) : id;
        if (!id.equals(made)) {
            throw fixture.place()
                    .error(
                            "the request made \"%s\" instead of \"%s\"; expected an id that is not taken: the same prefix, then letters and digits."
                                    .formatted(made, id));
        }
        return answer;
    }

    private void requireExpected(Fixture fixture, String path, JsonNode error) {
        if (error.path("type").asText().equals(fixture.texts().get("expected_error_type"))) {
            return;
        }
        String param = Json.text(error, "param");
        StringBuilder message = new StringBuilder("the sandbox refused \"");
        message.append(fixture.name()).append("\": ").append(error.path("message").asText());
        if ("parameter_unknown".equals(Json.text(error, "code"))) {
            Set<String> known = engine.parameters(fixture.verb(), path, param);
            String member = param.substring(param.lastIndexOf('[') + 1).replace("]", "");
            if (!known.isEmpty()) {
                message.append("; the nearest is ").append(Nearest.of(member, known));
            }
        }
        throw fixture.placeOf(param).error(message.toString());
    }

    /** A copy with the placeholders filled; of a form also without what is null. */
    private JsonNode filled(JsonNode value, Fixture fixture, String name, boolean nulls) {
        if (value instanceof ObjectNode hash) {
            ObjectNode copy = Json.object();
            for (Map.Entry<String, JsonNode> each : hash.properties()) {
                String key = each.getKey();
                String full = name.isEmpty() ? key : name + '[' + key + ']';
                if (nulls || !each.getValue().isNull()) {
                    copy.set(key, filled(each.getValue(), fixture, full, nulls));
                }
            }
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            for (int i = 0; i < array.size(); i++) {
                copy.add(filled(array.get(i), fixture, name + '[' + i + ']', nulls));
            }
            return copy;
        }
        return value.isTextual()
                ? Json.object().textNode(filled(value.textValue(), fixture, name))
                : value;
    }

    private String filled(String text, Fixture fixture, String param) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(value(found, fixture.placeOf(param))));
    }

    private String value(MatchResult found, Place place) {
        String name = found.group(1);
        String path = found.group(2);
        String otherwise = found.group(3);
        if (path == null) {
            return switch (name) {
                case "generate-uuid" -> UUID.randomUUID().toString();
                case "time-now-RFC3339" -> engine.clock().instant().toString();
                default ->
                        throw place.error("expected ${fixture:field}, read " + found.group() + '.');
            };
        }
        if (name.equals(".env")) {
            String variable = System.getenv(path);
            return required(variable == null ? otherwise : variable, found, place);
        }
        ObjectNode answer = answers.get(name);
        if (answer == null) {
            throw answers.isEmpty()
                    ? place.error("no fixture stands before this one, read " + found.group() + '.')
                    : place.error(
                            Nearest.error("earlier fixture", name, answers.keySet()).getMessage());
        }
        JsonNode value = answer;
        for (String step : path.split("\\.")) {
            value = step.matches("\\d+") ? value.path(Integer.parseInt(step)) : value.path(step);
        }
        boolean there = !value.isMissingNode() && !value.isNull();
        String text = value.isContainerNode() ? value.toString() : value.asText();
        // a refusal that was expected has no fields: what names them is to be refused as well
        boolean refused = answer.has("error") && otherwise == null;
        return required(there ? text : refused ? found.group() : otherwise, found, place);
    }

    private static String required(String value, MatchResult found, Place place) {
        if (value == null) {
            throw place.error(
                    "%s has no value; name a field that is there, or a default: ${%s:%s|...}."
                            .formatted(found.group(), found.group(1), found.group(2)));
        }
        return value;
    }
}
