// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.catalog.EditDistance;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The supported operators by name. */
final class Operators {

    private static final String PREFIX = "_";
    private static final int LONGEST = 40;

    private static final Map<String, Operator> PLAIN = plain();
    private static final Map<String, Map<String, Operator>> WITH_METHODS = withMethods();

    private Operators() {}

    static boolean isName(String key) {
        return key.startsWith(PREFIX) && key.length() > 1;
    }

    /**
     * The operator of a key such as {@code _if} or {@code _string.concat}.
     *
     * @throws ScriptException when there is no such operator, or none of its methods has this name
     */
    static Operator find(String key) {
        String[] parts = key.split("\\.", -1);
        String name = parts[0];
        String method = parts.length > 1 ? parts[1] : null;
        Map<String, Operator> methods = WITH_METHODS.get(name);
        if (PLAIN.containsKey(name) && (method == null || methods == null)) {
            if (method != null) {
                throw new ScriptException(
                        "the operator %s has no method %s; write %s".formatted(name, method, name));
            }
            return PLAIN.get(name);
        }
        if (methods == null) {
            throw unknown(name);
        }
        if (name.equals("_array")
                && method != null
                && ArrayOperators.WITH_FUNCTION.contains(method)) {
            throw new ScriptException(
                    "the operator %s takes a function, and _function is not supported; do this step in the route before the request"
                            .formatted(key));
        }
        Operator operator = method == null ? null : methods.get(method);
        if (operator == null) {
            throw new ScriptException(
                    "the operator %s %s; supported are %s"
                            .formatted(
                                    name,
                                    method == null ? "needs a method" : "has no method " + method,
                                    listed(method == null ? "" : method, methods.keySet())));
        }
        return operator;
    }

    private static ScriptException unknown(String name) {
        TreeSet<String> supported = new TreeSet<>(PLAIN.keySet());
        supported.addAll(WITH_METHODS.keySet());
        return new ScriptException(
                "the operator %s is not supported; supported are %s"
                        .formatted(name, listed(name, supported)));
    }

    /** The names in order, and the one that was probably meant. */
    private static String listed(String read, Set<String> names) {
        TreeSet<String> ordered = new TreeSet<>(names);
        return String.join(", ", ordered)
                + ordered.stream()
                        .min(Comparator.comparingInt(name -> distance(read, name)))
                        .filter(name -> distance(read, name) <= Math.max(1, read.length() / 4))
                        .map(name -> "; the nearest is " + name)
                        .orElse("");
    }

    /** In letters, whatever their case. */
    private static int distance(String read, String name) {
        return EditDistance.of(
                read.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), LONGEST);
    }

    private static Map<String, Operator> plain() {
        Map<String, Operator> plain = new LinkedHashMap<>();
        plain.putAll(LookupOperators.table());
        plain.putAll(LogicOperators.table());

        plain.putAll(ArithmeticOperators.table());
        plain.put("_regex", (params, scope) -> TextOperators.isMatch(params));
        plain.put("_number", named("_number", NumberOperators.table(), null));
        plain.put("_math", named("_math", MathOperators.table(), null));
        plain.put("_date", named("_date", DateOperators.table(), DateOperators.create()));
        return plain;
    }

    private static Map<String, Map<String, Operator>> withMethods() {
        Map<String, Map<String, Operator>> operators = new LinkedHashMap<>();
        operators.put("_string", StringOperators.table());
        operators.put("_array", ArrayOperators.table());
        operators.put("_object", ObjectOperators.table());
        operators.put("_number", NumberOperators.table());
        operators.put("_math", MathOperators.table());
        operators.put("_json", TextOperators.json());
        operators.put("_date", DateOperators.table());
        operators.put("_uri", TextOperators.uri());
        operators.put("_base64", TextOperators.base64());
        operators.put("_hash", TextOperators.hash());
        return operators;
    }

    /** {@code _math: PI} is {@code _math.PI}: the parameter may name a method. */
    private static Operator named(String name, Map<String, Operator> methods, Operator otherwise) {
        return (params, scope) -> {
            boolean named = params instanceof String || params instanceof Number;
            Operator method = named ? methods.get(Values.toText(params)) : null;
            if (method == null && otherwise == null) {
                String example = Collections.min(methods.keySet());
                throw new ScriptException(
                        "takes a method, as in %s.%s, got %s"
                                .formatted(name, example, Values.describe(params)));
            }
            return (method == null ? otherwise : method).apply(params, scope);
        };
    }
}
