// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text to number: {@code Number(text)}, {@code parseFloat} and {@code parseInt}. */
public final class NumberReader {

    // possessive: characters that were read are never tried again in another way
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "[+-]?+(?:Infinity|(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+)");
    private static final Pattern PREFIXED =
            Pattern.compile("0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)");

    private static final int MOST_DIGITS = Double.MAX_EXPONENT + 1;

    private NumberReader() {}

    /** {@code Number(text)}: the whole text, or NaN; empty text is 0. */
    static double read(String text) {
        String trimmed = Text.trim(text, true, true);
        if (trimmed.isEmpty()) {
            return 0;
        }
        if (PREFIXED.matcher(trimmed).matches()) {
            char base = Character.toLowerCase(trimmed.charAt(1));
            int radix = base == 'x' ? 16 : base == 'o' ? 8 : 2;
            return whole(trimmed.substring(2), radix);
        }
        return DECIMAL.matcher(trimmed).matches() ? Double.parseDouble(trimmed) : Double.NaN;
    }

    /** {@code parseFloat}: as far as the text is a number. */
    public static double parseFloat(String text) {
        Matcher number = DECIMAL.matcher(Text.trim(text, true, false));
        return number.lookingAt() ? Double.parseDouble(number.group()) : Double.NaN;
    }

    /** {@code parseInt}: as far as the text has digits of the radix. */
    public static double parseInt(String text, int wantedRadix) {
        String rest = Text.trim(text, true, false);
        boolean negative = rest.startsWith("-");
        if (negative || rest.startsWith("+")) {
            rest = rest.substring(1);
        }
        int radix = wantedRadix;
        if (radix != 0 && (radix < 2 || radix > 36)) {
            return Double.NaN;
        }
        if ((radix == 0 || radix == 16) && rest.regionMatches(true, 0, "0x", 0, 2)) {
            rest = rest.substring(2);
            radix = 16;
        } else if (radix == 0) {
            radix = 10;
        }
        int end = 0;
        while (end < rest.length()
                && rest.charAt(end) < 128
                && Character.digit(rest.charAt(end), radix) >= 0) {
            end++;
        }
        if (end == 0) {
            return Double.NaN;
        }
        double number = whole(rest.substring(0, end), radix);
        return negative ? -number : number;
    }

    /** With more digits than this it is infinite in every radix, and costs much to read. */
    private static double whole(String digits, int radix) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.length() - first > MOST_DIGITS
                ? Double.POSITIVE_INFINITY
                : new BigInteger(digits.substring(first), radix).doubleValue();
    }
}
