// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.control.Nearest;
import io.github.camellowdefy.stripe.sandbox.seed.Fixture.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the fixtures of a file; JSON is YAML too. */
final class FixtureReader {

    private static final String FIXTURES = "fixtures";

    /** What the tool knows; of the first only the fixtures matter here. */
    private static final Set<String> TOP = Set.of(FIXTURES, "_meta", "env");

    private static final Set<String> TEXTS =
            Set.of("name", "path", "method", "expected_error_type", "idempotency_key", "id");

    /** The last two are taken and not needed: the sandbox is the only base there is. */
    private static final Set<String> KNOWN =
            Stream.concat(TEXTS.stream(), Stream.of("params", "headers", "api_base", "context"))
                    .collect(Collectors.toSet());

    private static final Set<String> VERBS = Set.of("GET", "POST", "DELETE");

    /** Aliases may repeat a value; more, or deeper ones, can only be a loop of them. */
    private static final int MOST_VALUES = 1_000_000;

    private static final int LONGEST_NAME = 1_000;

    private final String file;
    private int values;

    FixtureReader(String file) {
        this.file = file;
    }

    List<Fixture> read(String text) {
        List<Fixture> fixtures = new ArrayList<>();
        Map<String, Node> top = members(compose(text), "the file", TOP);
        Node list = top.get(FIXTURES);
        if (!(list instanceof SequenceNode sequence)) {
            throw new Place(file, list == null ? 1 : line(list))
                    .error("expected a list under fixtures, as in fixtures: [{path: ...}].");
        }
        for (Node each : sequence.getValue()) {
            fixtures.add(fixture(each, fixtures.size()));
        }
        return fixtures;
    }

    private Node compose(String text) {
        // tabs before JSON's values are blanks, in YAML they are errors
        String plain = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
        try {
            return new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(plain)
                    .orElseThrow(
                            () -> new Place(file, 1).error("is empty; expected fixtures: [...]."));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new Place(file, line).error("is neither YAML nor JSON: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new Place(file, 1).error("is neither YAML nor JSON: " + e.getMessage());
        }
    }

    private Fixture fixture(Node node, int index) {
        Map<String, Node> members = members(node, "a fixture", KNOWN);
        Map<String, String> texts = new HashMap<>();
        for (String name : TEXTS) {
            if (members.containsKey(name)) {
                texts.put(name, text(members.get(name), name));
            }
        }
        Place place = new Place(file, line(node));
        String path = texts.get("path");
        if (path == null || !path.startsWith("/")) {
            throw place.error("a fixture needs a path such as /v1/customers, read " + path + '.');
        }
        String verb = texts.getOrDefault("method", "post").toUpperCase(Locale.ROOT);
        if (!VERBS.contains(verb)) {
            throw new Place(file, line(members.get("method")))
                    .error("method is get, post or delete, read " + texts.get("method") + '.');
        }
        Map<String, Integer> lines = new HashMap<>();
        Node params = members.get("params");
        return new Fixture(
                place,
                texts.getOrDefault("name", "fixture " + (index + 1)),
                verb,
                path,
                params == null || isNull(params)
                        ? JsonNodeFactory.instance.objectNode()
                        : hash(params, "", lines),
                headers(members.get("headers")),
                texts,
                lines);
    }

    private Map<String, String> headers(Node node) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (node != null && !isNull(node)) {
            members(node, "headers", null)
                    .forEach((name, value) -> headers.put(name, text(value, name)));
        }
        return headers;
    }

    private Map<String, Node> members(Node node, String what, Set<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw new Place(file, line(node)).error("expected " + what + " to be a map.");
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = new Place(file, line(tuple.getKeyNode()));
            String name = text(tuple.getKeyNode(), "a key");
            if (known != null && !known.contains(name)) {
                throw place.error(Nearest.error("field of " + what, name, known).getMessage());
            }
            members.put(name, tuple.getValueNode());
        }
        return members;
    }

    private ObjectNode hash(Node node, String name, Map<String, Integer> lines) {
        ObjectNode hash = JsonNodeFactory.instance.objectNode();
        if (!(node instanceof MappingNode mapping)) {
            throw new Place(file, line(node)).error("expected params to be a map.");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode(), "a key");
            String full = name.isEmpty() ? key : name + '[' + key + ']';
            lines.put(full, line(tuple.getKeyNode()));
            hash.set(key, value(tuple.getValueNode(), full, lines));
        }
        return hash;
    }

    private JsonNode value(Node node, String name, Map<String, Integer> lines) {
        if (++values > MOST_VALUES || name.length() > LONGEST_NAME) {
            throw new Place(file, line(node))
                    .error(
                            "holds too many values, or too deep ones; does an alias contain itself?");
        }
        if (node instanceof MappingNode) {
            return hash(node, name, lines);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node each : sequence.getValue()) {
                String full = name + '[' + array.size() + ']';
                lines.put(full, line(each));
                array.add(value(each, full, lines));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    /** Typed, since bodies of v2 are JSON; a form takes the same letters. */
    private static JsonNode scalar(ScalarNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String text = node.getValue();
        if (isNull(node)) {
            return nodes.nullNode();
        }
        if (Tag.BOOL.equals(node.getTag())) {
            return nodes.booleanNode(text.equalsIgnoreCase("true"));
        }
        boolean number = Tag.INT.equals(node.getTag()) || Tag.FLOAT.equals(node.getTag());
        // 25.00 is 25
        return number && text.matches("-?\\d+(\\.\\d+)?")
                ? nodes.numberNode(
                        new BigDecimal(new BigDecimal(text).stripTrailingZeros().toPlainString()))
                : nodes.textNode(text);
    }

    private String text(Node node, String what) {
        if (node instanceof ScalarNode scalar && !isNull(scalar)) {
            return scalar.getValue();
        }
        throw new Place(file, line(node)).error("expected " + what + " to be a text.");
    }

    private static boolean isNull(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
