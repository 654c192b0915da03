// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsGeneratorTest {

    private static final String SCHEMA =
            """
            {
              "componentProperties": {
                "timeout": {"kind": "property", "group": "common", "type": "duration", "javaType": "java.lang.Long", "defaultValue": "80000", "description": "Time."},
                "configuration": {"kind": "property", "group": "advanced", "type": "object", "javaType": "org.example.Configuration", "description": "Where to start."}
              },
              "headers": {
                "CamelStripeCreated": {"kind": "header", "group": "consumer", "javaType": "java.util.Map<String, Object>", "description": "When,\\nor not."}
              },
              "properties": {
                "path": {"kind": "path", "group": "common", "type": "string", "required": true, "description": "The path."},
                "timeout": {"kind": "parameter", "group": "common", "type": "duration", "javaType": "java.lang.Long", "defaultValue": "80000", "description": "Time."},
                "outputType": {"kind": "parameter", "group": "producer", "type": "enum", "enum": ["map", "json"], "defaultValue": "map", "description": "This | that, a/*,*/b or <none>."},
                "secretKey": {"kind": "parameter", "group": "security", "type": "string", "secret": true, "description": "The key."}
              }
            }
            """;

    @TempDir Path checkout;

    @Test
    void tablesOfTheSchemaAreTheReference() throws IOException {
        write(DocsGenerator.SCHEMA, SCHEMA);

        DocsGenerator.write(checkout);

        assertThat(checkout.resolve(DocsGenerator.REFERENCE))
                .content()
                .startsWith("# Options and headers")
                .endsWith(
                        """

                        ## Options

                        ### Common

                        | Option | Set on | Type | Default | Description |
                        |---|---|---|---|---|
                        | `path` *(required)* | URI path | string |  | The path. |
                        | `timeout` | both | duration (ms) | `80000` | Time. |

                        ### Producer

                        | Option | Set on | Type | Default | Description |
                        |---|---|---|---|---|
                        | `outputType` | endpoint | `map`, `json` | `map` | This \\| that, a/\\*,\\*/b or \\<none>. |

                        ### Security

                        | Option | Set on | Type | Default | Description |
                        |---|---|---|---|---|
                        | `secretKey` *(secret)* | endpoint | string |  | The key. |

                        ### Advanced

                        | Option | Set on | Type | Default | Description |
                        |---|---|---|---|---|
                        | `configuration` | component | `Configuration` |  | Where to start. |

                        ## Headers

                        | Header | Type | Used by | Description |
                        |---|---|---|---|
                        | `CamelStripeCreated` | `Map` | consumer | When, or not. |
                        """);
    }

    @Test
    void aSecondRunLeavesTheFilesAlone() throws IOException {
        write(DocsGenerator.SCHEMA, SCHEMA);
        DocsGenerator.write(checkout);
        List<Path> written =
                List.of(
                        checkout.resolve(DocsGenerator.REFERENCE),
                        checkout.resolve(DocsGenerator.OPERATIONS));
        FileTime longAgo = FileTime.fromMillis(0);
        for (Path file : written) {
            Files.setLastModifiedTime(file, longAgo);
        }

        DocsGenerator.write(checkout);

        for (Path file : written) {
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
        }
    }

    @Test
    void aCheckPassesWhatHasJustBeenWritten() throws IOException {
        write(DocsGenerator.SCHEMA, SCHEMA);
        DocsGenerator.main(new String[] {"write", checkout.toString()});

        assertThatCode(() -> DocsGenerator.main(new String[] {"check", checkout.toString()}))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {DocsGenerator.REFERENCE, DocsGenerator.OPERATIONS})
    void aCheckNamesTheStaleFileAndLeavesItAlone(String stale) throws IOException {
        write(DocsGenerator.SCHEMA, SCHEMA);
        DocsGenerator.write(checkout);
        Path file = checkout.resolve(stale);
        String edited = Files.readString(file).replace("| ", "| by hand ");
        write(stale, edited);

        assertThatThrownBy(() -> DocsGenerator.main(new String[] {"check", checkout.toString()}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(stale + " does not repeat what the code says")
                .hasMessageContaining("mvn -Pdocs");
        assertThat(file).hasContent(edited);
    }

    @Test
    void aCheckFailsWhereTheOperationReferenceIsMissing() throws IOException {
        write(DocsGenerator.SCHEMA, SCHEMA);

        assertThatThrownBy(() -> DocsGenerator.check(checkout))
                .hasMessageStartingWith(DocsGenerator.OPERATIONS);
        assertThat(checkout.resolve(DocsGenerator.OPERATIONS)).doesNotExist();
    }

    @Test
    void everyOperationStandsInTheReferenceWithAllItsNames() throws IOException {
        write(DocsGenerator.SCHEMA, SCHEMA);
        DocsGenerator.write(checkout);

        String page = Files.readString(checkout.resolve(DocsGenerator.OPERATIONS));
        List<Operation> operations = OperationCatalog.get().operations();
        assertThat(page).contains(operations.size() + " in all");
        assertThat(operations)
                .allSatisfy(
                        operation ->
                                assertThat(page)
                                        .contains('`' + operation.verb() + ' ' + operation.path()));
        assertThat(operations.stream().flatMap(DocsGeneratorTest::names))
                .allMatch(name -> page.contains('`' + name + '`'));
        assertThat(page.lines())
                .contains(
                        "| `customers.listPaymentMethods` | `customers.paymentMethods.list` | `GET /v1/customers/{customer}/payment_methods` | customer | list |",
                        "| `accounts.del`<br>`account.del` | `accounts.delete` | `DELETE /v1/accounts/{account}` | account |  |",
                        "| `files.create` | `files.create` | `POST /v1/files` on `filesBase` |  | upload |",
                        "| `quotes.pdf` | `quotes.pdf` | `GET /v1/quotes/{quote}/pdf` on `filesBase` | quote | file |");
    }

    @Test
    void everyEntryOfTheContentsHasItsHeading() throws IOException {
        write(DocsGenerator.SCHEMA, SCHEMA);
        DocsGenerator.write(checkout);

        List<String> lines = Files.readAllLines(checkout.resolve(DocsGenerator.OPERATIONS));
        List<String> linked =
                lines.stream()
                        .filter(line -> line.startsWith("[") && line.contains("](#"))
                        .map(line -> line.substring(1, line.indexOf(']')))
                        .toList();
        assertThat(linked).contains("customers", "v2.core").isNotEmpty();
        assertThat(lines.stream().filter(line -> line.startsWith("## ")).map(h -> h.substring(3)))
                .containsExactlyElementsOf(linked);
    }

    private static Stream<String> names(Operation operation) {
        return Stream.concat(operation.nodeNames().stream(), operation.javaNames().stream());
    }

    private void write(String file, String text) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
