// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One step of a dotted name: a resource, which leads on, or a method, which holds operations. A
 * method holds more than one operation where the number of ids decides: {@code accounts.retrieve}
 * with an id is {@code GET /v1/accounts/{id}}, without one it is {@code GET /v1/account}.
 */
public final class CatalogNode {

    private final String name;

    // most nodes are methods: they have no children, and hold one operation
    private Map<String, CatalogNode> children = Collections.emptyMap();
    private List<Operation> operations = List.of();

    CatalogNode(String name) {
        this.name = name;
    }

    /** The dotted name that leads here; empty at the root. */
    public String name() {
        return name;
    }

    /** The node one segment on, or null. */
    public CatalogNode child(String segment) {
        return children.get(segment);
    }

    /** The segments of the children, sorted. */
    public Collection<String> segments() {
        return Collections.unmodifiableSet(new TreeSet<>(children.keySet()));
    }

    /** The operations this name stands for; empty for a resource. */
    public List<Operation> operations() {
        return operations;
    }

    public boolean isMethod() {
        return !operations.isEmpty();
    }

    /** Whether this name, or one that begins with it, stands for an operation that fits. */
    public boolean leadsTo(Predicate<Operation> fits) {
        return operations.stream().anyMatch(fits)
                || children.values().stream().anyMatch(child -> child.leadsTo(fits));
    }

    /** The nodes one segment on, in no order. */
    Collection<CatalogNode> children() {
        return children.values();
    }

    CatalogNode grow(String segment) {
        if (children.isEmpty()) {
            children = new HashMap<>();
        }
        CatalogNode child = children.get(segment);
        if (child == null) {
            child = new CatalogNode(name.isEmpty() ? segment : name.concat(".").concat(segment));
            children.put(segment, child);
        }
        return child;
    }

    /** Adds an operation, once: it may come by the names of both clients. */
    void add(Operation operation) {
        if (operations.isEmpty()) {
            operations = List.of(operation);
        } else if (operations.get(operations.size() - 1) != operation) {
            List<Operation> more = new ArrayList<>(operations);
            more.add(operation);
            operations = List.copyOf(more);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
