// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.MathFunctions;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** {@code _math}: JavaScript's {@code Math}. */
final class MathOperators {

    private MathOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        constants().forEach((name, value) -> table.put(name, (params, scope) -> value));
        functions()
                .forEach(
                        (name, function) ->
                                table.put(
                                        name,
                                        Method.single(
                                                on ->
                                                        Values.number(
                                                                function.applyAsDouble(
                                                                        Values.toNumber(on))),
                                                "number")));
        table.put("atan2", ofTwo(MathFunctions::atan2, "x", "y"));
        table.put("pow", ofTwo(MathFunctions::pow, "base", "exponent"));
        table.put(
                "imul",
                Method.named(
                        a -> (long) (Values.toInt32(a.get(0)) * Values.toInt32(a.get(1))),
                        List.of("a", "b")));
        table.put("hypot", Method.listed(a -> Values.number(MathFunctions.hypot(read(a)))));
        table.put("max", folded(Double.NEGATIVE_INFINITY, Math::max));
        table.put("min", folded(Double.POSITIVE_INFINITY, Math::min));
        table.put(
                "random",
                (params, scope) -> Values.number(ThreadLocalRandom.current().nextDouble()));
        return table;
    }

    static Map<String, Double> constants() {
        Map<String, Double> constants = new LinkedHashMap<>();
        constants.put("E", Math.E);
        constants.put("LN10", 2.302585092994046);
        constants.put("LN2", 0.6931471805599453);
        constants.put("LOG10E", 0.4342944819032518);
        constants.put("LOG2E", 1.4426950408889634);
        constants.put("PI", Math.PI);
        constants.put("SQRT1_2", 0.7071067811865476);
        constants.put("SQRT2", 1.4142135623730951);
        return constants;
    }

    private static Map<String, DoubleUnaryOperator> functions() {
        Map<String, DoubleUnaryOperator> functions = new LinkedHashMap<>();
        functions.put("abs", Math::abs);
        functions.put("acos", StrictMath::acos);
        functions.put("acosh", MathFunctions::acosh);
        functions.put("asin", StrictMath::asin);
        functions.put("asinh", MathFunctions::asinh);
        functions.put("atan", StrictMath::atan);
        functions.put("atanh", MathFunctions::atanh);
        functions.put("cbrt", MathFunctions::cbrt);
        functions.put("ceil", Math::ceil);
        functions.put("clz32", MathFunctions::clz32);
        functions.put("cos", StrictMath::cos);
        functions.put("cosh", MathFunctions::cosh);
        functions.put("exp", MathFunctions::exp);
        functions.put("expm1", StrictMath::expm1);
        functions.put("floor", Math::floor);
        functions.put("fround", value -> (float) value);
        functions.put("log", StrictMath::log);
        functions.put("log10", StrictMath::log10);
        functions.put("log1p", StrictMath::log1p);
        functions.put("log2", MathFunctions::log2);
        functions.put("round", MathFunctions::round);
        functions.put("sign", Math::signum);
        functions.put("sin", StrictMath::sin);
        functions.put("sinh", StrictMath::sinh);
        functions.put("sqrt", Math::sqrt);
        functions.put("tan", StrictMath::tan);
        functions.put("tanh", StrictMath::tanh);
        functions.put("trunc", MathFunctions::trunc);
        return functions;
    }

    private static Operator ofTwo(DoubleBinaryOperator function, String first, String second) {
        return Method.named(
                a -> Values.number(function.applyAsDouble(a.number(0), a.number(1))),
                List.of(first, second));
    }

    private static Operator folded(double start, DoubleBinaryOperator function) {
        return Method.listed(
                a ->
                        Values.number(
                                read(a).stream()
                                        .mapToDouble(Values::toNumber)
                                        .reduce(start, function)));
    }

    private static List<?> read(Arguments a) {
        return a.values();
    }
}
