// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes what the documentation repeats of the code: the operation reference, and the reference of
 * options and headers. Every build checks the files; only {@code mvn -Pdocs} writes them.
 */
public final class DocsGenerator {

    static final String OPERATIONS = "src/docs/operations.md";
    static final String REFERENCE = "src/docs/reference.md";
    static final String SCHEMA =
            "camel-lowdefy-stripe/src/generated/resources/META-INF/io/github/camellowdefy/stripe/stripe.json";

    private DocsGenerator() {}

    /**
     * Takes {@code write} or {@code check}, and the directory of the checkout.
     *
     * @throws IllegalStateException when a file that is checked is stale
     */
    public static void main(String[] arguments) throws IOException {
        Path checkout = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "write" -> write(checkout);
            case "check" -> check(checkout);
            default ->
                    throw new IllegalArgumentException(
                            "Read " + arguments[0] + ", expected write or check.");
        }
    }

    /** Leaves a file alone that holds its text already, and with it its time. */
    static void write(Path checkout) throws IOException {
        for (Map.Entry<String, String> page : pages(checkout).entrySet()) {
            Path file = checkout.resolve(page.getKey());
            if (!holds(file, page.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, page.getValue());
            }
        }
    }

    static void check(Path checkout) throws IOException {
        for (Map.Entry<String, String> page : pages(checkout).entrySet()) {
            if (!holds(checkout.resolve(page.getKey()), page.getValue())) {
                throw new IllegalStateException(
                        page.getKey()
                                + " does not repeat what the code says: write it by"
                                + " mvn -Pdocs -pl camel-lowdefy-stripe process-test-classes"
                                + " and commit it.");
            }
        }
    }

    /** The text that each generated file should hold, by its path in the checkout. */
    private static Map<String, String> pages(Path checkout) throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(OPERATIONS, OperationsPage.of(OperationCatalog.get().operations()));
        Path schema = checkout.resolve(SCHEMA);
        pages.put(REFERENCE, ReferencePage.of(new ObjectMapper().readTree(schema.toFile())));
        return pages;
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).equals(text);
    }
}
