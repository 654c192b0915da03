// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** {@code _math}: JavaScript's {@code Math}. */
final class MathOperators {

    /** The square of a larger number does not change when 1 is added. */
    private static final double LARGE = 1 << 28;

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
        table.put("atan2", ofTwo(StrictMath::atan2, "x", "y"));
        table.put("pow", ofTwo(StrictMath::pow, "base", "exponent"));
        table.put(
                "imul",
                Method.named(
                        a -> (long) (Values.toInt32(a.get(0)) * Values.toInt32(a.get(1))),
                        List.of("a", "b")));
        table.put("hypot", folded(0, StrictMath::hypot));
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
        functions.put("acosh", MathOperators::acosh);
        functions.put("asin", StrictMath::asin);
        functions.put("asinh", MathOperators::asinh);
        functions.put("atan", StrictMath::atan);
        functions.put("atanh", MathOperators::atanh);
        functions.put("cbrt", StrictMath::cbrt);
        functions.put("ceil", Math::ceil);
        functions.put("clz32", MathOperators::clz32);
        functions.put("cos", StrictMath::cos);
        functions.put("cosh", StrictMath::cosh);
        functions.put("exp", StrictMath::exp);
        functions.put("expm1", StrictMath::expm1);
        functions.put("floor", Math::floor);
        functions.put("fround", value -> (float) value);
        functions.put("log", StrictMath::log);
        functions.put("log10", StrictMath::log10);
        functions.put("log1p", StrictMath::log1p);
        functions.put("log2", MathOperators::log2);
        functions.put("round", MathOperators::round);
        functions.put("sign", Math::signum);
        functions.put("sin", StrictMath::sin);
        functions.put("sinh", StrictMath::sinh);
        functions.put("sqrt", Math::sqrt);
        functions.put("tan", StrictMath::tan);
        functions.put("tanh", StrictMath::tanh);
        functions.put("trunc", MathOperators::trunc);
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
                                a.values().stream()
                                        .mapToDouble(Values::toNumber)
                                        .reduce(start, function)));
    }

    private static double acosh(double x) {
        return x > LARGE ? doubledLog(x) : StrictMath.log(x + Math.sqrt(x * x - 1));
    }

    private static double asinh(double x) {
        double size = Math.abs(x);
        double result =
                size > LARGE
                        ? doubledLog(size)
                        : StrictMath.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
        return Math.copySign(result, x);
    }

    /** The logarithm of twice the number, which itself may be too large for a double. */
    private static double doubledLog(double x) {
        return StrictMath.log(x) + StrictMath.log(2);
    }

    private static double atanh(double x) {
        return StrictMath.log1p(2 * x / (1 - x)) / 2;
    }

    /** Exact for powers of two. */
    private static double log2(double x) {
        int exponent = x > 0 && x <= Double.MAX_VALUE ? Math.getExponent(x) : 0;
        return exponent + StrictMath.log(Math.scalb(x, -exponent)) / StrictMath.log(2);
    }

    private static double clz32(double x) {
        return Integer.numberOfLeadingZeros(Values.toInt32(x));
    }

    /** Halves are rounded up; a negative number that is rounded to zero is -0. */
    private static double round(double x) {
        double below = Math.floor(x);
        return Math.copySign(x - below >= 0.5 ? below + 1 : below, x);
    }

    private static double trunc(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }
}
