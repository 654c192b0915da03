// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import io.github.camellowdefy.stripe.sandbox.control.DaemonThreads;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that the state is loaded from and saved to: at the end, and while the sandbox runs a
 * second after something has happened, more rarely where the state is large. A process that is
 * killed loses no more than that.
 */
final class SnapshotFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);
    private static final long PAUSE = 1_000;

    /** So many times as long as a save has taken nothing is saved. */
    private static final long REST = 20;

    private final Engine engine;
    private final Path file;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    DaemonThreads.named("stripe-sandbox-snapshot"));
    private long saved;

    /** Refuses a file that could not be written at the end. */
    SnapshotFile(Engine engine, Path file) {
        this.engine = engine;
        this.file = file;
        requireWritable(file);
    }

    /** Loads the state, where there is one; then saves what happens. */
    boolean load() {
        boolean there = Files.exists(file);
        if (there) {
            try (InputStream in = Files.newInputStream(file)) {
                engine.load(in);
            } catch (IOException | RuntimeException e) {
                throw new IllegalArgumentException(
                        "%s is no snapshot of this sandbox (%s); name a file that a sandbox wrote, or one that is not there yet."
                                .formatted(file, e.getMessage()),
                        e);
            }
        }
        saved = engine.progress();
        timer.schedule(this::saveChanges, PAUSE, TimeUnit.MILLISECONDS);
        return there;
    }

    /** Saves for the last time. */
    @Override
    public void close() {
        timer.shutdownNow();
        save(engine, file);
    }

    static void save(Engine engine, Path file) {
        try {
            engine.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The snapshot could not be written to %s: %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    private void saveChanges() {
        long start = System.nanoTime();
        long now = engine.progress();
        if (now != saved) {
            try {
                save(engine, file);
                saved = now;
            } catch (RuntimeException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (!timer.isShutdown()) {
            timer.schedule(this::saveChanges, Math.max(PAUSE, took * REST), TimeUnit.MILLISECONDS);
        }
    }

    private static void requireWritable(Path file) {
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

    private static boolean isWritableIfThere(Path file) {
        return !Files.exists(file) || Files.isWritable(file);
    }
}
