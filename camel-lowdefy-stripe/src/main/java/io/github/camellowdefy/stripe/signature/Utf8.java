// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.signature;

/** UTF-8 as RFC 3629 has it. */
public final class Utf8 {

    /** The least character that needs so many bytes after the first: less is overlong. */
    private static final int[] LEAST = {0, 0x80, 0x800, 0x10000};

    private Utf8() {}

    /**
     * Whether bytes are text: neither a broken, overlong or surrogate character nor a NUL, which
     * UTF-16 and UTF-32 are full of. Reads them without decoding them.
     */
    public static boolean isText(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int first = bytes[at++];
            if (first <= 0) {
                int following = following(first & 0xFF);
                if (following == 0 || !isCharacter(bytes, at, following)) {
                    return false;
                }
                at += following;
            }
        }
        return true;
    }

    /** How many bytes follow this first one; 0 where it cannot be one. */
    private static int following(int first) {
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        return first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    }

    private static boolean isCharacter(byte[] bytes, int at, int following) {
        if (bytes.length - at < following) {
            return false;
        }
        int character = bytes[at - 1] & (0x3F >> following);
        for (int i = at; i < at + following; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
            character = character << 6 | bytes[i] & 0x3F;
        }
        boolean surrogate =
                character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return character >= LEAST[following] && character <= Character.MAX_CODE_POINT && !surrogate;
    }
}
