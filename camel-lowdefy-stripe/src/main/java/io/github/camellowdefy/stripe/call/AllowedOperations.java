// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.catalog.Glob;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The operations a connection admits, from patterns such as {@code customers.*,*.list}; slashes do
 * as well as dots. A star stands for any number of characters, so {@code *.list} admits {@code
 * checkout.sessions.list} too. An operation is admitted when a pattern matches any of its names, of
 * the Node client or of stripe-java. {@code rawRequest} could reach everything, so only a pattern
 * that spells it out admits it. No patterns admit all.
 *
 * <pre>{@code
 * AllowedOperations.of("customers.*,*.list", OperationCatalog.get()).check(call);
 * }</pre>
 */
public record AllowedOperations(String patterns, Set<Operation> admitted, boolean raw) {

    public static final AllowedOperations ALL = new AllowedOperations("", Set.of(), true);

    /**
     * The operations of {@code catalog} that comma-separated patterns admit; null or blank for all.
     *
     * @throws InvalidStripeCallException when a pattern matches no operation, which can only be a
     *     slip
     */
    public static AllowedOperations of(String patterns, OperationCatalog catalog) {
        if (patterns == null || patterns.isBlank()) {
            return ALL;
        }
        Set<Operation> admitted = Collections.newSetFromMap(new IdentityHashMap<>());
        boolean raw = false;
        for (String pattern : patterns.split(",")) {
            String dotted = pattern.strip().replace('/', '.');
            if (dotted.equals(RawRequest.NAME)) {
                raw = true;
            } else if (!dotted.isEmpty()) {
                admitted.addAll(matches(dotted, catalog));
            }
        }
        return new AllowedOperations(patterns, admitted, raw);
    }

    /**
     * Lets a call pass or not.
     *
     * @throws InvalidStripeCallException when its operation is not admitted
     */
    public void check(StripeCall call) {
        if (!admits(call.operation())) {
            throw refused(call.operation().name());
        }
    }

    /**
     * Refuses a place from which only operations can be reached that are not admitted.
     *
     * @throws InvalidStripeCallException when no message could ever pass
     */
    public void check(CallReader.Prefix prefix) {
        boolean mayBeRaw = prefix == CallReader.Prefix.RAW || prefix.name().isEmpty();
        if (!(raw && mayBeRaw) && !prefix.leadsTo(this::admits)) {
            throw refused(prefix.name());
        }
    }

    private boolean admits(Operation operation) {
        return this == ALL
                || admitted.contains(operation)
                || raw && operation.nodeNames().contains(RawRequest.NAME);
    }

    private InvalidStripeCallException refused(String name) {
        return new InvalidStripeCallException(
                "%s is not among the operations that the option allowedOperations allows (%s)."
                        .formatted(name, patterns));
    }

    private static List<Operation> matches(String dotted, OperationCatalog catalog) {
        List<Operation> matches =
                catalog.operations().stream()
                        .filter(operation -> names(operation).anyMatch(new Glob(dotted)))
                        .toList();
        if (matches.isEmpty()) {
            throw new InvalidStripeCallException(
                    "The option allowedOperations holds %s, which matches no operation; the nearest are %s."
                            .formatted(
                                    Excerpt.of(dotted),
                                    String.join(", ", catalog.nearest(dotted, 3))));
        }
        return matches;
    }

    private static Stream<String> names(Operation operation) {
        return Stream.concat(operation.nodeNames().stream(), operation.javaNames().stream());
    }
}
