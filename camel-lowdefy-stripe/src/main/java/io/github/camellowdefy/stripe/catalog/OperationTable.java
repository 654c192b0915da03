// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the table of operations: verb, base, kind, path, Node names and stripe-java names, parted
 * by tabs, names by commas. Lines that start with {@code #} are comments.
 */
final class OperationTable {

    private OperationTable() {}

    static List<Operation> read(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalStateException("The table of operations ends in the middle of a line");
        }
        String[] lines = text.split("\n");
        List<Operation> operations = new ArrayList<>(lines.length);
        for (String line : lines) {
            if (line.charAt(0) != '#') {
                operations.add(operation(line.split("\t", -1)));
            }
        }
        return operations;
    }

    private static Operation operation(String[] columns) {
        List<String> nodeNames = names(columns[4]);
        return new Operation(
                columns[0],
                ApiBase.of(columns[1]),
                OperationKind.of(columns[2]),
                columns[3],
                nodeNames,
                columns[5].equals(columns[4]) ? nodeNames : names(columns[5]));
    }

    private static List<String> names(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split(","));
    }
}
