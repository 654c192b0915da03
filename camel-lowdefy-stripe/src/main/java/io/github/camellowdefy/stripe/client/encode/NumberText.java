/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.call.LongNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as JavaScript writes them, so that both clients send the same characters. */
final class NumberText {

    /** Whole doubles up to here are written digit by digit. */
    private static final double MAX_SAFE_INTEGER = 9007199254740991.0;

    private NumberText() {}

    /**
     * The text of a number: no fraction where it is zero, no exponent unless it is a double of 1e21
     * and above or below 1e-6.
     *
     * @return null when there is no such text: not a number, infinite, or absurdly long
     */
    static String of(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return number.toString();
        }
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
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return null;
        }
        if (Math.abs(number) <= MAX_SAFE_INTEGER && number == Math.rint(number)) {
            return Long.toString((long) number);
        }
        BigDecimal shortest = shortest(Math.abs(number)).stripTrailingZeros();
        String text =
                format(
                        shortest.unscaledValue().toString(),
                        shortest.precision() - shortest.scale());
        return number < 0 ? '-' + text : text;
    }

    /**
     * The fewest digits that still read back as the same double, of those the nearest. {@link
     * Double#toString} gives more than that on JDK 17.
     */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        int digits = new BigDecimal(Double.toString(number)).stripTrailingZeros().precision();
        BigDecimal best = nearest(exact, number, digits);
        for (BigDecimal shorter = best; shorter != null && digits > 0; ) {
            best = shorter;
            digits--;
            shorter = digits == 0 ? null : nearest(exact, number, digits);
        }
        return best;
    }

    /** The decimal of so many digits next to {@code exact} that reads back as it, or null. */
    private static BigDecimal nearest(BigDecimal exact, double number, int digits) {
        BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
        BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
        boolean belowFits = below.doubleValue() == number;
        boolean aboveFits = above.doubleValue() == number;
        if (belowFits && aboveFits) {
            int nearer = exact.subtract(below).compareTo(above.subtract(exact));
            boolean even = nearer == 0 && !below.unscaledValue().testBit(0);
            return nearer < 0 || even ? below : above;
        }
        return belowFits ? below : aboveFits ? above : null;
    }

    /** Number::toString of ECMAScript: {@code 0.digits} times ten to the {@code point}. */
    private static String format(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + '.' + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String fraction = count == 1 ? "" : '.' + digits.substring(1);
        int exponent = point - 1;
        return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }
}
