// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.Dates;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code _object}: the functions of JavaScript's {@code Object}. */
final class ObjectOperators {

    private static final int LONGEST_LIST = 10_000;

    private static final Receiver<Map<?, ?>> MAP =
            new Receiver<>("object", Map::of, value -> (Map<?, ?>) value);

    private ObjectOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put("assign", Method.listed(ObjectOperators::assign));
        table.put(
                "defineProperty",
                Method.named(ObjectOperators::defineProperty, List.of("on", "key", "descriptor")));
        table.put("entries", each(entry -> Arrays.asList(entry.getKey(), entry.getValue())));
        table.put("fromEntries", Method.single(ObjectOperators::fromEntries, "array", "null"));
        table.put("hasOwnProperty", MAP.named((on, a) -> on.containsKey(a.text(0)), "prop"));
        table.put("keys", each(Map.Entry::getKey));
        table.put("values", each(Map.Entry::getValue));
        return table;
    }

    private static Operator each(Function<Map.Entry<String, Object>, Object> part) {
        return MAP.alone(
                on -> {
                    List<Object> parts = new ArrayList<>();
                    ordered(on).entrySet().forEach(entry -> parts.add(part.apply(entry)));
                    return parts;
                });
    }

    private static Map<String, Object> ordered(Map<?, ?> map) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        Values.keys(map).forEach(key -> ordered.put(key, map.get(key)));
        return ordered;
    }

    /**
     * The entries of all in the first; lists and text count as maps from index to item, numbers and
     * booleans as empty maps. A date stays a date: no operator reads entries of it.
     */
    private static Object assign(Arguments a) {
        Object target = Values.isNone(a.get(0)) ? Map.of() : a.get(0);
        if (target instanceof List<?> list) {
            return assignToList(list, a.from(1));
        }
        if (Dates.isDate(target)) {
            return target;
        }
        Map<String, Object> result = asMap(target);
        for (Object source : a.from(1).values()) {
            Map<String, Object> more = asMap(source);
            if (target instanceof String text) {
                requireBeyond(text, more.keySet());
            }
            result.putAll(more);
        }
        return result;
    }

    private static void requireBeyond(String text, Set<String> keys) {
        for (String key : keys) {
            boolean taken = Values.isIndex(key) && Long.parseLong(key) < text.length();
            if (taken || key.equals("length")) {
                throw new ScriptException(
                        "cannot replace " + key + " of the text it takes as its first item");
            }
        }
    }

    private static Object assignToList(List<?> target, Arguments sources) {
        List<Object> result = new ArrayList<>(target);
        for (Object source : sources.values()) {
            asMap(source).forEach((key, value) -> set(result, key, value));
        }
        return result;
    }

    /** A key that is no index cannot be seen, so it is left out. */
    private static void set(List<Object> list, String key, Object value) {
        if (key.equals("length")) {
            throw new ScriptException(
                    "cannot set the length of the list it takes as its first item");
        }
        if (Values.isIndex(key) && Long.parseLong(key) < LONGEST_LIST) {
            int index = Integer.parseInt(key);
            while (list.size() <= index) {
                list.add(Absent.HOLE);
            }
            list.set(index, value);
        }
    }

    private static Map<String, Object> asMap(Object source) {
        if (source instanceof Map<?, ?> map) {
            return ordered(map);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        if (source instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) != Absent.HOLE) {
                    result.put(String.valueOf(i), list.get(i));
                }
            }
        } else if (source instanceof String text) {
            return asMap(text.chars().mapToObj(Character::toString).toList());
        }
        return result;
    }

    /** A property that is not enumerable cannot be seen, so it is left out. */
    private static Object defineProperty(Arguments a) {
        Object target = Values.isNone(a.get(0)) ? Map.of() : a.get(0);
        Object given = Values.isTruthy(a.get(2)) ? a.get(2) : Map.of();
        Map<?, ?> descriptor = given instanceof Map<?, ?> map ? map : Map.of();
        boolean usable =
                (target instanceof Map || target instanceof List || Dates.isDate(target))
                        && (given instanceof Map || given instanceof List || Dates.isDate(given))
                        && !descriptor.containsKey("get")
                        && !descriptor.containsKey("set");
        if (!usable) {
            throw new ScriptException(
                    "takes a map, a list or a date as on and a descriptor with a value, got %s and %s"
                            .formatted(Values.describe(target), Values.describe(given)));
        }
        String key = a.text(1);
        if (Dates.isDate(target)) {
            return target;
        }
        Map<String, Object> result = asMap(target);
        Object kept = Values.entry(result, key);
        Object value = descriptor.containsKey("value") ? descriptor.get("value") : kept;
        if (target instanceof List<?> list) {
            return assignToList(list, new Arguments(List.of(Collections.singletonMap(key, value))));
        }
        Object enumerable = descriptor.get("enumerable");
        if (Values.isNone(enumerable) || Values.isTruthy(enumerable)) {
            result.put(key, value);
        } else {
            result.remove(key);
        }
        return result;
    }

    private static Object fromEntries(Object params) {
        List<?> entries = params == null ? List.of() : (List<?>) params;
        Map<String, Object> result = new LinkedHashMap<>();
        for (Object entry : entries) {
            if (entry instanceof List<?> pair) {
                Arguments parts = new Arguments(pair);
                result.put(parts.text(0), parts.get(1));
            } else if (entry instanceof Map<?, ?> map) {
                Arguments parts = Arguments.named(map, List.of("0", "1"), null);
                result.put(parts.text(0), parts.get(1));
            } else if (Dates.isDate(entry)) {
                result.put("undefined", Absent.UNDEFINED);
            } else {
                throw new ScriptException(
                        "takes a list of pairs, but one of them is " + Values.describe(entry));
            }
        }
        return result;
    }
}
