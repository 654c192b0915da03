// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/**
 * Polls a backlog of events, from the earliest on, from a sandbox that takes 50 ms for each page;
 * the route runs in a JVM with a heap of 256 MB.
 *
 * <pre>{@code EventBacklogBenchmark [events, 1000000]}</pre>
 */
public final class EventBacklogBenchmark {

    private static final long LATENCY_MILLIS = 50;

    private EventBacklogBenchmark() {}

    /** Runs it and prints a row at every tenth of the backlog. */
    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        try (SandboxProcess sandbox = SandboxProcess.start(events, LATENCY_MILLIS, 0)) {
            System.out.printf(
                    "| events | s | pages/s | heap after collection, MB |%n|---|---|---|---|%n");
            poll(sandbox, events);
        }
    }

    private static void poll(SandboxProcess sandbox, int events) throws IOException {
        Process poller =
                new ProcessBuilder(
                                List.of(
                                        LoopbackProcess.java("java"),
                                        "-Xmx256m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        EventPolling.class.getName(),
                                        sandbox.url(),
                                        sandbox.secretKey(),
                                        Integer.toString(events)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader rows = poller.inputReader()) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                System.out.println(row);
            }
        }
    }
}
