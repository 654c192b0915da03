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
package io.github.camellowdefy.stripe.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what the documentation repeats of the code: the operation reference, and the tables of
 * options and headers between their markers in the README. Part of every build, so that a stale
 * file shows as a difference.
 */
public final class DocsGenerator {

    static final String OPERATIONS = "src/docs/operations.md";
    static final String README = "README.md";
    static final String SCHEMA =
            "camel-lowdefy-stripe/src/generated/resources/META-INF/io/github/camellowdefy/stripe/stripe.json";

    private DocsGenerator() {}

    /** Writes the documentation of the checkout whose directory is the one argument. */
    public static void main(String[] arguments) throws IOException {
        generate(Path.of(arguments[0]));
    }

    static void generate(Path checkout) throws IOException {
        Path operations = checkout.resolve(OPERATIONS);
        Files.createDirectories(operations.getParent());
        write(operations, OperationsPage.of(OperationCatalog.get().operations()));

        Path readme = checkout.resolve(README);
        Path schema = checkout.resolve(SCHEMA);
        if (Files.exists(readme) && Files.exists(schema)) {
            SchemaTables tables = new SchemaTables(new ObjectMapper().readTree(schema.toFile()));
            String text = Files.readString(readme);
            text = MarkedSection.replace(text, "options", tables.options());
            write(readme, MarkedSection.replace(text, "headers", tables.headers()));
        }
    }

    /** Leaves a file alone that holds the text already, and with it its time. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
