// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.Dates;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Lowdefy's own parser made of one value: {@code input} (as in a file), {@code payload},
 * {@code user}, {@code global}, {@code secrets}, {@code zone}, and {@code output} or {@code error}.
 * In outputs {@code $undefined}, {@code $hole}, {@code $number} and {@code $date} stand for what
 * JSON cannot hold.
 */
record RecordedOperator(JsonNode row) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Place PLACE = new Place("recorded.lowdefy.yaml", 1, 1);

    static RecordedOperator parse(String line) {
        try {
            return new RecordedOperator(JSON.readTree(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String zone() {
        return row.path("zone").asText("UTC");
    }

    boolean fails() {
        return row.has("error");
    }

    /** Lowdefy's own words. */
    String error() {
        return row.path("error").asText();
    }

    /** A value in the form outputs are recorded in, as JSON. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Object output() {
        return plain(row.get("output"));
    }

    /** What our parser makes of it, in the form outputs are recorded in. */
    Object evaluate() {
        Expression expression = ExpressionCompiler.compile(node(row.get("input")));
        Map<?, ?> secrets =
                (Map<?, ?>)
                        plain(
                                row.path("secrets").isMissingNode()
                                        ? JSON.createObjectNode()
                                        : row.get("secrets"));
        Scope scope =
                new Scope(
                        () -> row.has("payload") ? read("payload") : Map.of(),
                        () -> read("user"),
                        () -> read("global"),
                        name -> (String) secrets.get(name));
        return recorded(expression.evaluate(scope));
    }

    private Object read(String field) {
        return row.has(field) ? JsonText.parse(row.get(field).toString()) : Absent.UNDEFINED;
    }

    private static Node node(JsonNode json) {
        if (json.isObject()) {
            Map<String, Node> entries = new LinkedHashMap<>();
            json.fields().forEachRemaining(e -> entries.put(e.getKey(), node(e.getValue())));
            return new Node.Mapping(entries, PLACE);
        }
        if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            json.forEach(item -> items.add(node(item)));
            return new Node.Sequence(items, PLACE);
        }
        return new Node.Scalar(plain(json), PLACE);
    }

    private static Object plain(JsonNode json) {
        return JSON.convertValue(json, Object.class);
    }

    private static Object recorded(Object value) {
        if (value instanceof Absent absent) {
            return Map.of(absent == Absent.HOLE ? "$hole" : "$undefined", true);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordedOperator::recorded).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            Values.keys(map).forEach(key -> entries.put(key, recorded(map.get(key))));
            return entries;
        }
        if (value instanceof Number number) {
            double as = number.doubleValue();
            boolean special = !Double.isFinite(as) || (as == 0 && 1 / as < 0);
            return special ? Map.of("$number", as == 0 ? "-0" : Values.toText(as)) : number;
        }
        return Dates.isDate(value) ? Map.of("$date", Dates.millis(value)) : value;
    }

    /** Whether two recorded values are the same: numbers by value, keys in the same order. */
    static boolean isSame(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return a.doubleValue() == b.doubleValue();
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            boolean same = a.size() == b.size();
            for (int i = 0; same && i < a.size(); i++) {
                same = isSame(a.get(i), b.get(i));
            }
            return same;
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return List.copyOf(a.keySet()).equals(List.copyOf(b.keySet()))
                    && a.keySet().stream().allMatch(key -> isSame(a.get(key), b.get(key)));
        }
        return one == null ? other == null : one.equals(other);
    }

    @Override
    public String toString() {
        String text = row.toString();
        return text.length() > 400 ? text.substring(0, 400) : text;
    }
}
