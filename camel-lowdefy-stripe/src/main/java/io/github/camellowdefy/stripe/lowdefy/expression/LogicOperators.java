// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code _if}, {@code _switch}, {@code _not}, {@code _and}, {@code _or}, ... */
final class LogicOperators {

    private static final Set<String> PRIMITIVES =
            Set.of("undefined", "null", "string", "number", "boolean", "date");

    private static final Map<String, Predicate<Object>> TYPES = types();

    private LogicOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put("_if", (params, scope) -> choose(params));
        table.put("_switch", (params, scope) -> chooseBranch(params));
        table.put(
                "_if_none",
                Method.pair(list -> Values.isNone(list.get(0)) ? list.get(1) : list.get(0)));
        table.put("_not", (params, scope) -> !Values.isTruthy(params));
        table.put("_and", Method.listed(list -> given(list).allMatch(Values::isTruthy)));
        table.put("_or", Method.listed(list -> given(list).anyMatch(Values::isTruthy)));
        table.put("_type", (params, scope) -> isOfType(params));
        return table;
    }

    private static Stream<?> given(Arguments list) {
        return list.values().stream().filter(item -> item != Absent.HOLE);
    }

    private static Object choose(Object params) {
        Object test = params instanceof Map<?, ?> map ? map.get("test") : null;
        if (!(test instanceof Boolean)) {
            throw new ScriptException("takes true or false as test, got " + Values.describe(test));
        }
        return entry((Map<?, ?>) params, test == Boolean.TRUE ? "then" : "else");
    }

    /** The first branch whose condition holds. */
    private static Object chooseBranch(Object params) {
        Map<?, ?> map = params instanceof Map<?, ?> given ? given : Map.of();
        if (!(map.get("branches") instanceof List<?> branches)) {
            throw new ScriptException(
                    "takes a list as branches, got " + Values.describe(map.get("branches")));
        }
        for (Object branch : branches) {
            Object test = branch instanceof Map<?, ?> given ? given.get("if") : null;
            if (!(test instanceof Boolean)) {
                throw new ScriptException(
                        "takes true or false as if of a branch, got " + Values.describe(test));
            }
            if (test == Boolean.TRUE) {
                return entry((Map<?, ?>) branch, "then");
            }
        }
        return entry(map, "default");
    }

    private static Object entry(Map<?, ?> map, String key) {
        return map.containsKey(key) ? map.get(key) : Absent.UNDEFINED;
    }

    /** Asked for a date, Lowdefy gives back a value that is not truthy instead of false. */
    private static Object isOfType(Object params) {
        Map<?, ?> map = params instanceof Map<?, ?> given ? given : null;
        Object name = map == null ? params : map.get("type");
        Predicate<Object> type = name instanceof String ? TYPES.get(name) : null;
        if (type == null) {
            throw new ScriptException("takes one of " + TYPES.keySet() + " as type");
        }
        Object on = map != null && map.containsKey("on") ? map.get("on") : Absent.UNDEFINED;
        if (name.equals("date") && !Values.isTruthy(on)) {
            return on;
        }
        return type.test(on);
    }

    private static Map<String, Predicate<Object>> types() {
        Map<String, Predicate<Object>> types = new LinkedHashMap<>();
        for (String kind :
                List.of("string", "array", "date", "object", "boolean", "null", "undefined")) {
            types.put(kind, on -> Values.typeOf(on).equals(kind));
        }
        types.put("number", Values::isFinite);
        types.put("integer", Values::isInteger);
        types.put("none", Values::isNone);
        types.put("primitive", on -> PRIMITIVES.contains(Values.typeOf(on)));
        return types;
    }
}
