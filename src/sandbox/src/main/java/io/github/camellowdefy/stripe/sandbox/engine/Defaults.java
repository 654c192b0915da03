/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a new object holds before its parameters are applied. {@code defaults.json} has the common
 * ones in full; there {@code {now}}, {@code {soon}} (in five minutes), {@code {month}} (in thirty
 * days), {@code {id}}, {@code {token:n}} and {@code {upper:n}} stand for the time, the object's id
 * and fresh letters, and {@code {absent}} for a field that is there only when it has been given.
 */
final class Defaults {

    private static final Pattern PLACE = Pattern.compile("\\{(id|token|upper)(?::(\\d+))?}");
    private static final String ANY = "*";
    private static final String ABSENT = "{absent}";
    private static final Map<String, Long> LATER =
            Map.of("{now}", 0L, "{soon}", 300L, "{month}", 30 * 86_400L);
    private static final ObjectNode TEMPLATES = load();

    private final Ids ids;

    Defaults(Ids ids) {
        this.ids = ids;
    }

    /** Whether all fields of the object are known, so that others are parameters only. */
    static boolean knows(String object) {
        return TEMPLATES.has(object);
    }

    /** Whether an object holds this field; one whose template has a {@code *} may hold any. */
    static boolean hasField(String object, String field) {
        JsonNode template = TEMPLATES.path(object);
        return template.has(field) || template.has(ANY);
    }

    /** The objects whose fields are known. */
    static Set<String> objects() {
        Set<String> names = new HashSet<>();
        TEMPLATES.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The fields of an object that are known. */
    static Set<String> fields(String object) {
        Set<String> names = new HashSet<>();
        TEMPLATES.path(object).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether an object holds this field only when it has been given. */
    static boolean mayLack(String object, String field) {
        return TEMPLATES.path(object).path(field).asText().equals(ABSENT);
    }

    /** A new object: {@code id}, {@code object}, then its fields. */
    ObjectNode create(String object, String id, long now) {
        ObjectNode fresh = Json.object();
        fresh.put("id", id);
        fresh.put("object", object);
        JsonNode template = TEMPLATES.get(object);
        if (template == null) {
            if (object.startsWith("v2.")) {
                fresh.put("created", Timestamps.iso(now));
            } else {
                fresh.put("created", now);
                fresh.putObject("metadata");
            }
            fresh.put("livemode", false);
            return fresh;
        }
        for (Map.Entry<String, JsonNode> field : template.properties()) {
            if (!field.getKey().equals(ANY) && !field.getValue().asText().equals(ABSENT)) {
                fresh.set(field.getKey(), fill(field.getValue(), id, now, fresh));
            }
        }
        return fresh;
    }

    private JsonNode fill(JsonNode value, String id, long now, ObjectNode nodes) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties()
                    .forEach(e -> copy.set(e.getKey(), fill(e.getValue(), id, now, nodes)));
            return copy;
        }
        if (!value.isTextual() || value.textValue().indexOf('{') < 0) {
            return value.deepCopy();
        }
        String text = value.textValue();
        Long later = LATER.get(text);
        if (later != null) {
            return nodes.numberNode(now + later);
        }
        return nodes.textNode(PLACE.matcher(text).replaceAll(place -> fresh(place, id)));
    }

    private String fresh(MatchResult place, String id) {
        return switch (place.group(1)) {
            case "id" -> id;
            case "upper" -> ids.token(Integer.parseInt(place.group(2))).toUpperCase(Locale.ROOT);
            default -> ids.token(Integer.parseInt(place.group(2)));
        };
    }

    private static ObjectNode load() {
        try (InputStream in = Defaults.class.getResourceAsStream("defaults.json")) {
            return Json.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
