// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Bytes on their way in: in memory as long as they are few, in a temporary file beyond that. The
 * memory grows with the bytes that arrive, not with the announced length. The file is gone when its
 * stream is closed or the spool discarded, whichever comes first.
 */
public final class Spool {

    /** The prefix of its files: a file that was left behind names its process. */
    public static final String FILES = "stripe-answer-" + ProcessHandle.current().pid() + '-';

    private static final int FIRST = 8192;

    private final int memory;
    private final long max;
    private final String limit;
    private byte[] bytes = {};
    private int length;
    private long written;
    private Path file;
    private FileChannel channel;
    private boolean discarded;

    /**
     * @param expected how many bytes are announced, or -1
     * @param memory how many of them may stay in memory
     * @param max how many there may be at all
     * @param limit the same in words
     */
    public Spool(long expected, int memory, long max, String limit) throws IOException {
        this.memory = memory;
        this.max = max;
        this.limit = limit;
        check(expected);
    }

    public synchronized void write(ByteBuffer source) throws IOException {
        written += source.remaining();
        check(written);
        if (file == null && written <= memory) {
            keep(source);
        } else {
            spill(source);
        }
    }

    /** Everything written, where it all stayed in memory. */
    public synchronized byte[] bytes() throws IOException {
        return length == bytes.length ? bytes : resized(length);
    }

    /** Everything written; closing the stream deletes the file. */
    public synchronized InputStream stream() throws IOException {
        if (file == null) {
            return new ByteArrayInputStream(bytes, 0, length);
        }
        channel.close();
        return Files.newInputStream(
                file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
    }

    public synchronized void discard() {
        discarded = true;
        bytes = new byte[0];
        length = 0;
        if (file != null) {
            try (FileChannel open = channel) {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    private void keep(ByteBuffer source) throws IOException {
        int more = source.remaining();
        if (length + more > bytes.length) {
            int twice = Math.min(memory, Math.max(FIRST, bytes.length * 2));
            bytes = resized(Math.max(length + more, twice));
        }
        source.get(bytes, length, more);
        length += more;
    }

    private void spill(ByteBuffer source) throws IOException {
        if (discarded) {
            throw new IOException("The answer is no longer wanted");
        }
        if (file == null) {
            file = Files.createTempFile(FILES, ".tmp");
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            writeAll(ByteBuffer.wrap(bytes, 0, length));
            bytes = new byte[0];
            length = 0;
        }
        writeAll(source);
    }

    /** An answer too large for the memory that is left must fail alone, not the thread it is on. */
    private byte[] resized(int size) throws IOException {
        try {
            return Arrays.copyOf(bytes, size);
        } catch (OutOfMemoryError e) {
            throw new IOException("there is not enough memory for the answer", e);
        }
    }

    private void writeAll(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }

    private void check(long size) throws IOException {
        if (size > max) {
            throw new IOException("the answer is larger than " + limit);
        }
    }
}
