// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own with this test's class path. It ends when its standard input is closed. */
final class Jvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    Jvm(Class<?> program, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()));
        command.addAll(List.of(arguments));
        errors = Files.createTempFile("jvm", ".err");
        errors.toFile().deleteOnExit();
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits for a line of output, whatever log lines come before it. */
    Jvm await(String line) throws IOException {
        for (String read = output.readLine(); !line.equals(read); read = output.readLine()) {
            if (read == null) {
                throw new IOException(
                        "the process ended without printing %s, but: %s"
                                .formatted(line, Files.readString(errors)));
            }
        }
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As by {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
