// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.call.DoubleText;
import io.github.camellowdefy.stripe.call.body.LongNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as JavaScript writes them, so that both clients send the same characters. */
final class NumberText {

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
        return Double.isFinite(number) ? DoubleText.of(number) : null;
    }
}
