// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Compared with the JDK's decoder, which refuses what is malformed when told so. */
class Utf8Test {

    private static final long SEED = 20_250_331;

    /** Where the rules change. */
    private static final int[] EDGES = {
        0x01, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
        0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF
    };

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(100);

    @Test
    void judgesAllPairsOfBytesAsTheDecoderDoes() {
        List<String> different = new ArrayList<>();
        for (int first = 1; first < 256; first++) {
            for (int second = 1; second < 256; second++) {
                compare(different, (byte) first, (byte) second);
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void judgesLongerCharactersAsTheDecoderDoesAtEveryEdge() {
        List<String> different = new ArrayList<>();
        for (int a : EDGES) {
            for (int b : EDGES) {
                for (int c : EDGES) {
                    compare(different, (byte) a, (byte) b, (byte) c);
                    for (int d : EDGES) {
                        compare(different, (byte) a, (byte) b, (byte) c, (byte) d);
                    }
                }
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void judgesTextWithAByteChangedAsTheDecoderDoes() {
        byte[] text = "{\"name\":\"Zoë, 咖啡 and 😀\"}".getBytes(StandardCharsets.UTF_8);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<String> different = new ArrayList<>();
        assertThat(Utf8.isText(text)).isTrue();
        for (int i = 0; i < 100_000; i++) {
            byte[] changed = Arrays.copyOf(text, 1 + random.nextInt(text.length));
            changed[random.nextInt(changed.length)] = (byte) (1 + random.nextInt(255));
            compare(different, changed);
        }
        assertThat(different).isEmpty();
    }

    @Test
    void takesNoNulForText() {
        assertThat(Utf8.isText(new byte[] {'a', 0, 'b', 0})).isFalse();
        assertThat(Utf8.isText(new byte[0])).isTrue();
    }

    private void compare(List<String> different, byte... bytes) {
        if (Utf8.isText(bytes) != isDecoded(bytes)) {
            different.add(HexFormat.of().formatHex(bytes));
        }
    }

    private boolean isDecoded(byte[] bytes) {
        return !decoder.reset().decode(ByteBuffer.wrap(bytes), decoded.clear(), true).isError();
    }
}
