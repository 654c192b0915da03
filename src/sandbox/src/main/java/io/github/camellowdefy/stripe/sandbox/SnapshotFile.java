// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what is wrong with the file of a snapshot, when the sandbox starts and not at its end. */
final class SnapshotFile {

    private SnapshotFile() {}

    static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String wrong =
                Files.isDirectory(file)
                        ? "it is a folder; name a file in it"
                        : !Files.isDirectory(folder)
                                ? "there is no folder " + folder + "; create it first"
                                : !Files.isWritable(folder) || !isWritableIfThere(file)
                                        ? "this process may not write there; choose another folder"
                                        : null;
        if (wrong != null) {
            throw new IllegalArgumentException(
                    "The snapshot cannot be written to %s: %s.".formatted(file, wrong));
        }
    }

    static UncheckedIOException unwritable(Path file, IOException cause) {
        return new UncheckedIOException(
                "The snapshot could not be written to %s: %s".formatted(file, cause.getMessage()),
                cause);
    }

    static IllegalArgumentException unreadable(Path file, Exception cause) {
        return new IllegalArgumentException(
                "%s is no snapshot of this sandbox (%s); name a file that a sandbox wrote, or one that is not there yet."
                        .formatted(file, cause.getMessage()),
                cause);
    }

    private static boolean isWritableIfThere(Path file) {
        return !Files.exists(file) || Files.isWritable(file);
    }
}
