// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Kind;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a new object holds before its parameters are applied: the values Stripe chooses, from {@code
 * defaults.json}, and for all other fields an empty value of the type in the schema. {@code {now}},
 * {@code {iso}}, {@code {soon}} (in five minutes), {@code {month}} (in thirty days), {@code {id}},
 * {@code {base}}, {@code {ref:kind}}, {@code {token:n}} and {@code {upper:n}} stand for the time,
 * the object's id, the sandbox's URL, the id of another object and fresh letters, and {@code
 * {absent}} for a field that is there only when it has been given.
 */
public record Defaults(Ids ids, Supplier<String> base) {

    private static final String ANY = "*";
    private static final String ABSENT = "{absent}";
    private static final Map<String, Long> LATER =
            Map.of("{now}", 0L, "{soon}", 300L, "{month}", 30 * 86_400L);
    private static final Map<String, ObjectNode> TEMPLATES = new ConcurrentHashMap<>();

    /** The templates without fields that are there only when they were given. */
    private static final Map<String, ObjectNode> FRESH = new ConcurrentHashMap<>();

    /** Read when the first object is made. */
    private static final class Chosen {
        private static final ObjectNode ALL = load("defaults.json");
    }

    /** Whether all fields of the object are known, so that others are parameters only. */
    public static boolean knows(String object) {
        return Chosen.ALL.has(object) || !Schema.object(object).isEmpty();
    }

    /** Whether the fields of the object are the table's and no others. */
    public static boolean isPlain(String object) {
        return !Chosen.ALL.has(object) && !Schema.object(object).isEmpty();
    }

    /** Whether an object holds this field; one whose template has a {@code *} may hold any. */
    public static boolean hasField(String object, String field) {
        ObjectNode template = template(object);
        return template.has(field) || template.has(ANY) || Schema.object(object).containsKey(field);
    }

    /** Whether an object holds this field only when it has been given. */
    public static boolean mayLack(String object, String field) {
        return Chosen.ALL.path(object).path(field).asText().equals(ABSENT);
    }

    /** The objects whose fields are known. */
    public static Set<String> objects() {
        Set<String> names = new TreeSet<>(Schema.objects());
        Chosen.ALL.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The fields of an object that are known. */
    public static Set<String> fields(String object) {
        Set<String> names = new TreeSet<>(Schema.object(object).keySet());
        names.addAll(List.of("id", "object"));
        Chosen.ALL.path(object).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A new object: {@code id}, {@code object}, then its fields. */
    public ObjectNode create(String object, String id, long now) {
        ObjectNode fields = FRESH.computeIfAbsent(object, Defaults::fresh);
        ObjectNode fresh = Json.object(fields.size() + 2);
        fresh.put("id", id).put("object", object);
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            fresh.set(field.getKey(), fill(field.getValue(), id, now));
        }
        return fresh;
    }

    /** An empty value of a type, for a field of this name. */
    public JsonNode create(Type type, String name, String id, long now) {
        return fill(empty(type, name, 0), id, now);
    }

    private static ObjectNode template(String object) {
        return TEMPLATES.computeIfAbsent(object, Defaults::makeTemplate);
    }

    private static ObjectNode fresh(String object) {
        ObjectNode fresh = Json.object();
        if (!knows(object)) {
            fresh.put("created", "{now}").putObject("metadata");
            return fresh.put("livemode", false);
        }
        for (Map.Entry<String, JsonNode> field : template(object).properties()) {
            if (!field.getKey().equals(ANY) && !field.getValue().asText().equals(ABSENT)) {
                fresh.set(field.getKey(), field.getValue());
            }
        }
        return fresh;
    }

    private static ObjectNode makeTemplate(String object) {
        ObjectNode template =
                Chosen.ALL.get(object) instanceof ObjectNode chosen
                        ? chosen.deepCopy()
                        : Json.object();
        complete(template, Schema.object(object), 0);
        template.remove("id");
        template.remove("object");
        return template;
    }

    /** Adds an empty value for each required field that is not there, on every level. */
    private static void complete(ObjectNode hash, Map<String, Field> fields, int depth) {
        fields.forEach(
                (name, field) -> {
                    if (field.required() && !hash.has(name)) {
                        hash.set(name, empty(field.type(), name, depth));
                    } else if (field.type().kind() == Kind.HASH
                            && hash.get(name) instanceof ObjectNode inner) {
                        complete(inner, field.type().fields(), depth);
                    }
                });
    }

    private static JsonNode empty(Type type, String name, int depth) {
        ObjectNode nodes = Json.object();
        if (type.nullable()) {
            return nodes.nullNode();
        }
        return switch (type.kind()) {
            case TEXT -> nodes.textNode(text(name));
            case DECIMAL_TEXT -> nodes.textNode("0");
            case INTEGER ->
                    name.matches("created|timestamp|.*_(at|date|start|end)")
                            ? nodes.textNode("{now}")
                            : nodes.numberNode(0);
            case NUMBER -> nodes.numberNode(0);
            case BOOLEAN -> nodes.booleanNode(name.equals("active"));
            case ENUM -> nodes.textNode(type.values().get(0));
            case HASH -> {
                complete(nodes, type.fields(), depth + 1);
                yield nodes;
            }
            case OBJECT -> {
                nodes.put("id", "{ref:" + type.name() + '}').put("object", type.name());
                if (depth < 2) {
                    complete(nodes, type.fields(), depth + 1);
                }
                yield nodes;
            }
            case EXPANDABLE -> nodes.textNode("{ref:" + type.name() + '}');
            case MAP -> nodes;
            case ARRAY -> Json.array();
            case LIST -> Json.list(Json.array(), "/v1/" + name);
            case UNION -> empty(type.part(), name, depth);
            default -> nodes.nullNode();
        };
    }

    private static String text(String name) {
        if (name.endsWith("url")) {
            return "https://example.com/{token:12}";
        }
        return switch (name) {
            case "created", "updated", "expires_at" -> "{iso}";
            case "client_secret" -> "{id}_secret_{token:25}";
            case "currency" -> "usd";
            case "country" -> "US";
            case "last4" -> "4242";
            default -> "";
        };
    }

    private JsonNode fill(JsonNode value, String id, long now) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object(object.size());
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                copy.set(field.getKey(), fill(field.getValue(), id, now));
            }
            return copy;
        }
        String text = value.textValue();
        if (text == null || text.indexOf('{') < 0) {
            return value.deepCopy();
        }
        Long later = LATER.get(text);
        return later != null
                ? Json.object().numberNode(now + later)
                : Json.object().textNode(fill(text, id, now));
    }

    private String fill(String text, String id, long now) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            filled.append(text, at, open).append(place(text.substring(open + 1, close), id, now));
            at = close + 1;
        }
        return filled.append(text, at, text.length()).toString();
    }

    private String place(String place, String id, long now) {
        int colon = place.indexOf(':');
        String argument = place.substring(colon + 1);
        return switch (colon < 0 ? place : place.substring(0, colon)) {
            case "base" -> base.get();
            case "id" -> id;
            case "iso" -> Timestamps.iso(now);
            case "ref" -> ids.next(argument);
            case "token" -> ids.token(Integer.parseInt(argument));
            case "upper" -> ids.token(Integer.parseInt(argument)).toUpperCase(Locale.ROOT);
            default -> throw new IllegalStateException("a template has {" + place + '}');
        };
    }

    static ObjectNode load(String file) {
        return Json.read(Tsv.text(Defaults.class, file).getBytes(StandardCharsets.UTF_8));
    }
}
