// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.github.camellowdefy.stripe.call.body.LongNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as JavaScript writes them, so that both clients send the same characters. */
public final class NumberText {

    private static final double EXACT = 1L << 53;
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    private NumberText() {}

    /**
     * The text of a number: no fraction where it is zero, no exponent unless it is a double of 1e21
     * and above or below 1e-6.
     *
     * @return null when there is no such text: not a number, infinite, or absurdly long
     */
    static String of(Number number) {
        if (number instanceof Double) {
            return of(number.doubleValue());
        }
        if (number instanceof Float) {
            return of(number.floatValue());
        }
        if (number instanceof BigInteger whole) {
            return LongNumbers.isTooLong(whole) ? null : whole.toString();
        }
        try {
            return of(new BigDecimal(number.toString()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String of(BigDecimal number) {
        if (LongNumbers.isTooLong(number)) {
            return null;
        }
        boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
        return whole ? number.toBigInteger().toString() : number.toPlainString();
    }

    /** A fraction keeps the float's own digits: 0.1f is 0.1, not 0.10000000149011612. */
    private static String of(float number) {
        boolean whole = number == Math.rint(number);
        return of(whole ? (double) number : Double.parseDouble(Float.toString(number)));
    }

    private static String of(double number) {
        return Double.isFinite(number) ? ofFinite(number) : null;
    }

    /** The text of a finite double, such as {@code 30}, {@code 0.1} or {@code 1e+21}. */
    public static String ofFinite(double number) {
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
