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
package io.github.camellowdefy.stripe.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every operation of the Stripe API under both naming styles: the Node client's ({@code
 * customers.listPaymentMethods}) and stripe-java's ({@code customers.paymentMethods.list}). Only
 * what stands in this table can be called by name.
 */
public final class OperationCatalog {

    /** The table, one operation a line, beside this class. */
    public static final String RESOURCE = "operations.tsv";

    private final List<Operation> operations;
    private final CatalogNode root = new CatalogNode("");

    OperationCatalog(List<Operation> operations) {
        this.operations = List.copyOf(operations);
        for (Operation operation : operations) {
            Stream.concat(operation.nodeNames().stream(), operation.javaNames().stream())
                    .forEach(name -> enter(name, operation));
        }
    }

    /** The catalog of this release, loaded on first use. */
    public static OperationCatalog get() {
        return Holder.CATALOG;
    }

    /** All operations, in the order of the table. */
    public List<Operation> operations() {
        return operations;
    }

    /** Where every name starts. */
    public CatalogNode root() {
        return root;
    }

    /** The node a dotted name leads to, or null. */
    public CatalogNode find(String dottedName) {
        CatalogNode node = root;
        for (String segment : dottedName.split("\\.", -1)) {
            node = node == null ? null : node.child(segment);
        }
        return node;
    }

    /** The names of operations nearest to a dotted name, the nearest first. */
    public List<String> nearest(String dottedName, int count) {
        return operations.stream()
                .map(Operation::name)
                .distinct()
                .sorted(Comparator.comparingInt(name -> distance(name, dottedName)))
                .limit(count)
                .toList();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private void enter(String name, Operation operation) {
        CatalogNode node = root;
        for (String segment : name.split("\\.")) {
            node = node.grow(segment);
        }
        node.add(operation);
    }

    private static OperationCatalog load() {
        List<Operation> operations = new ArrayList<>(720);
        try (InputStream in = OperationCatalog.class.getResourceAsStream(RESOURCE);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    operations.add(parse(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OperationCatalog(operations);
    }

    private static Operation parse(String line) {
        String[] column = line.split("\t", -1);
        return new Operation(
                column[0],
                ApiBase.of(column[1]),
                OperationKind.of(column[2]),
                column[3],
                names(column[4]),
                names(column[5]));
    }

    private static List<String> names(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split(","));
    }

    private static final class Holder {
        static final OperationCatalog CATALOG = load();
    }
}
