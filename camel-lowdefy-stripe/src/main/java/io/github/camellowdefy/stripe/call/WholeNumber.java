// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.LongNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers where text is meant, such as an id of digits. */
final class WholeNumber {

    /** Above this a double no longer tells neighbours apart, nor do the Node clients. */
    private static final double LARGEST_EXACT_DOUBLE = 9_007_199_254_740_991d;

    private WholeNumber() {}

    /** The digits of a whole number; null when the value is not one. */
    static String text(Object value) {
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            return value.toString();
        }
        if (value instanceof BigInteger whole) {
            return LongNumbers.isTooLong(whole) ? null : whole.toString();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT_DOUBLE
                    ? Long.toString((long) number)
                    : null;
        }
        if (value instanceof BigDecimal decimal) {
            // a scale far below zero would write out endless zeros
            return decimal.signum() == 0
                    ? "0"
                    : decimal.scale() > -20
                                    && !LongNumbers.isTooLong(decimal)
                                    && decimal.stripTrailingZeros().scale() <= 0
                            ? decimal.toBigInteger().toString()
                            : null;
        }
        return null;
    }
}
