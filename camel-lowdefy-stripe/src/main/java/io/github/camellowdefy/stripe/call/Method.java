// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.catalog.CatalogNode;
import io.github.camellowdefy.stripe.catalog.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A name that can be called. It stands for one operation, or for several told apart by how many ids
 * are given: {@code accounts.retrieve} with an id is that account, without one it is one's own.
 */
final class Method {

    private record Variant(Operation operation, List<String> idNames) {}

    private final String name;
    private final List<Variant> variants;

    private Method(String name, List<Variant> variants) {
        this.name = name;
        this.variants = variants;
    }

    static Method of(CatalogNode node) {
        List<Variant> variants =
                node.operations().stream()
                        .map(operation -> new Variant(operation, operation.idNames()))
                        .sorted(Comparator.comparingInt(variant -> variant.idNames().size()))
                        .toList();
        return new Method(node.name(), variants);
    }

    /** The call these arguments make. */
    StripeCall call(List<?> given, CallDefaults defaults) {
        List<?> arguments = withObjectId(given, defaults.objectId());
        Variant variant = choose(arguments);
        List<String> names = variant.idNames;
        if (names.isEmpty() && variants.size() > 1 && startsWithNull(arguments)) {
            // null for the id that is left out
            arguments = arguments.subList(1, arguments.size());
        }
        List<String> ids = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            if (i == arguments.size()) {
                throw missing(names, i);
            }
            ids.add(Ids.read(arguments.get(i), names, i, name));
        }
        Arguments rest =
                Arguments.read(arguments.subList(ids.size(), arguments.size()), name, names);
        return defaults.call(variant.operation, ids, rest);
    }

    private List<?> withObjectId(List<?> arguments, Object objectId) {
        boolean free = arguments.isEmpty() || arguments.get(0) instanceof Map;
        return objectId != null && free && !longest().idNames.isEmpty()
                ? Stream.concat(Stream.of(objectId), arguments.stream()).toList()
                : arguments;
    }

    private Variant choose(List<?> arguments) {
        if (variants.size() == 1) {
            return variants.get(0);
        }
        int given = 0;
        while (given < arguments.size() && Ids.isMeant(arguments.get(given))) {
            given++;
        }
        int wanted = given;
        return variants.stream()
                .filter(variant -> variant.idNames.size() >= wanted)
                .findFirst()
                .orElse(longest());
    }

    private Variant longest() {
        return variants.get(variants.size() - 1);
    }

    private static boolean startsWithNull(List<?> arguments) {
        return !arguments.isEmpty() && arguments.get(0) == null;
    }

    private InvalidStripeCallException missing(List<String> names, int given) {
        return new InvalidStripeCallException(
                "%s takes %s first, but %s; %s."
                        .formatted(
                                name,
                                Ids.expected(names),
                                given == 0 ? "no argument was read" : given + " was read",
                                Ids.advice(names, given, false)));
    }
}
