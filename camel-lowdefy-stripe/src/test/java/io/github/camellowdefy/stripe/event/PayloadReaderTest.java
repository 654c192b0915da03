// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camellowdefy.stripe.event.PayloadReader.Payload;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {

    private static final int MB = 1 << 20;
    private static final int FREE = PayloadReader.FREE;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FREE - 1, FREE, FREE + 1, 2 * FREE, 2 * FREE + 1, MB - 1, MB})
    void readsWhatIsSentInAnyPieces(int size) throws IOException {
        byte[] sent = new byte[size];
        new Random(size).nextBytes(sent);

        for (int piece : new int[] {1_000, FREE, 8 * MB}) {
            for (long expected : new long[] {0, -1, size, size - 1, size + 1, Long.MAX_VALUE}) {
                PayloadReader reader = new PayloadReader(MB, MB);
                try (Payload payload = reader.read(new Pieces(sent, piece), expected)) {
                    assertThat(payload.bytes()).isEqualTo(sent);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, FREE, FREE + 1, MB})
    void refusesOneByteTooManyAndReadsOnToItsEnd(int most) {
        InputStream in = new ByteArrayInputStream(new byte[most + 1_000]);

        assertThatExceptionOfType(PayloadTooLargeException.class)
                .isThrownBy(() -> new PayloadReader(most, MB).read(in, 0));
        assertThat(in).isEmpty();
    }

    @Test
    void readsNoMoreThanThereIsRoomForHoweverManySend() throws IOException {
        PayloadReader reader = new PayloadReader(8 * MB, 16 * MB);
        List<Payload> read = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            try {
                read.add(reader.read(new ByteArrayInputStream(new byte[8 * MB]), 0));
            } catch (WebhookBusyException e) {
                refused++;
            }
        }

        assertThat(read).hasSize(2);
        assertThat(refused).isEqualTo(38);
        try (Payload small = reader.read(new ByteArrayInputStream(new byte[FREE]), 0)) {
            assertThat(small.bytes()).hasSize(FREE);
        }
        read.forEach(Payload::close);
        read.forEach(Payload::close);
        for (int i = 0; i < 2; i++) {
            read.add(reader.read(new ByteArrayInputStream(new byte[8 * MB]), 0));
        }
        assertThatExceptionOfType(WebhookBusyException.class)
                .isThrownBy(() -> reader.read(new ByteArrayInputStream(new byte[8 * MB]), 0));
    }

    @Test
    void givesUpTheRoomOfASenderThatBreaksOff() throws IOException {
        PayloadReader reader = new PayloadReader(MB, MB);
        for (int i = 0; i < 3; i++) {
            InputStream broken =
                    new Pieces(new byte[MB - 1], MB) {
                        @Override
                        public int read(byte[] target, int from, int length) throws IOException {
                            int read = super.read(target, from, length);
                            if (read < 0) {
                                throw new IOException("broken off");
                            }
                            return read;
                        }
                    };
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> reader.read(broken, 0));
        }

        assertThat(reader.read(new ByteArrayInputStream(new byte[MB]), 0).bytes()).hasSize(MB);
    }

    /** Gives no more than so many bytes at a time. */
    private static class Pieces extends FilterInputStream {

        private final int most;

        Pieces(byte[] content, int most) {
            super(new ByteArrayInputStream(content));
            this.most = most;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return super.read(target, from, Math.min(length, most));
        }
    }
}
