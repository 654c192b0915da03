// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as JavaScript's {@code Number::toString} writes them: the fewest digits that read back as
 * the same double, an exponent from 1e21 on and below 1e-6.
 */
public final class DoubleText {

    private static final double EXACT = 1L << 53;
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    private DoubleText() {}

    /** The text of a finite double, such as {@code 30}, {@code 0.1} or {@code 1e+21}. */
    public static String of(double number) {
        if (Math.abs(number) < EXACT && number == Math.rint(number)) {
            return Long.toString((long) number);
        }
        BigDecimal shortest = shortest(Math.abs(number));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String text =
                point > 21 || point < -5 ? exponential(digits, point - 1) : plain(digits, point);
        return number < 0 ? '-' + text : text;
    }

    /** Java's algorithm prefers two digits to one: it writes 4.9E-324 where 5e-324 will do. */
    public static BigDecimal shortest(double positive) {
        BigDecimal decimal =
                new BigDecimal(NumberOutput.toString(positive, true)).stripTrailingZeros();
        BigDecimal digit = decimal.precision() == 2 ? decimal.round(ONE_DIGIT) : decimal;
        return digit.doubleValue() == positive ? digit : decimal;
    }

    /** {@code 0.digits} times ten to the {@code point}, without an exponent. */
    public static String plain(String digits, int point) {
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= digits.length()
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + '.' + digits.substring(point);
    }

    /** The first digit, a point, the others, and the exponent with its sign. */
    public static String exponential(String digits, int exponent) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }
}
