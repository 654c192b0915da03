// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bytes that go out without being gathered in memory first.
 *
 * @param length how many they are, or -1 when that is unknown
 * @param repeatable whether they can be opened again
 * @param opener opens them
 */
record UploadContent(long length, boolean repeatable, Opener opener) {

    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    static UploadContent of(byte[] bytes) {
        return new UploadContent(bytes.length, true, () -> new ByteArrayInputStream(bytes));
    }

    /** The content of a stream, which can be read once: {@code repeatable} tells it to a retry. */
    static UploadContent of(InputStream stream) {
        AtomicReference<InputStream> once = new AtomicReference<>(stream);
        return new UploadContent(
                -1,
                false,
                () -> {
                    InputStream unread = once.getAndSet(null);
                    if (unread == null) {
                        throw new IOException("The stream to upload was read by an attempt before");
                    }
                    return unread;
                });
    }

    static UploadContent of(Path file, CharSequence key) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw ParamCheck.refused(
                    key, "is the file " + file, "no such file can be read, check path and rights");
        }
        try {
            return new UploadContent(Files.size(file), true, () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw ParamCheck.refused(
                    key, "is the file " + file, "its size cannot be read: " + e.getMessage());
        }
    }
}
