// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the starter's property classes and their metadata for editors from the JSON schema of the
 * component. Part of every build, so that a stale file shows as a difference.
 */
public final class PropertiesGenerator {

    private static final String SCHEMA = "/META-INF/io/github/camellowdefy/stripe/stripe.json";

    private PropertiesGenerator() {}

    /** Writes below the directory that is the one argument. */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        List<Option> options = options();
        PropertiesClass classes = new PropertiesClass(options);
        Path sources = target.resolve("java/io/github/camellowdefy/stripe/springboot");
        write(sources.resolve("StripeConnectionProperties.java"), classes.ofConnection());
        write(sources.resolve("StripeComponentConfiguration.java"), classes.ofComponent());
        write(
                target.resolve("resources/META-INF/spring-configuration-metadata.json"),
                new PropertiesMetadata(options).json());
    }

    /** The options of the component, as its schema lists them. */
    public static List<Option> options() throws IOException {
        try (InputStream schema = PropertiesGenerator.class.getResourceAsStream(SCHEMA)) {
            JsonNode properties = new ObjectMapper().readTree(schema).path("componentProperties");
            return properties.properties().stream()
                    .map(property -> Option.of(property.getKey(), property.getValue()))
                    .toList();
        }
    }

    /** Leaves a file alone that holds the text already, and with it its time. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }

    /**
     * One option of the component.
     *
     * @param ofConnection whether a connection has it too
     * @param values what it can hold, for an enum
     */
    public record Option(
            String name,
            String type,
            boolean ofConnection,
            boolean secret,
            String description,
            JsonNode defaultValue,
            List<String> values) {

        private static Option of(String name, JsonNode schema) {
            return new Option(
                    name,
                    schema.path("type").asText(),
                    schema.has("configurationClass"),
                    schema.path("secret").asBoolean(),
                    schema.path("description").asText(),
                    schema.get("defaultValue"),
                    Stream.of(schema.path("enum"))
                            .flatMap(values -> values.valueStream())
                            .map(JsonNode::asText)
                            .toList());
        }
    }
}
