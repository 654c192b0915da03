// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

/**
 * {@code _sum}, {@code _subtract}, {@code _product} and {@code _divide}. Lowdefy leaves out items
 * that are not numbers, so that a misspelled key turns {@code _product: [{_payload: total}, 100]}
 * into a price of 100. Here such an item is refused; only {@code _sum} leaves out null and missing
 * items.
 */
final class ArithmeticOperators {

    private ArithmeticOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put(
                "_sum",
                Method.listed(list -> Values.number(numbers(list, true).reduce(0, Double::sum))));
        table.put(
                "_product",
                Method.listed(
                        list -> Values.number(numbers(list, false).reduce(1, (a, b) -> a * b))));
        table.put("_subtract", ofTwo((one, other) -> one - other));
        table.put(
                "_divide",
                ofTwo(
                        (one, other) -> {
                            if (other == 0) {
                                throw new ScriptException("takes a divisor other than 0");
                            }
                            return one / other;
                        }));
        return table;
    }

    private static Operator ofTwo(DoubleBinaryOperator step) {
        return Method.pair(
                list -> {
                    double[] both = numbers(list, false).toArray();
                    return Values.number(step.applyAsDouble(both[0], both[1]));
                });
    }

    private static DoubleStream numbers(Arguments list, boolean leavesOutNone) {
        DoubleStream.Builder numbers = DoubleStream.builder();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (Values.isFinite(item)) {
                numbers.add(Values.toNumber(item));
            } else if (!leavesOutNone || !Values.isNone(item)) {
                throw new ScriptException(
                        "takes a list of numbers, but item " + (i + 1) + " is " + described(item));
            }
        }
        return numbers.build();
    }

    /** Describes the item and names the nearest fix. */
    private static String described(Object item) {
        if (item instanceof Number) {
            return "NaN or infinite; check the numbers it is computed from";
        }
        if (item instanceof String) {
            return "text; make it a number with _number.parseFloat";
        }
        String what = item instanceof Absent ? "missing" : Values.describe(item);
        return Values.isNone(item)
                ? what + "; check the name it is read by, or give it a default"
                : what;
    }
}
