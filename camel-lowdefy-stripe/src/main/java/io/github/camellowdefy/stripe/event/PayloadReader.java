// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Reads payloads into memory before their sender is verified: no more than one payload may have,
 * and no more of all payloads together than there is room for. The first part of each payload, in
 * which most events fit, needs no room: senders of large payloads cannot keep others out.
 *
 * <p>Safe for any number of threads; {@link #read} waits for the sender, never for room.
 */
public final class PayloadReader {

    /** How much of each payload needs no room. */
    static final int FREE = 64 << 10;

    /** How much of a payload that is refused is read to its end, and forgotten. */
    private static final long PASSED_OVER = 64L << 20;

    private final int most;
    private final Semaphore room;

    /**
     * A reader.
     *
     * @param most how many bytes one payload may have
     * @param room how many bytes of all payloads may be in memory at the same time; never less than
     *     one payload needs
     */
    public PayloadReader(int most, int room) {
        this.most = most;
        this.room = new Semaphore(Math.max(most, room));
    }

    /** A payload, which takes up room until it is closed. */
    public final class Payload implements AutoCloseable {

        private final long expected;
        private byte[] bytes = new byte[Math.min(FREE, most)];
        private int taken;

        private Payload(long expected) {
            this.expected = expected;
        }

        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            room.release(taken);
            taken = 0;
        }

        private void fill(InputStream in) throws IOException {
            int size = 0;
            int read = 0;
            while (read >= 0) {
                size += read;
                if (size == bytes.length) {
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    grow();
                    bytes[size++] = (byte) next;
                }
                read = in.read(bytes, size, bytes.length - size);
            }
            bytes = Arrays.copyOf(bytes, size);
        }

        private void grow() {
            if (bytes.length == most) {
                throw new PayloadTooLargeException(most);
            }
            long wanted = expected > bytes.length ? expected : 2L * bytes.length;
            int length = (int) Math.min(most, wanted);
            if (!room.tryAcquire(length - bytes.length)) {
                throw new WebhookBusyException();
            }
            taken += length - bytes.length;
            bytes = Arrays.copyOf(bytes, length);
        }
    }

    /**
     * Reads a payload to its end.
     *
     * @param expected how many bytes it claims to have, which spares copies once the first part has
     *     come; 0 where it claims nothing
     * @throws PayloadTooLargeException when it is larger than one may be
     * @throws WebhookBusyException when there is no room for it now
     */
    public Payload read(InputStream in, long expected) throws IOException {
        Payload payload = new Payload(expected);
        boolean done = false;
        try {
            payload.fill(in);
            done = true;
            return payload;
        } catch (PayloadTooLargeException | WebhookBusyException e) {
            payload.close();
            passOver(in);
            throw e;
        } finally {
            if (!done) {
                payload.close();
            }
        }
    }

    /** Reads on and forgets: a sender that is still sending would not hear the answer. */
    public static void passOver(InputStream rest) throws IOException {
        long left = PASSED_OVER;
        long passed = 1;
        while (left > 0 && passed > 0) {
            passed = rest.skip(left);
            left -= passed;
        }
    }
}
