// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.catalog.CatalogNode;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the nested map of a message starts: at the root, at a resource or at a method. Made by
 * {@link CallReader#prefix}.
 */
public final class CallPrefix {

    /** Leads to {@code rawRequest}, which no catalog holds. */
    static final CallPrefix RAW = new CallPrefix(null);

    private final CatalogNode node;
    private final boolean upload;

    CallPrefix(CatalogNode node) {
        this.node = node;
        this.upload =
                operations().stream()
                        .anyMatch(operation -> operation.kind() == OperationKind.MULTIPART);
    }

    /** The dotted name that leads here; empty at the root. */
    public String name() {
        return node == null ? RawRequest.NAME : node.name();
    }

    /**
     * The operations a message can only lead to; empty where its keys decide, and for {@code
     * rawRequest}.
     */
    public List<Operation> operations() {
        return node == null ? List.of() : node.operations();
    }

    /** Whether a message can lead to an operation of the catalog that fits. */
    public boolean leadsTo(Predicate<Operation> fits) {
        return node != null && node.leadsTo(fits);
    }

    /** Whether a body of bytes, a stream or a file is the content of an upload. */
    public boolean takesFile() {
        return upload;
    }

    CatalogNode node() {
        return node;
    }

    @Override
    public String toString() {
        return name();
    }
}
