// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Lists;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code _array}: the methods of JavaScript's arrays that need no function. */
final class ArrayOperators {

    /** They take a function, which no file can give without {@code _function}. */
    static final Set<String> WITH_FUNCTION =
            Set.of("every", "filter", "find", "findIndex", "map", "reduce", "reduceRight", "some");

    private static final Receiver<List<?>> LIST =
            new Receiver<>("array", List::of, value -> (List<?>) value);

    private ArrayOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put("concat", LIST.listed((on, a) -> Lists.concat(on, a.values())));
        table.put(
                "copyWithin",
                LIST.named(
                        (on, a) -> Lists.copyWithin(on, a.get(0), a.get(1), a.get(2)),
                        "target",
                        "start",
                        "end"));
        table.put(
                "fill",
                LIST.named(
                        (on, a) -> Lists.fill(on, a.get(0), a.get(1), a.get(2)),
                        "value",
                        "start",
                        "end"));
        table.put("flat", LIST.named((on, a) -> Lists.flat(on, depth(a)), "depth"));
        table.put(
                "includes", LIST.named((on, a) -> Lists.includes(on, a.get(0), a.get(1)), "value"));
        table.put(
                "indexOf",
                LIST.named((on, a) -> (long) Lists.indexOf(on, a.get(0), a.get(1)), "value"));
        table.put("join", LIST.named(ArrayOperators::join, "separator"));
        table.put("lastIndexOf", LIST.named(ArrayOperators::lastIndexOf, "value"));
        table.put("length", LIST.alone(on -> (long) on.size()));
        table.put("reverse", LIST.alone(Lists::reverse));
        table.put(
                "slice",
                LIST.named((on, a) -> Lists.slice(on, a.get(0), a.get(1)), "start", "end"));
        table.put("sort", LIST.listed(ArrayOperators::sort));
        table.put(
                "splice",
                LIST.named(ArrayOperators::splice, "start", "deleteCount").spreading("insert"));
        return table;
    }

    private static double depth(Arguments a) {
        return a.isGiven(0) ? a.integer(0) : 1;
    }

    private static Object join(List<?> on, Arguments a) {
        return Values.join(on, a.isGiven(0) ? a.text(0) : ",");
    }

    private static Object lastIndexOf(List<?> on, Arguments a) {
        double from = a.size() > 1 ? a.integer(1) : on.size();
        return (long) Lists.lastIndexOf(on, a.get(0), from);
    }

    private static Object sort(List<?> on, Arguments a) {
        if (a.isGiven(0)) {
            throw new ScriptException(
                    "takes the list to sort and nothing else, got " + Values.describe(a.get(0)));
        }
        return Lists.sort(on);
    }

    private static Object splice(List<?> on, Arguments a) {
        double deleted =
                a.size() == 0 ? 0 : a.size() == 1 ? Double.POSITIVE_INFINITY : a.integer(1);
        return Lists.splice(on, a.get(0), deleted, a.from(2).values());
    }
}
