// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.LocaleText;
import io.github.camellowdefy.stripe.lowdefy.javascript.NumberReader;
import io.github.camellowdefy.stripe.lowdefy.javascript.Numbers;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code _number}: JavaScript's {@code Number} and the methods of its numbers. */
final class NumberOperators {

    private static final double MAX_SAFE = 9007199254740991d;
    private static final Receiver<Number> NUMBER =
            new Receiver<>("number", null, Number.class::cast);

    private NumberOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        constants().forEach((name, value) -> table.put(name, (params, scope) -> value));
        table.put("isFinite", test(Values::isFinite));
        table.put("isInteger", test(Values::isInteger));
        table.put("isNaN", test(on -> on instanceof Number && Double.isNaN(Values.toNumber(on))));
        table.put(
                "isSafeInteger",
                test(on -> Values.isInteger(on) && Math.abs(Values.toNumber(on)) <= MAX_SAFE));
        table.put(
                "parseFloat",
                Method.single(on -> Values.number(NumberReader.parseFloat((String) on)), "string"));
        table.put(
                "parseInt",
                Method.named(
                        a ->
                                Values.number(
                                        NumberReader.parseInt(a.text(0), Values.toInt32(a.get(1)))),
                        List.of("on", "radix")));
        table.put(
                "toExponential",
                NUMBER.named(
                        (on, a) -> Numbers.exponential(on, a.integerIfGiven(0)), "fractionDigits"));
        table.put("toFixed", NUMBER.named((on, a) -> Numbers.fixed(on, a.integer(0)), "digits"));
        table.put(
                "toLocaleString",
                NUMBER.named((on, a) -> LocaleText.of(on, a.get(0), a.get(1)), "locales"));
        table.put(
                "toPrecision",
                NUMBER.named((on, a) -> Numbers.precision(on, a.integerIfGiven(0)), "precision"));
        table.put(
                "toString",
                NUMBER.named(
                        (on, a) -> Numbers.radix(on, a.isGiven(0) ? a.integer(0) : 10), "radix"));
        return table;
    }

    static Map<String, Number> constants() {
        Map<String, Number> constants = new LinkedHashMap<>();
        constants.put("EPSILON", Math.ulp(1.0));
        constants.put("MAX_SAFE_INTEGER", Values.number(MAX_SAFE));
        constants.put("MAX_VALUE", Double.MAX_VALUE);
        constants.put("MIN_SAFE_INTEGER", Values.number(-MAX_SAFE));
        constants.put("MIN_VALUE", Double.MIN_VALUE);
        constants.put("NaN", Double.NaN);
        constants.put("NEGATIVE_INFINITY", Double.NEGATIVE_INFINITY);
        constants.put("POSITIVE_INFINITY", Double.POSITIVE_INFINITY);
        return constants;
    }

    private static Operator test(Predicate<Object> test) {
        return (params, scope) -> test.test(params);
    }
}
