// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Conditions: {@code _if}, {@code _switch}, {@code _and}, ...; {@code _eq}, {@code _gt} and the
 * like compare as JavaScript does.
 */
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
        table.put("_eq", Method.pair(list -> Values.isSame(list.get(0), list.get(1))));
        table.put("_ne", Method.pair(list -> !Values.isSame(list.get(0), list.get(1))));
        table.put("_gt", ordered(order -> order > 0));
        table.put("_gte", ordered(order -> order >= 0));
        table.put("_lt", ordered(order -> order < 0));
        table.put("_lte", ordered(order -> order <= 0));
        return table;
    }

    private static Stream<?> given(Arguments list) {
        return list.values().stream().filter(item -> item != Absent.HOLE);
    }

    /** Values that cannot be compared are in no order. */
    private static Operator ordered(IntPredicate wanted) {
        return Method.pair(
                list -> {
                    Integer order = Values.compare(list.get(0), list.get(1));
                    return order != null && wanted.test(order);
                });
    }

    private static Object choose(Object params) {
        Object test = params instanceof Map<?, ?> map ? map.get("test") : null;
        if (!(test instanceof Boolean)) {
            throw new ScriptException("takes true or false as test, got " + Values.describe(test));
        }
        return Values.entry((Map<?, ?>) params, test == Boolean.TRUE ? "then" : "else");
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
                return Values.entry((Map<?, ?>) branch, "then");
            }
        }
        return Values.entry(map, "default");
    }

    /** Asked for a date, Lowdefy gives back a value that is not truthy instead of false. */
    private static Object isOfType(Object params) {
        Map<?, ?> map = params instanceof Map<?, ?> given ? given : null;
        Object name = map == null ? params : map.get("type");
        Predicate<Object> type = name instanceof String ? TYPES.get(name) : null;
        if (type == null) {
            throw new ScriptException("takes one of " + TYPES.keySet() + " as type");
        }
        Object on = map == null ? Absent.UNDEFINED : Values.entry(map, "on");
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
