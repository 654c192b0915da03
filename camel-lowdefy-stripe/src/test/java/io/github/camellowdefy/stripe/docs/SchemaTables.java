// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The tables of options and headers, from the JSON schema Camel's plugin makes of a component. */
final class SchemaTables {

    private static final String ENDPOINT = "properties";
    private static final String COMPONENT = "componentProperties";

    private final JsonNode schema;

    SchemaTables(JsonNode schema) {
        this.schema = schema;
    }

    /** Every option of endpoint and component, a table for each group. */
    String options() {
        Map<String, MarkdownTable> groups = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> option : schema.path(ENDPOINT).properties()) {
            addOption(groups, option.getKey(), option.getValue());
        }
        for (Map.Entry<String, JsonNode> option : schema.path(COMPONENT).properties()) {
            if (!schema.path(ENDPOINT).has(option.getKey())) {
                addOption(groups, option.getKey(), option.getValue());
            }
        }
        StringBuilder text = new StringBuilder();
        groups.forEach(
                (group, table) ->
                        text.append(text.isEmpty() ? "" : "\n")
                                .append("### ")
                                .append(capitalised(group))
                                .append("\n\n")
                                .append(table));
        return text.toString();
    }

    /** Every header, in the order of the schema. */
    String headers() {
        MarkdownTable table = new MarkdownTable("Header", "Type", "Used by", "Description");
        for (Map.Entry<String, JsonNode> header : schema.path("headers").properties()) {
            JsonNode value = header.getValue();
            table.row(
                    MarkdownTable.code(header.getKey()),
                    MarkdownTable.code(simpleName(value.path("javaType").asText())),
                    MarkdownTable.plain(value.path("group").asText()),
                    MarkdownTable.plain(value.path("description").asText()));
        }
        return table.toString();
    }

    private void addOption(Map<String, MarkdownTable> groups, String name, JsonNode option) {
        groups.computeIfAbsent(
                        option.path("group").asText(),
                        group ->
                                new MarkdownTable(
                                        "Option", "Set on", "Type", "Default", "Description"))
                .row(
                        MarkdownTable.code(name) + marks(option),
                        places(name, option),
                        type(option),
                        option.hasNonNull("defaultValue")
                                ? MarkdownTable.code(option.get("defaultValue").asText())
                                : "",
                        MarkdownTable.plain(option.path("description").asText()));
    }

    private static String marks(JsonNode option) {
        return (option.path("required").asBoolean() ? " *(required)*" : "")
                + (option.path("secret").asBoolean() ? " *(secret)*" : "")
                + (option.path("deprecated").asBoolean() ? " *(deprecated)*" : "");
    }

    private String places(String name, JsonNode option) {
        if (option.path("kind").asText().equals("path")) {
            return "URI path";
        }
        boolean endpoint = schema.path(ENDPOINT).has(name);
        boolean component = schema.path(COMPONENT).has(name);
        return endpoint && component ? "both" : endpoint ? "endpoint" : "component";
    }

    private static String type(JsonNode option) {
        String type = option.path("type").asText();
        return switch (type) {
            case "enum" -> MarkdownTable.code(texts(option.path("enum")), ", ");
            case "object" -> MarkdownTable.code(simpleName(option.path("javaType").asText()));
            case "duration" -> "duration (ms)";
            default -> MarkdownTable.plain(type);
        };
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    /** The class without its package and type arguments. */
    private static String simpleName(String javaType) {
        String raw = javaType.replaceAll("<.*", "");
        return raw.substring(raw.lastIndexOf('.') + 1);
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
