// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import io.github.camellowdefy.stripe.client.encode.NumberText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as JavaScript writes them: the shortest digits that read back as the same number, an
 * exponent from 1e21 and below 1e-6.
 */
public final class Numbers {

    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final double PLAIN_LIMIT = 1e21;

    private Numbers() {}

    /** {@code String(number)}. Whole Java numbers keep all their digits. */
    public static String of(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof BigInteger) {
            return number.toString().length() <= 21 ? number.toString() : of(number.doubleValue());
        }
        return of(number.doubleValue());
    }

    private static String of(double value) {
        return Double.isFinite(value) ? NumberText.ofFinite(value) : special(value);
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    /** {@code toFixed}. */
    public static String fixed(Number number, double digits) {
        int places = inRange("toFixed", "digits", digits, 0, 100);
        double value = number.doubleValue();
        if (!Double.isFinite(value) || Math.abs(value) >= PLAIN_LIMIT) {
            return of(value);
        }
        String text =
                new BigDecimal(Math.abs(value))
                        .setScale(places, RoundingMode.HALF_UP)
                        .toPlainString();
        return value < 0 ? "-" + text : text;
    }

    /** {@code toExponential}; digits null means as many as needed. */
    public static String exponential(Number number, Double digits) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            return special(value);
        }
        int places =
                digits == null ? -1 : inRange("toExponential", "fraction digits", digits, 0, 100);
        String sign = value < 0 ? "-" : "";
        if (value == 0) {
            return NumberText.exponential("0".repeat(Math.max(places, 0) + 1), 0);
        }
        double positive = Math.abs(value);
        BigDecimal rounded =
                places < 0 ? NumberText.shortest(positive) : rounded(positive, places + 1);
        String text = rounded.unscaledValue().toString();
        int exponent = text.length() - rounded.scale() - 1;
        return sign + NumberText.exponential(padded(text, places + 1), exponent);
    }

    /** {@code toPrecision}; digits null means {@code String(number)}. */
    public static String precision(Number number, Double digits) {
        double value = number.doubleValue();
        if (digits == null || !Double.isFinite(value)) {
            return of(value);
        }
        int places = inRange("toPrecision", "precision", digits, 1, 100);
        if (value == 0) {
            return places == 1 ? "0" : "0." + "0".repeat(places - 1);
        }
        BigDecimal rounded = rounded(Math.abs(value), places);
        String text = rounded.unscaledValue().toString();
        int exponent = text.length() - rounded.scale() - 1;
        String all = padded(text, places);
        String sign = value < 0 ? "-" : "";
        if (exponent < -6 || exponent >= places) {
            return sign + NumberText.exponential(all, exponent);
        }
        return sign + NumberText.plain(all, exponent + 1);
    }

    /** {@code toString(radix)}. */
    public static String radix(Number number, double radix) {
        int base = inRange("toString", "radix", radix, 2, 36);
        double value = number.doubleValue();
        if (base == 10 || !Double.isFinite(value)) {
            return of(number);
        }
        double positive = Math.abs(value);
        double whole = Math.floor(positive);
        StringBuilder fraction = new StringBuilder();
        if (fraction(positive, whole, base, fraction)) {
            whole++;
        }
        String point = fraction.length() == 0 ? "" : ".";
        return (value < 0 ? "-" : "") + whole(whole, base) + point + fraction;
    }

    /**
     * Writes digits until what is left is less than half the distance to the next number, rounding
     * the last one half to even, as V8 does.
     *
     * @return whether rounding carried over into the whole part
     */
    private static boolean fraction(double value, double whole, int base, StringBuilder out) {
        double rest = value - whole;
        double distance = Math.max(Double.MIN_VALUE, 0.5 * (Math.nextUp(value) - value));
        if (rest < distance) {
            return false;
        }
        do {
            rest *= base;
            distance *= base;
            int digit = (int) rest;
            out.append(DIGITS.charAt(digit));
            rest -= digit;
            boolean up = rest > 0.5 || (rest == 0.5 && (digit & 1) == 1);
            if (up && rest + distance > 1) {
                return carry(out, base);
            }
        } while (rest >= distance);
        return false;
    }

    private static boolean carry(StringBuilder digits, int base) {
        while (digits.length() > 0) {
            int last = digits.length() - 1;
            int digit = DIGITS.indexOf(digits.charAt(last));
            if (digit + 1 < base) {
                digits.setCharAt(last, DIGITS.charAt(digit + 1));
                return false;
            }
            digits.setLength(last);
        }
        return true;
    }

    /** Digits beyond the 53 bits a number has are zero. */
    private static String whole(double value, int base) {
        StringBuilder digits = new StringBuilder();
        double rest = value;
        while (Math.getExponent(rest / base) > 52) {
            rest /= base;
            digits.append('0');
        }
        do {
            double digit = rest % base;
            digits.append(DIGITS.charAt((int) digit));
            rest = (rest - digit) / base;
        } while (rest > 0);
        return digits.reverse().toString();
    }

    private static BigDecimal rounded(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
    }

    private static String padded(String digits, int length) {
        return digits.length() < length ? digits + "0".repeat(length - digits.length()) : digits;
    }

    private static int inRange(String method, String what, double value, int from, int to) {
        if (value < from || value > to) {
            throw new ScriptException(
                    method + " takes " + what + " from " + from + " to " + to + ", not "
                            + of(value));
        }
        return (int) value;
    }
}
