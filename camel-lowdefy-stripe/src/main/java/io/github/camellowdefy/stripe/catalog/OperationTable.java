// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the table of operations: verb, base, kind, path, Node names and stripe-java names, parted
 * by tabs, names by commas. Lines that start with {@code #} are comments.
 */
final class OperationTable {

    private static final int EXPECTED = 700;

    private final String text;
    private int at;

    private OperationTable(String text) {
        this.text = text;
    }

    static List<Operation> read(String text) {
        OperationTable table = new OperationTable(text);
        List<Operation> operations = new ArrayList<>(EXPECTED);
        while (table.at < text.length()) {
            if (text.charAt(table.at) == '#') {
                table.upTo('\n');
            } else {
                operations.add(table.line());
            }
        }
        return operations;
    }

    private Operation line() {
        String verb = upTo('\t');
        ApiBase base = ApiBase.of(upTo('\t'));
        OperationKind kind = OperationKind.of(upTo('\t'));
        String path = upTo('\t');
        String nodeColumn = upTo('\t');
        String javaColumn = upTo('\n');
        List<String> nodeNames = names(nodeColumn);
        List<String> javaNames = javaColumn.equals(nodeColumn) ? nodeNames : names(javaColumn);
        return new Operation(verb, base, kind, path, nodeNames, javaNames);
    }

    private static List<String> names(String column) {
        if (column.indexOf(',') < 0) {
            return column.isEmpty() ? List.of() : List.of(column);
        }
        List<String> names = new ArrayList<>();
        int from = 0;
        while (from < column.length()) {
            int comma = column.indexOf(',', from);
            int end = comma < 0 ? column.length() : comma;
            names.add(column.substring(from, end));
            from = end + 1;
        }
        return List.copyOf(names);
    }

    private String upTo(char end) {
        int found = text.indexOf(end, at);
        if (found < 0) {
            throw new IllegalStateException(
                    "The table of operations ends in the middle of a line, after character " + at);
        }
        String read = text.substring(at, found);
        at = found + 1;
        return read;
    }
}
