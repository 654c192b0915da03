// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Kind;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Type;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives form texts the types Stripe answers with: {@code amount=5} becomes a number, {@code
 * active=true} a boolean, an empty text null. The table of parameters says which; what the user
 * names freely ({@code metadata}) stays text.
 */
public final class Types {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private Types() {}

    /** A typed copy of the form parameters of an operation. */
    public static ObjectNode typed(Route route, ObjectNode params) {
        Type request = Schema.operation(route.operation()).request();
        Map<String, Field> known = request == null ? Map.of() : request.fields();
        Map<String, Field> shown = Schema.object(route.object());
        ObjectNode typed = Json.object();
        for (Map.Entry<String, JsonNode> entry : params.properties()) {
            // what only older versions take has the type of the field of its name
            Field field = known.getOrDefault(entry.getKey(), shown.get(entry.getKey()));
            Type type = field == null ? Schema.ANY : field.type();
            typed.set(entry.getKey(), typed(type, entry.getValue()));
        }
        return typed;
    }

    private static JsonNode typed(Type type, JsonNode value) {
        if (type.kind() == Kind.UNION) {
            return typed(among(type, value), value);
        }
        if (value instanceof ObjectNode hash) {
            return hash(type, hash);
        }
        if (value.isArray()) {
            Type part = type.kind() == Kind.ARRAY ? type.part() : Schema.ANY;
            ArrayNode array = Json.array();
            value.forEach(element -> array.add(typed(part, element)));
            return array;
        }
        return value.isTextual() && type.kind() != Kind.MAP
                ? scalar(type.kind(), value, value.textValue())
                : value;
    }

    private static JsonNode hash(Type type, ObjectNode hash) {
        if (type.kind() == Kind.MAP && type.parts().isEmpty()) {
            return hash.deepCopy();
        }
        Map<String, Field> fields = type.kind() == Kind.HASH ? type.fields() : Map.of();
        ObjectNode typed = Json.object();
        for (Map.Entry<String, JsonNode> entry : hash.properties()) {
            Field field = fields.get(entry.getKey());
            Type inner =
                    type.kind() == Kind.MAP
                            ? type.part()
                            : field == null ? Schema.ANY : field.type();
            typed.set(entry.getKey(), typed(inner, entry.getValue()));
        }
        return typed;
    }

    private static Type among(Type union, JsonNode value) {
        return union.parts().stream()
                .filter(part -> fits(part.kind(), value))
                .findFirst()
                .orElse(Schema.ANY);
    }

    /** Whether a value has the form of a kind; texts and the like are asked for by nobody. */
    private static boolean fits(Kind kind, JsonNode value) {
        return switch (kind) {
            case HASH, MAP -> value.isObject();
            case ARRAY -> value.isArray();
            case INTEGER -> INTEGER.matcher(value.asText()).matches();
            case NUMBER -> DECIMAL.matcher(value.asText()).matches();
            case BOOLEAN -> BOOLEANS.contains(value.asText());
            default -> false;
        };
    }

    private static JsonNode scalar(Kind kind, JsonNode value, String text) {
        if (text.isEmpty()) {
            return NullNode.getInstance();
        }
        if (!fits(kind, value)) {
            return value;
        }
        return switch (kind) {
            case INTEGER -> JsonNodeFactory.instance.numberNode(Long.parseLong(text));
            case NUMBER -> DecimalNode.valueOf(new BigDecimal(text));
            case BOOLEAN -> BooleanNode.valueOf(text.equals("true"));
            default -> value;
        };
    }
}
