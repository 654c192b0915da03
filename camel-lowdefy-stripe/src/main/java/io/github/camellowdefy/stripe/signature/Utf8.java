// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.signature;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 as RFC 3629 has it. */
public final class Utf8 {

    private Utf8() {}

    /**
     * Whether bytes are text: neither a broken, overlong or surrogate character nor a NUL, which
     * UTF-16 and UTF-32 are full of.
     */
    public static boolean isText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .allMatch(c -> c != 0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
