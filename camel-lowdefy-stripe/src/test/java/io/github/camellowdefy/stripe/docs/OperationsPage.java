// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference of all operations, one table a resource. */
final class OperationsPage {

    private static final String INTRODUCTION =
            """
            # Operations

            Every operation that can be called by name, %d in all. Generated; do not edit.

            Both names work: the Node client's, and that of stripe-java's services. `del` and `delete` are the same everywhere.
            With slashes they are the path of an endpoint (`stripe:customers/list`), as keys the nested map of a message
            (`{customers: {list: {limit: 30}}}`).

            The arguments are the ids in the order given, then at most one map of parameters, then at most one map of options: see
            [calls](calls.md). Parameters are Stripe's, as [its reference](https://docs.stripe.com/api) lists them for the request.

            Kinds: *list* and *search* answer pages, which `autoPaging` walks. *file* answers a stream of bytes; *upload* takes a
            file. Requests go to `apiBase` unless another base is named. `files.contents` is in neither client: it reads what Stripe
            serves at the `url` of a file.

            """;

    private static final Map<OperationKind, String> KINDS =
            Map.of(
                    OperationKind.PLAIN, "",
                    OperationKind.LIST, "list",
                    OperationKind.V2LIST, "list",
                    OperationKind.SEARCH, "search",
                    OperationKind.BINARY, "file",
                    OperationKind.MULTIPART, "upload");

    private static final Map<ApiBase, String> BASES =
            Map.of(
                    ApiBase.API, "",
                    ApiBase.FILES, " on `filesBase`",
                    ApiBase.CONNECT, " on `connectBase`",
                    ApiBase.METER_EVENTS, " on `meterEventsBase`");

    private OperationsPage() {}

    static String of(List<Operation> operations) {
        Map<String, List<Operation>> byResource =
                operations.stream()
                        .collect(
                                Collectors.groupingBy(
                                        operation -> resource(operation.name()),
                                        TreeMap::new,
                                        Collectors.toList()));
        StringBuilder page = new StringBuilder(INTRODUCTION.formatted(operations.size()));
        page.append(contents(byResource.keySet().stream().toList()));
        byResource.forEach((resource, members) -> page.append(section(resource, members)));
        return page.toString();
    }

    /** The first segment of a name; two of v2, which is a namespace of them all. */
    private static String resource(String name) {
        int dot = name.indexOf('.');
        return name.substring(0, name.startsWith("v2.") ? name.indexOf('.', dot + 1) : dot);
    }

    private static String contents(List<String> resources) {
        return resources.stream()
                        .map(name -> "[%s](#%s)".formatted(name, anchor(name)))
                        .collect(Collectors.joining(",\n"))
                + "\n";
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace(".", "");
    }

    private static String section(String resource, List<Operation> operations) {
        MarkdownTable table =
                new MarkdownTable("Node client", "stripe-java", "Request", "Ids", "Kind");
        List<Operation> sorted = new ArrayList<>(operations);
        sorted.sort(
                Comparator.comparing(Operation::name)
                        .thenComparing(operation -> operation.idNames().size()));
        for (Operation operation : sorted) {
            table.row(
                    MarkdownTable.code(operation.nodeNames(), "<br>"),
                    MarkdownTable.code(operation.javaNames(), "<br>"),
                    MarkdownTable.code(operation.verb() + ' ' + operation.path())
                            + BASES.get(operation.base()),
                    String.join(", ", operation.idNames()),
                    KINDS.get(operation.kind()));
        }
        return "\n## " + resource + "\n\n" + table;
    }
}
