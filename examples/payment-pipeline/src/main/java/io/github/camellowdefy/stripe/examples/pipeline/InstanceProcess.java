// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An instance as a process of its own. */
final class InstanceProcess implements AutoCloseable {

    /** The system property of an instance that ends with its launcher. */
    static final String LAUNCHED = "payment-pipeline.launched";

    private static final int SECONDS_TO_END = 20;

    private final Process process;

    private InstanceProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts an instance with the settings, the Java and the class path of this process.
     *
     * @param log what it has to say is added to this file
     */
    static InstanceProcess start(Settings settings, int port, Path log) throws IOException {
        ProcessBuilder command =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-D" + LAUNCHED + "=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PaymentPipeline.class.getName(),
                                PaymentPipeline.INSTANCE));
        command.environment().putAll(settings.environment());
        command.environment().put(Settings.PORT, String.valueOf(port));
        command.redirectErrorStream(true);
        command.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
        return new InstanceProcess(command.start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, as a machine that loses its power. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Has the instance finish what it is at, and ends it. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
