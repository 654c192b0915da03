// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.engine.Schema.Kind;
import io.github.camellowdefy.stripe.sandbox.engine.Schema.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a new object holds before its parameters are applied: the values Stripe chooses, from {@code
 * defaults.json}, and for all other fields an empty value of the type in the schema. {@code {now}},
 * {@code {iso}}, {@code {soon}} (in five minutes), {@code {month}} (in thirty days), {@code {id}},
 * {@code {ref:kind}}, {@code {token:n}} and {@code {upper:n}} stand for the time, the object's id,
 * the id of another object and fresh letters, and {@code {absent}} for a field that is there only
 * when it has been given.
 */
record Defaults(Ids ids) {

    private static final Pattern PLACE =
            Pattern.compile("\\{(id|iso|token|upper|ref)(?::([\\w.]+))?}");
    private static final String ANY = "*";
    private static final String ABSENT = "{absent}";
    private static final Map<String, Long> LATER =
            Map.of("{now}", 0L, "{soon}", 300L, "{month}", 30 * 86_400L);
    private static final ObjectNode CHOSEN = load("defaults.json");
    private static final Map<String, ObjectNode> TEMPLATES = new ConcurrentHashMap<>();

    /** Whether all fields of the object are known, so that others are parameters only. */
    static boolean knows(String object) {
        return CHOSEN.has(object) || !Schema.object(object).isEmpty();
    }

    /** Whether the fields of the object are the table's and no others. */
    static boolean isPlain(String object) {
        return !CHOSEN.has(object) && !Schema.object(object).isEmpty();
    }

    /** Whether an object holds this field; one whose template has a {@code *} may hold any. */
    static boolean hasField(String object, String field) {
        ObjectNode template = template(object);
        return template.has(field) || template.has(ANY) || Schema.object(object).containsKey(field);
    }

    /** Whether an object holds this field only when it has been given. */
    static boolean mayLack(String object, String field) {
        return CHOSEN.path(object).path(field).asText().equals(ABSENT);
    }

    /** The objects whose fields are known. */
    static Set<String> objects() {
        Set<String> names = new TreeSet<>(Schema.objects());
        CHOSEN.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The fields of an object that are known. */
    static Set<String> fields(String object) {
        Set<String> names = new TreeSet<>(Schema.object(object).keySet());
        CHOSEN.path(object).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A new object: {@code id}, {@code object}, then its fields. */
    ObjectNode create(String object, String id, long now) {
        ObjectNode fresh = Json.object();
        fresh.put("id", id).put("object", object);
        if (!knows(object)) {
            fresh.put("created", now).putObject("metadata");
            fresh.put("livemode", false);
            return fresh;
        }
        for (Map.Entry<String, JsonNode> field : template(object).properties()) {
            if (!field.getKey().equals(ANY) && !field.getValue().asText().equals(ABSENT)) {
                fresh.set(field.getKey(), fill(field.getValue(), id, now));
            }
        }
        return fresh;
    }

    /** An empty value of a type, for a field of this name. */
    JsonNode create(Type type, String name, String id, long now) {
        return fill(empty(type, name, 0), id, now);
    }

    private static ObjectNode template(String object) {
        return TEMPLATES.computeIfAbsent(object, Defaults::makeTemplate);
    }

    private static ObjectNode makeTemplate(String object) {
        ObjectNode template =
                CHOSEN.get(object) instanceof ObjectNode chosen ? chosen.deepCopy() : Json.object();
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
            ObjectNode copy = Json.object();
            object.properties().forEach(e -> copy.set(e.getKey(), fill(e.getValue(), id, now)));
            return copy;
        }
        if (!value.isTextual() || value.textValue().indexOf('{') < 0) {
            return value.deepCopy();
        }
        String text = value.textValue();
        Long later = LATER.get(text);
        if (later != null) {
            return Json.object().numberNode(now + later);
        }
        return Json.object()
                .textNode(PLACE.matcher(text).replaceAll(place -> fresh(place, id, now)));
    }

    private String fresh(MatchResult place, String id, long now) {
        return switch (place.group(1)) {
            case "id" -> id;
            case "iso" -> Timestamps.iso(now);
            case "ref" -> ids.next(place.group(2));
            case "upper" -> ids.token(Integer.parseInt(place.group(2))).toUpperCase(Locale.ROOT);
            default -> ids.token(Integer.parseInt(place.group(2)));
        };
    }

    static ObjectNode load(String file) {
        try (InputStream in = Defaults.class.getResourceAsStream(file)) {
            return Json.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
