// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.schema.RouteTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The guide says of every operation what the sandbox does with it. The table is written with {@code
 * -Dsandbox.docs}, and compared without.
 */
class OperationTableTest {

    private static final Path GUIDE = Path.of("../docs/sandbox.md");
    private static final String START = "<!-- operations: made by OperationTableTest -->\n";
    private static final String END = "<!-- end of operations -->";

    @Test
    void theGuideSaysWhatBecomesOfEveryOperation() throws IOException {
        String guide = Files.readString(GUIDE);
        int start = guide.indexOf(START) + START.length();
        int end = guide.indexOf(END);
        String table = table();
        if (System.getProperty("sandbox.docs") != null) {
            Files.writeString(GUIDE, guide.substring(0, start) + table + guide.substring(end));
        } else {
            assertThat(guide.substring(start, end)).isEqualTo(table);
        }
    }

    private static String table() {
        Set<String> lived = new TreeSet<>();
        StripeSandbox.builder()
                .behaviours(table -> table.operations().forEach(lived::add))
                .start()
                .close();
        // resource -> whether lived -> methods
        Map<String, Map<Boolean, Set<String>>> rows = new TreeMap<>();
        for (Operation each : OperationCatalog.get().operations()) {
            String name = each.name();
            int dot = name.lastIndexOf('.');
            String route = RouteTable.of(List.of(each)).iterator().next().operation();
            rows.computeIfAbsent(name.substring(0, dot), resource -> new TreeMap<>())
                    .computeIfAbsent(lived.contains(route), kind -> new TreeSet<>())
                    .add(name.substring(dot + 1));
        }
        StringBuilder table = new StringBuilder("| resource | lived | stored |\n|---|---|---|\n");
        rows.forEach(
                (resource, kinds) ->
                        table.append(
                                "| `%s` | %s | %s |\n"
                                        .formatted(
                                                resource, cell(kinds, true), cell(kinds, false))));
        return table.toString();
    }

    private static String cell(Map<Boolean, Set<String>> kinds, boolean lived) {
        return kinds.getOrDefault(lived, Set.of()).stream().collect(joining(", "));
    }
}
