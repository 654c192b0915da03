// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.expression.ExpressionCompiler;
import io.github.camellowdefy.stripe.lowdefy.expression.Scope;
import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.Dates;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Scalar;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Operators that Lowdefy evaluates when it builds an app, such as {@code _build.env}: here when the
 * file is loaded. Operators of requests inside their parameters are data to them.
 */
final class BuildOperators {

    private static final String PREFIX = "_build.";
    private static final String ENVIRONMENT = "_env";

    /** The operators that need a message, which does not exist yet. */
    private static final Set<String> OF_MESSAGES =
            Set.of("_payload", "_user", "_global", "_secret");

    private BuildOperators() {}

    static boolean isApplied(Map<String, Node> entries) {
        return entries.size() == 1 && entries.keySet().iterator().next().startsWith(PREFIX);
    }

    /** The value in place of the operator; unresolved where it is one that is not supported. */
    static Node apply(Map<String, Node> entries, Place place) {
        String key = entries.keySet().iterator().next();
        String name = '_' + key.substring(PREFIX.length());
        Object params = plain(entries.get(key));
        try {
            if (OF_MESSAGES.contains(name)) {
                throw place.refusal("has no value before there is a message; write " + name);
            }
            // the environment is looked up as a payload is
            Object value =
                    ExpressionCompiler.apply(
                            name.equals(ENVIRONMENT) ? "_payload" : name, params, place, scope());
            return node(value, place);
        } catch (LowdefyFileException e) {
            return new Unresolved("the build operator " + key + " failed: " + e.reason(), place);
        }
    }

    private static Scope scope() {
        Supplier<Object> nothing = () -> Absent.UNDEFINED;
        return new Scope(System::getenv, nothing, nothing, name -> null);
    }

    /** The value of a node; an unresolved node stays as it is. */
    private static Object plain(Node node) {
        return node.plain(other -> other instanceof Scalar scalar ? scalar.value() : other);
    }

    private static Node node(Object value, Place place) {
        if (value instanceof Node node) {
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Node> entries = new LinkedHashMap<>();
            map.forEach(
                    (key, item) -> {
                        if (!(item instanceof Absent)) {
                            entries.put((String) key, node(item, place));
                        }
                    });
            return new Mapping(entries, place);
        }
        if (value instanceof List<?> list) {
            return new Sequence(list.stream().map(item -> node(item, place)).toList(), place);
        }
        if (Dates.isDate(value)) {
            return new Mapping(Map.of("~d", new Scalar(Dates.millis(value), place)), place);
        }
        return new Scalar(value instanceof Absent ? null : value, place);
    }
}
