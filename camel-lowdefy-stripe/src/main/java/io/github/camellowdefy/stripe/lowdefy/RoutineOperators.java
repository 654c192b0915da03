// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Operators that have a value only while Lowdefy runs a routine of its {@code api} section. */
final class RoutineOperators {

    private static final Set<String> NAMES = Set.of("_step", "_state", "_item", "_error");

    private RoutineOperators() {}

    record Use(String name, Place place) {}

    /** The first such operator in a value, or null. */
    static Use find(Node node) {
        if (node instanceof Mapping mapping) {
            List<String> keys = mapping.keys();
            String name = keys.size() == 1 ? keys.get(0).split("\\.", 2)[0] : "";
            if (NAMES.contains(name)) {
                return new Use(name, node.place());
            }
        }
        return children(node).stream()
                .map(RoutineOperators::find)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Collection<Node> children(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().values();
        }
        return node instanceof Sequence sequence ? sequence.items() : List.of();
    }
}
