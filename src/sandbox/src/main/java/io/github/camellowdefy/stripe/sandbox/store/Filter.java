// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.Timestamps;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The filters of a list: equality on top-level fields and on fields of a hash, membership where the
 * parameter is a list, {@code gt, gte, lt, lte} on numbers.
 */
public final class Filter {

    private static final Set<String> PAGING =
            Tsv.words("limit starting_after ending_before expand page query include");
    private static final Map<String, IntPredicate> RANGE =
            Map.of("gt", c -> c > 0, "gte", c -> c >= 0, "lt", c -> c < 0, "lte", c -> c <= 0);

    private final Map<String, JsonNode> wanted = new LinkedHashMap<>();
    private long createdFloor = Long.MIN_VALUE;
    private long createdCeiling = Long.MAX_VALUE;

    private Filter() {}

    public static Filter of(Params params) {
        Filter filter = new Filter();
        for (Map.Entry<String, JsonNode> entry : params.tree().properties()) {
            if (entry.getKey().equals("created")) {
                filter.created(params, entry.getValue());
            } else if (!PAGING.contains(entry.getKey())) {
                filter.wanted.put(entry.getKey(), entry.getValue());
            }
        }
        return filter;
    }

    /** Leaves parameters out that are no filter on a field. */
    public Filter without(String... names) {
        wanted.keySet().removeAll(Set.of(names));
        return this;
    }

    /** The key above which nothing can match. */
    public long createdBound() {
        return createdCeiling >= Integer.MAX_VALUE ? Long.MAX_VALUE : createdCeiling + 1 << 32;
    }

    /** The creation time below which nothing can match. */
    public long createdFloor() {
        return createdFloor;
    }

    /** A filter the store answers from an index, or null. */
    public String indexedField() {
        for (Map.Entry<String, JsonNode> entry : wanted.entrySet()) {
            if (Shelf.indexes(entry.getKey()) && entry.getValue().isTextual()) {
                return entry.getKey();
            }
        }
        return null;
    }

    public String value(String field) {
        return wanted.get(field).asText();
    }

    public boolean matches(Stored stored) {
        if (stored.created() < createdFloor || stored.created() > createdCeiling) {
            return false;
        }
        return wanted.isEmpty() || matches(Json.read(stored.json()), wanted.entrySet());
    }

    private void created(Params params, JsonNode value) {
        if (!(value instanceof ObjectNode)) {
            createdFloor = Timestamps.seconds(params.requireText("created"), "created");
            createdCeiling = createdFloor;
            return;
        }
        Params range = params.hash("created");
        for (String bound : RANGE.keySet()) {
            if (range.has(bound)) {
                long at = Timestamps.seconds(range.text(bound), "created[" + bound + ']');
                switch (bound) {
                    case "gt" -> createdFloor = Math.max(createdFloor, at + 1);
                    case "gte" -> createdFloor = Math.max(createdFloor, at);
                    case "lt" -> createdCeiling = Math.min(createdCeiling, at - 1);
                    default -> createdCeiling = Math.min(createdCeiling, at);
                }
            }
        }
    }

    private static boolean matches(JsonNode object, String name, JsonNode wanted) {
        JsonNode actual = object.path(name);
        if (wanted.isArray()) {
            return isAmong(object.path(Names.singular(name)), wanted) || isAmong(actual, wanted);
        }
        if (wanted instanceof ObjectNode hash) {
            return RANGE.keySet()
                            .containsAll(hash.properties().stream().map(Map.Entry::getKey).toList())
                    ? inRange(actual, hash)
                    : matches(actual, hash.properties());
        }
        return actual.isValueNode() && !actual.isNull()
                ? actual.asText().equals(wanted.asText())
                : isAmong(Json.array().add(wanted), actual)
                        || wanted.asText().equals(Json.id(actual));
    }

    private static boolean matches(JsonNode object, Set<Map.Entry<String, JsonNode>> wanted) {
        return wanted.stream().allMatch(entry -> matches(object, entry.getKey(), entry.getValue()));
    }

    private static boolean isAmong(JsonNode value, JsonNode list) {
        JsonNode single = value.isArray() ? value.path(0) : value;
        for (JsonNode each : list) {
            if (each.isValueNode()
                    && single.isValueNode()
                    && each.asText().equals(single.asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean inRange(JsonNode actual, ObjectNode range) {
        return actual.isNumber()
                && range.properties().stream()
                        .allMatch(bound -> isWithin(actual, bound.getKey(), bound.getValue()));
    }

    private static boolean isWithin(JsonNode actual, String kind, JsonNode bound) {
        return RANGE.get(kind).test(Double.compare(actual.asDouble(), bound.asDouble()));
    }
}
