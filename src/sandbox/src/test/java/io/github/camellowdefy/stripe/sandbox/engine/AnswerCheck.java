// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Kind;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares an answer with what the table says the operation answers. */
final class AnswerCheck {

    private final List<String> misfits = new ArrayList<>();

    private AnswerCheck() {}

    /** What does not fit, each with its place; empty for a good answer. */
    static List<String> misfits(Route route, JsonNode answer) {
        AnswerCheck check = new AnswerCheck();
        check.value(Schema.operation(route.operation()).answer(), answer, "");
        return check.misfits;
    }

    private void value(Type type, JsonNode value, String place) {
        if (value.isNull()) {
            if (!type.nullable() && type.kind() != Kind.ANY) {
                misfit(place, "is null");
            }
            return;
        }
        switch (type.kind()) {
            case ANY -> {
                // anything fits
            }
            case TEXT -> require(value.isTextual(), place, "text", value);
            case DECIMAL_TEXT -> require(value.isTextual(), place, "a decimal as text", value);
            case INTEGER -> require(value.isIntegralNumber(), place, "a whole number", value);
            case NUMBER -> require(value.isNumber(), place, "a number", value);
            case BOOLEAN -> require(value.isBoolean(), place, "a boolean", value);
            case ENUM ->
                    require(
                            value.isTextual() && type.values().contains(value.textValue()),
                            place,
                            "one of " + type.values(),
                            value);
            case HASH -> hash(type.fields(), value, place);
            case OBJECT -> object(type, value, place);
            case EXPANDABLE -> {
                if (!value.isTextual()) {
                    object(type, value, place);
                }
            }
            case DELETED ->
                    require(value.path("deleted").asBoolean(), place, "a deleted object", value);
            case MAP -> {
                require(value.isObject(), place, "a hash", value);
                Type inner = type.parts().isEmpty() ? TEXT : type.part();
                value.properties()
                        .forEach(
                                each -> value(inner, each.getValue(), place + '.' + each.getKey()));
            }
            case ARRAY -> elements(type.part(), value, place);
            case LIST -> {
                require("list".equals(Json.text(value, "object")), place, "a list", value);
                require(value.path("has_more").isBoolean(), place, "has_more", value);
                require(value.path("url").isTextual(), place, "url", value);
                elements(type.part(), value.path("data"), place + ".data");
            }
            case SEARCH -> {
                require(
                        "search_result".equals(Json.text(value, "object")),
                        place,
                        "a search_result",
                        value);
                elements(type.part(), value.path("data"), place + ".data");
            }
            case PAGE -> elements(type.part(), value.path("data"), place + ".data");
            case UNION -> union(type, value, place);
        }
    }

    private static final Type TEXT = new Type(Kind.TEXT, null, List.of(), false);

    private void elements(Type part, JsonNode value, String place) {
        require(value.isArray(), place, "an array", value);
        for (int i = 0; i < value.size(); i++) {
            value(part, value.get(i), place + "[]");
        }
    }

    private void object(Type type, JsonNode value, String place) {
        if (!value.isObject()) {
            misfit(place, "expected the object " + type.name() + ", read " + cut(value));
            return;
        }
        if (value.path("deleted").asBoolean()) {
            return;
        }
        String kind = Json.text(value, "object");
        if (!type.name().equals(kind)) {
            misfit(place, "expected the object " + type.name() + ", read " + kind);
            return;
        }
        hash(type.fields(), value, place.isEmpty() ? kind : place + '(' + kind + ')');
    }

    private void hash(Map<String, Field> fields, JsonNode value, String place) {
        if (!(value instanceof ObjectNode)) {
            misfit(place, "expected a hash, read " + cut(value));
            return;
        }
        fields.forEach(
                (name, field) -> {
                    JsonNode member = value.get(name);
                    if (member != null) {
                        if (!member.isNull() || field.required()) {
                            value(field.type(), member, place + '.' + name);
                        }
                    } else if (field.required() && field.type().kind() != Kind.ANY) {
                        misfit(place + '.' + name, "is absent");
                    }
                });
    }

    private void union(Type type, JsonNode value, String place) {
        List<String> fewest = null;
        for (Type part : type.parts()) {
            AnswerCheck attempt = new AnswerCheck();
            attempt.value(part, value, place);
            if (attempt.misfits.isEmpty()) {
                return;
            }
            if (fewest == null || attempt.misfits.size() < fewest.size()) {
                fewest = attempt.misfits;
            }
        }
        misfits.addAll(fewest);
    }

    private void require(boolean fits, String place, String expected, JsonNode value) {
        if (!fits) {
            misfit(place, "expected " + expected + ", read " + cut(value));
        }
    }

    private static String cut(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private void misfit(String place, String what) {
        misfits.add(place + ' ' + what);
    }
}
