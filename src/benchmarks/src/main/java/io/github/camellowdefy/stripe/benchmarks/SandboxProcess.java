// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A sandbox in another JVM, so that what it keeps is not counted as the client's. */
public final class SandboxProcess implements AutoCloseable {

    private static final Fault[] FAULTS = {
        Fault.RESET_BEFORE, Fault.CLOSE_BEFORE, Fault.RESET_AFTER, Fault.CLOSE_AFTER,
        Fault.TRUNCATED_BODY, Fault.MALFORMED_JSON, Fault.HTML_502, Fault.HANG,
        Fault.LOCK_409, Fault.RATE_LIMIT_429, Fault.ERROR_500_BEFORE, Fault.ERROR_500_AFTER
    };

    private static final Duration BETWEEN_CUSTOMERS = Duration.ofMillis(100);

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private final String url;
    private final String secretKey;

    private SandboxProcess(Process process) throws IOException {
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.url = answers.readLine();
        this.secretKey = answers.readLine();
    }

    /**
     * Starts one.
     *
     * @param customers how many it holds from the start, ten to a second, each with its event
     * @param latencyMillis how long every answer waits
     * @param faultRate the share of requests that meet a fault
     */
    static SandboxProcess start(int customers, long latencyMillis, double faultRate)
            throws IOException {
        return new SandboxProcess(
                new ProcessBuilder(
                                LoopbackProcess.java("java"),
                                "-Xmx6g",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SandboxProcess.class.getName(),
                                Integer.toString(customers),
                                Long.toString(latencyMillis),
                                Double.toString(faultRate))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    String url() {
        return url;
    }

    String secretKey() {
        return secretKey;
    }

    /** How many charges there are. */
    long charges() throws IOException {
        return ask("charges");
    }

    /** What its heap holds after a collection, in bytes. */
    long heap() throws IOException {
        return ask("heap");
    }

    private long ask(String question) throws IOException {
        questions.println(question);
        return Long.parseLong(answers.readLine());
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }

    /**
     * Runs until its input ends; every line of it is a question, answered by a number.
     *
     * @param arguments customers, milliseconds before each answer, share of faults
     */
    public static void main(String[] arguments) throws IOException {
        int customers = Integer.parseInt(arguments[0]);
        Instant start = Instant.now().minus(BETWEEN_CUSTOMERS.multipliedBy(customers));
        try (StripeSandbox sandbox =
                StripeSandbox.builder()
                        .clock(SandboxClock.frozenAt(start))
                        .latency(Duration.ofMillis(Long.parseLong(arguments[1])))
                        .start()) {
            fill(sandbox, customers);
            double rate = Double.parseDouble(arguments[2]);
            if (rate > 0) {
                sandbox.faults().rate(rate, FAULTS);
            }
            System.out.println(sandbox.url());
            System.out.println(sandbox.secretKey());
            BufferedReader questions =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String asked = questions.readLine(); asked != null; asked = questions.readLine()) {
                System.out.println(asked.equals("heap") ? heapInUse() : sandbox.charges().count());
            }
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Ten a second, so that the clock then shows the time. */
    private static void fill(StripeSandbox sandbox, int customers) {
        sandbox.engine()
                .change(
                        sandbox.engine().platform(),
                        changes -> {
                            for (int i = 0; i < customers; i++) {
                                changes.insert(
                                        changes.draft("customer")
                                                .put("name", "Customer " + i)
                                                .put("email", "customer" + i + "@example.com"));
                                sandbox.clock().advance(BETWEEN_CUSTOMERS);
                            }
                        });
    }
}
