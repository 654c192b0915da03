// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Parts of objects whose form is data, from {@code shapes.json}: {@code {recurring.interval}}
 * stands for the value at this path of the source, null where it has none.
 */
public final class Shapes {

    private static final ObjectNode ALL = Defaults.load("shapes.json");

    private Shapes() {}

    /** A part of this name, filled from the source. */
    public static ObjectNode of(String name, JsonNode source) {
        return (ObjectNode) fill(ALL.get(name), source);
    }

    private static JsonNode fill(JsonNode shape, JsonNode source) {
        if (shape instanceof ObjectNode hash) {
            ObjectNode filled = Json.object();
            hash.properties().forEach(e -> filled.set(e.getKey(), fill(e.getValue(), source)));
            return filled;
        }
        if (shape instanceof ArrayNode list) {
            ArrayNode filled = Json.array();
            list.forEach(each -> filled.add(fill(each, source)));
            return filled;
        }
        String text = shape.asText();
        if (!shape.isTextual() || !text.startsWith("{")) {
            return shape;
        }
        JsonNode value = source;
        for (String step : text.substring(1, text.length() - 1).split("\\.")) {
            value = value.path(step);
        }
        return value.isMissingNode() ? NullNode.getInstance() : value.deepCopy();
    }
}
