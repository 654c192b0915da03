// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.client.StripeConnection;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The sandbox by itself, in a JVM of its own: how fast it starts, how many payment intents a second
 * it makes together with its client on this machine, and what a long list costs it.
 *
 * <pre>{@code SandboxBenchmark [customers, 1000000] [seconds, 10]}</pre>
 */
public final class SandboxBenchmark {

    private static final int STARTS = 7;
    private static final int AT_A_TIME = 16;
    private static final int BATCH = 2_000;
    private static final int PAGES = 1_000;

    private SandboxBenchmark() {}

    /** Runs it and prints one line for each figure. */
    public static void main(String[] arguments) throws Exception {
        int customers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        starts();
        try (SandboxProcess sandbox = SandboxProcess.start(0, 0, 0);
                StripeConnection connection = connect(sandbox)) {
            payments(connection, seconds);
        }
        try (SandboxProcess sandbox = SandboxProcess.start(customers, 0, 0);
                StripeConnection connection = connect(sandbox)) {
            System.out.printf(
                    "%,d customers and their events: %,d MB of heap after a collection%n",
                    customers, sandbox.heap() / 1_000_000);
            pages(connection, "pages of 100, walking on", Map.of("limit", 100), true);
            pages(connection, "pages of 10, the newest", Map.of("limit", 10), false);
            pages(
                    connection,
                    "pages of 100 by created",
                    Map.of("limit", 100, "created", Map.of("gte", 1)),
                    true);
        }
    }

    private static StripeConnection connect(SandboxProcess sandbox) {
        return new StripeConnection(
                Plain.settings(sandbox.url(), sandbox.secretKey(), null, AT_A_TIME));
    }

    /** From the start of the JVM to the line that tells the URL. */
    private static void starts() throws IOException {
        double[] millis = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            Process process =
                    new ProcessBuilder(
                                    LoopbackProcess.java("java"),
                                    "-jar",
                                    standaloneJar(),
                                    "--port",
                                    "0")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (BufferedReader out = process.inputReader()) {
                out.readLine();
                millis[i] = millisSince(begin);
            } finally {
                process.destroy();
            }
        }
        System.out.printf(
                "from the start of the JVM to the URL: %.0f ms (median of %d)%n",
                median(millis), STARTS);
    }

    /** Built beside the jar on the class path. */
    private static String standaloneJar() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*camel-lowdefy-stripe-sandbox-[^/]*\\.jar"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("\\.jar$", "-standalone.jar");
    }

    private static void payments(StripeConnection connection, int seconds) {
        Operation create = operation("paymentIntents.create");
        Map<String, Object> params =
                Map.of("amount", 2000, "currency", "eur", "payment_method_types", List.of("card"));
        run(connection, create, params, seconds);
        System.out.printf(
                "payment intents created over HTTP/1.1, %d at a time, client included: %,.0f a second%n",
                AT_A_TIME, run(connection, create, params, seconds));
    }

    private static double run(
            StripeConnection connection,
            Operation operation,
            Map<String, Object> params,
            int seconds) {
        long begin = System.nanoTime();
        long made = 0;
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
            Chains.run(BATCH, AT_A_TIME, number -> send(connection, operation, params));
            made += BATCH;
        }
        return made * 1000 / millisSince(begin);
    }

    private static void pages(
            StripeConnection connection, String what, Map<String, Object> params, boolean walk) {
        Operation list = operation("customers.list");
        Map<String, Object> next = new HashMap<>(params);
        double[] millis = new double[PAGES];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < PAGES; i++) {
                long begin = System.nanoTime();
                Map<?, ?> page = (Map<?, ?>) send(connection, list, next).join();
                millis[i] = millisSince(begin);
                if (walk && Boolean.TRUE.equals(page.get("has_more"))) {
                    List<?> data = (List<?>) page.get("data");
                    next.put("starting_after", ((Map<?, ?>) data.get(data.size() - 1)).get("id"));
                } else {
                    next.remove("starting_after");
                }
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%s: median %.2f ms, 99 in 100 under %.2f ms%n",
                what, median(millis), millis[PAGES * 99 / 100]);
    }

    private static CompletableFuture<Object> send(
            StripeConnection connection, Operation operation, Map<String, Object> params) {
        return connection
                .send(
                        new StripeCall(operation, List.of(), params, CallOptions.NONE),
                        AnswerFormat.MAP)
                .thenApply(answer -> answer.body());
    }

    private static Operation operation(String name) {
        return OperationCatalog.get().find(name).operations().get(0);
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
