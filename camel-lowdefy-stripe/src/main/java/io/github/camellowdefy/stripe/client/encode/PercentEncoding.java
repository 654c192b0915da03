// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

/** JavaScript's {@code encodeURIComponent} and the variant the Node client uses for parameters. */
public final class PercentEncoding {

    private static final String LETTERS_AND_DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** The characters that one segment of a path keeps. */
    public static final boolean[] PATH_SEGMENT = table(LETTERS_AND_DIGITS + "-_.!~*'()");

    /** Those of a form or query; brackets stay, for they nest {@code a[b][0]}. */
    static final boolean[] FORM = table(LETTERS_AND_DIGITS + "-_.~[]");

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /**
     * Appends text, encoded.
     *
     * @param kept the characters that stay as they are
     * @return false when the text holds half of a character and has no encoding
     */
    public static boolean append(StringBuilder out, CharSequence text, boolean[] kept) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (kept[c]) {
                    out.append(c);
                } else {
                    percent(out, c);
                }
            } else if (c < 0x800) {
                percent(out, 0xC0 | c >> 6);
                percent(out, 0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                percent(out, 0xE0 | c >> 12);
                percent(out, 0x80 | c >> 6 & 0x3F);
                percent(out, 0x80 | c & 0x3F);
            } else {
                i++;
                if (i == length || !Character.isSurrogatePair(c, text.charAt(i))) {
                    return false;
                }
                int point = Character.toCodePoint(c, text.charAt(i));
                percent(out, 0xF0 | point >> 18);
                percent(out, 0x80 | point >> 12 & 0x3F);
                percent(out, 0x80 | point >> 6 & 0x3F);
                percent(out, 0x80 | point & 0x3F);
            }
        }
        return true;
    }

    private static void percent(StringBuilder out, int octet) {
        out.append('%').append(HEX[octet >> 4]).append(HEX[octet & 0xF]);
    }

    private static boolean[] table(String kept) {
        boolean[] table = new boolean[0x80];
        kept.chars().forEach(c -> table[c] = true);
        return table;
    }
}
