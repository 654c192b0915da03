// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the starter's property classes and their metadata for editors from the JSON schema of the
 * component. Every build checks the files; only {@code mvn -Pdocs} writes them.
 */
public final class PropertiesGenerator {

    private static final String SCHEMA = "/META-INF/io/github/camellowdefy/stripe/stripe.json";

    private static final String SOURCES = "java/io/github/camellowdefy/stripe/springboot/";
    private static final String METADATA = "resources/META-INF/spring-configuration-metadata.json";

    private PropertiesGenerator() {}

    /**
     * Takes {@code write} or {@code check}, and the directory of the generated files.
     *
     * @throws IllegalStateException when a file that is checked is stale
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[1]);
        for (Map.Entry<String, String> file : files(options()).entrySet()) {
            Path path = target.resolve(file.getKey());
            boolean stale = !Files.exists(path) || !Files.readString(path).equals(file.getValue());
            if (stale && arguments[0].equals("check")) {
                throw new IllegalStateException(
                        path
                                + " does not repeat the component's options: write it by"
                                + " mvn -Pdocs -pl src/spring-boot-starter -am process-test-classes"
                                + " and commit it.");
            }
            if (stale) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    static Map<String, String> files(List<Option> options) throws IOException {
        PropertiesClass classes = new PropertiesClass(options);
        return Map.of(
                SOURCES + "StripeConnectionProperties.java",
                classes.ofConnection(),
                SOURCES + "StripeComponentConfiguration.java",
                classes.ofComponent(),
                METADATA,
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
