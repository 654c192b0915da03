// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Defaults;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Kind;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Type;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes an object fit the schema before it is stored: what is required is there, an object stands
 * where Stripe shows an object though a parameter gave its id, a list where Stripe shows a list,
 * numbers and decimals as Stripe writes them.
 */
record Completion(Engine engine, Account account, String id, long now) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Type TEXT = new Type(Kind.TEXT, null, List.of(), true);

    /** What the store goes by, shown or not. */
    private static final Set<String> OWN = Set.of("id", "object");

    /** Makes an object of its own kind fit. */
    static void complete(Engine engine, Account account, ObjectNode object, long now) {
        String kind = Json.text(object, "object");
        Map<String, Field> fields = Schema.object(kind);
        if (!fields.isEmpty()) {
            Completion completion = new Completion(engine, account, Json.id(object), now);
            completion.members(fields, object, Defaults.isPlain(kind));
        }
    }

    /**
     * Makes the members of a hash fit.
     *
     * @param plain whether what the table lacks is taken out
     */
    private void members(Map<String, Field> fields, ObjectNode hash, boolean plain) {
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            String name = entry.getKey();
            Field field = entry.getValue();
            JsonNode value = hash.get(name);
            JsonNode fitting = value == null ? null : fit(field.type(), name, value, plain);
            if (fitting == null && field.required() && field.type().kind() != Kind.ANY) {
                hash.set(name, engine.defaults().create(field.type(), name, id, now));
            } else if (fitting == null) {
                hash.remove(name);
            } else if (fitting != value) {
                hash.set(name, fitting);
            }
        }
        if (plain) {
            hash.properties()
                    .removeIf(e -> !fields.containsKey(e.getKey()) && !OWN.contains(e.getKey()));
        }
    }

    /** The value as the type has it; null where it cannot be. */
    private JsonNode fit(Type type, String name, JsonNode value, boolean plain) {
        if (value.isNull()) {
            return type.nullable() || type.kind() == Kind.ANY ? value : null;
        }
        return switch (type.kind()) {
            case HASH -> value instanceof ObjectNode hash ? hash(type, hash, plain) : null;
            case OBJECT -> object(type, value);
            case EXPANDABLE -> value.isTextual() || value.has("object") ? value : null;
            case ARRAY ->
                    value instanceof ArrayNode array ? elements(type, name, array, plain) : null;
            case LIST -> list(type, name, value, plain);
            case MAP -> value instanceof ObjectNode map ? map(type, name, map, plain) : null;
            case INTEGER, NUMBER -> number(value);
            case BOOLEAN ->
                    value.isBoolean()
                            ? value
                            : value.asText().matches("true|false")
                                    ? NODES.booleanNode(value.asText().equals("true"))
                                    : null;
            case TEXT, DECIMAL_TEXT ->
                    value.isContainerNode()
                            ? null
                            : value.isTextual() ? value : NODES.textNode(value.asText());
            case ENUM -> isValue(type, value.asText(), plain) ? value : null;
            case UNION -> union(type, name, value, plain);
            default -> value;
        };
    }

    private ObjectNode hash(Type type, ObjectNode hash, boolean plain) {
        members(type.fields(), hash, plain);
        return hash;
    }

    /** {@code none} unsets what may be set up, and is shown where it is a value of its own only. */
    private static boolean isValue(Type type, String text, boolean plain) {
        return type.values().contains(text) || !plain && !text.equals("none");
    }

    /** What a caller names freely holds texts. */
    private JsonNode map(Type type, String name, ObjectNode map, boolean plain) {
        Type part = type.parts().isEmpty() ? TEXT : type.part();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            JsonNode fitting = fit(part, name, entry.getValue(), plain);
            entry.setValue(fitting == null ? NODES.textNode("") : fitting);
        }
        return map;
    }

    private static JsonNode number(JsonNode value) {
        try {
            return value.isNumber() ? value : DecimalNode.valueOf(new BigDecimal(value.asText()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private ArrayNode elements(Type type, String name, ArrayNode array, boolean plain) {
        for (int i = array.size() - 1; i >= 0; i--) {
            JsonNode fitting = fit(type.part(), name, array.get(i), plain);
            if (fitting == null) {
                array.remove(i);
            } else if (fitting != array.get(i)) {
                array.set(i, fitting);
            }
        }
        return array;
    }

    private JsonNode list(Type type, String name, JsonNode value, boolean plain) {
        if (value instanceof ArrayNode array) {
            return Json.list(elements(type, name, array, plain), "/v1/" + name);
        }
        if (value.get("data") instanceof ArrayNode data) {
            elements(type, name, data, plain);
            return value;
        }
        return Json.list(Json.array(), "/v1/" + name);
    }

    /** The object an id names; one that is there already is made to fit. */
    private JsonNode object(Type type, JsonNode value) {
        if (value instanceof ObjectNode inner) {
            if (!inner.has("object")) {
                inner.put("object", type.name());
            }
            if (!inner.path("deleted").asBoolean()
                    && type.name().equals(Json.text(inner, "object"))) {
                members(type.fields(), inner, Defaults.isPlain(type.name()));
            }
            return inner;
        }
        return value.isTextual() ? account.find(type.name(), value.textValue()) : null;
    }

    private JsonNode union(Type type, String name, JsonNode value, boolean plain) {
        String kind = Json.text(value, "object");
        for (Type part : type.parts()) {
            boolean named = kind != null && kind.equals(part.name());
            boolean shaped =
                    switch (part.kind()) {
                        case OBJECT -> named;
                        case EXPANDABLE -> named || value.isTextual();
                        case HASH, MAP -> value.isObject() && kind == null;
                        case ARRAY -> value.isArray();
                        case INTEGER, NUMBER -> value.isNumber();
                        default -> value.isValueNode();
                    };
            if (shaped) {
                return fit(part, name, value, plain);
            }
        }
        return plain ? null : value;
    }
}
