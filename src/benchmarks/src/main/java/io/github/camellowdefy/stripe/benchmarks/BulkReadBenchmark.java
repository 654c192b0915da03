// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Reads a long list page by page from a sandbox that takes 50 ms for each. Every reader has a JVM
 * of its own with a heap of 128 MB.
 *
 * <pre>{@code BulkReadBenchmark [customers, 1000000] [pages of the readers compared, 1000]}</pre>
 *
 * <p>The first reader walks the whole list, the others as many pages as asked for.
 */
public final class BulkReadBenchmark {

    private static final int PAGE = 100;
    private static final long LATENCY_MILLIS = 50;

    private BulkReadBenchmark() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        int customers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int some = PAGE * (arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000);
        try (SandboxProcess sandbox = SandboxProcess.start(customers, LATENCY_MILLIS, 0)) {
            System.out.printf(
                    "| | items | s | pages/s | of pages x %d ms | heap after collection at"
                            + " 10 %%, 50 %%, 100 %%, MB |%n|---|---|---|---|---|---|%n",
                    LATENCY_MILLIS);
            read(sandbox, "Camel route", customers, 40);
            read(sandbox, "Camel route", some, 40);
            read(sandbox, "stripe-java autoPagingIterable", some, 40);
            read(sandbox, "Camel route", some, 0);
            read(sandbox, "Camel route, outputType=json", some, 0);
            read(sandbox, "Camel route, backfill=8", some, 0);
            read(sandbox, "Camel route, backfill=8", customers, 0);
            read(sandbox, "Camel route, backfill=8, ordered", some, 0);
        }
    }

    private static void read(SandboxProcess sandbox, String reader, int items, int workMillis)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        LoopbackProcess.java("java"),
                                        "-Xmx128m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        BulkReader.class.getName(),
                                        reader,
                                        sandbox.url(),
                                        sandbox.secretKey(),
                                        Integer.toString(items),
                                        Integer.toString(workMillis)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var answer = process.inputReader()) {
            String line = answer.readLine();
            if (line == null || process.waitFor() != 0) {
                throw new IOException(reader + " ended before its time");
            }
            double seconds = Double.parseDouble(line.substring(0, line.indexOf(' ')));
            double pages = Math.ceil((double) items / PAGE);
            System.out.printf(
                    "| %s, %d ms of work a page | %,d | %.1f | %.1f | %.2f | %s |%n",
                    reader,
                    workMillis,
                    items,
                    seconds,
                    pages / seconds,
                    seconds * 1000 / (pages * LATENCY_MILLIS),
                    line.substring(line.indexOf(' ') + 1));
        }
    }
}
