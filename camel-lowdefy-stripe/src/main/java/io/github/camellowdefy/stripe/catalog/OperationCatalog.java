// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Every operation of the Stripe API under both naming styles: the Node client's ({@code
 * customers.listPaymentMethods}) and stripe-java's ({@code customers.paymentMethods.list}). Only
 * what stands in this table can be called by name.
 */
public final class OperationCatalog {

    /** The table, one operation a line, beside this class. */
    public static final String RESOURCE = "operations.tsv";

    private static final String NODE_DELETE = ".del";
    private static final String JAVA_DELETE = ".delete";

    private final List<Operation> operations;
    private final CatalogNode root = new CatalogNode("");

    OperationCatalog(List<Operation> operations) {
        this.operations = List.copyOf(operations);
        for (Operation operation : this.operations) {
            enterAll(operation.nodeNames(), operation);
            if (!operation.javaNames().equals(operation.nodeNames())) {
                enterAll(operation.javaNames(), operation);
            }
        }
    }

    /** The catalog of this release, loaded on first use. */
    public static OperationCatalog get() {
        return Holder.CATALOG;
    }

    /** All operations, in the order of the table: by path, then verb. */
    public List<Operation> operations() {
        return operations;
    }

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

    /**
     * The operations that a dotted name which is unknown probably means: a slip of the pen, another
     * case ({@code payment_intents.create}), singular for plural, another word for a method ({@code
     * customers.get}), a missing namespace ({@code sessions.create}).
     *
     * @return at most {@code count} names, of different operations, the nearest first and in the
     *     style the name comes nearest to
     */
    public List<String> nearest(String dottedName, int count) {
        return NearestNames.to(dottedName, root, count);
    }

    // loops and concat rather than lambdas and +: their set-up is most of a first load's time
    private void enterAll(List<String> names, Operation operation) {
        for (String name : names) {
            enterBothSpellings(name, operation);
        }
    }

    /** The Node client says {@code del} and stripe-java {@code delete}: both work everywhere. */
    private void enterBothSpellings(String name, Operation operation) {
        enter(name, operation);
        if (name.endsWith(NODE_DELETE)) {
            enter(swapEnd(name, NODE_DELETE, JAVA_DELETE), operation);
        } else if (name.endsWith(JAVA_DELETE)) {
            enter(swapEnd(name, JAVA_DELETE, NODE_DELETE), operation);
        }
    }

    private static String swapEnd(String name, String end, String other) {
        return name.substring(0, name.length() - end.length()).concat(other);
    }

    private void enter(String name, Operation operation) {
        CatalogNode node = root;
        for (String segment : name.split("\\.")) {
            node = node.grow(segment);
        }
        node.add(operation);
    }

    private static OperationCatalog load() {
        try (InputStream in = OperationCatalog.class.getResourceAsStream(RESOURCE)) {
            byte[] table = Objects.requireNonNull(in, RESOURCE).readAllBytes();
            return new OperationCatalog(
                    OperationTable.read(new String(table, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final OperationCatalog CATALOG = load();
    }
}
