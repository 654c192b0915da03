// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.springboot.generate.PropertiesGenerator.Option;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.StringHelper;

/** What editors read to complete and explain the properties. */
final class PropertiesMetadata {

    private static final String PACKAGE = "io.github.camellowdefy.stripe.springboot.";
    private static final String COMPONENT = PACKAGE + "StripeComponentConfiguration";
    private static final String CONNECTION = PACKAGE + "StripeConnectionProperties";
    private static final String CONNECTIONS = PACKAGE + "StripeConnections";
    private static final String SANDBOX = PACKAGE + "StripeSandboxConfiguration";

    /** Any other type is a bean, which is written as {@code #bean:name}. */
    private static final Map<String, String> TYPES =
            Map.of(
                    "boolean", "java.lang.Boolean",
                    "integer", "java.lang.Integer",
                    "duration", "java.time.Duration");

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode metadata = mapper.createObjectNode();
    private final ArrayNode groups = metadata.putArray("groups");
    private final ArrayNode properties = metadata.putArray("properties");
    private final ArrayNode hints = metadata.putArray("hints");

    PropertiesMetadata(List<Option> options) {
        for (String scheme : List.of("stripe", "lowdefy-stripe")) {
            String prefix = "camel.component." + scheme;
            group(prefix, COMPONENT);
            property(
                    prefix + ".enabled",
                    "java.lang.Boolean",
                    "Whether to configure the component %s from these properties."
                            .formatted(scheme),
                    COMPONENT);
            property(
                    prefix + ".customizer.enabled",
                    "java.lang.Boolean",
                    "Whether to configure the component %s from these properties."
                            .formatted(scheme),
                    COMPONENT);
            options.forEach(option -> option(prefix, option));
        }
        group("camel.lowdefy-stripe", CONNECTIONS);
        property(
                "camel.lowdefy-stripe.connections",
                "java.util.Map<java.lang.String," + CONNECTION + ">",
                "Connections to Stripe by their names; an endpoint takes one with connection=#bean:name.",
                CONNECTIONS);
        property(
                "camel.lowdefy-stripe.sandbox.seed-file",
                "java.lang.String",
                "The fixtures that fill the sandbox of StripeSandboxConfiguration at its start: a file, or a resource such as classpath:seed.yaml.",
                SANDBOX);
    }

    String json() throws JsonProcessingException {
        return mapper.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(metadata)
                + "\n";
    }

    private void option(String prefix, Option option) {
        String name = prefix + '.' + StringHelper.camelCaseToDash(option.name());
        ObjectNode property =
                property(
                        name,
                        TYPES.getOrDefault(option.type(), "java.lang.String"),
                        (option.secret() ? "Secret. " : "")
                                + option.description()
                                + (option.type().equals("object") ? " Written as #bean:name." : ""),
                        COMPONENT);
        if (option.defaultValue() != null) {
            property.set("defaultValue", option.defaultValue());
        }
        if (!option.values().isEmpty()) {
            ArrayNode values = hints.addObject().put("name", name).putArray("values");
            option.values().forEach(value -> values.addObject().put("value", value));
        }
    }

    private ObjectNode property(String name, String type, String description, String source) {
        return properties
                .addObject()
                .put("name", name)
                .put("type", type)
                .put("description", description)
                .put("sourceType", source);
    }

    private void group(String name, String type) {
        groups.addObject().put("name", name).put("type", type).put("sourceType", type);
    }
}
