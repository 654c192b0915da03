// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The limit on how long a number is when written out. A longer number is not an amount, only a way
 * to fill the memory or to keep a processor busy: {@code 1e1000000} is short until it is written,
 * and to read a million digits takes half a minute.
 */
public final class LongNumbers {

    public static final int MOST_DIGITS = 1_000;

    private static final int MOST_BITS = (int) Math.ceil(MOST_DIGITS * Math.log(10) / Math.log(2));

    private LongNumbers() {}

    /** A whole number as YAML's core schema writes it: decimal, {@code 0x...} or {@code 0o...}. */
    public static BigInteger whole(String written) {
        int radix = written.startsWith("0x") ? 16 : written.startsWith("0o") ? 8 : 10;
        return new BigInteger(radix == 10 ? written : written.substring(2), radix);
    }

    /** Whether a number takes too many digits as it is written. */
    public static boolean isTooLong(CharSequence written) {
        return written.length() > MOST_DIGITS;
    }

    /** Whether a number takes too many digits to write it without an exponent. */
    public static boolean isTooLong(BigInteger number) {
        return number.bitLength() > MOST_BITS;
    }

    /** Whether a number takes too many digits to write it without an exponent. */
    public static boolean isTooLong(BigDecimal number) {
        return isTooLong(number.unscaledValue())
                || number.scale() > MOST_DIGITS
                || number.precision() - (long) number.scale() > MOST_DIGITS;
    }
}
