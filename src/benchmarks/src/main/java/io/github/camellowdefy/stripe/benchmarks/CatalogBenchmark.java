// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What the catalog of operations costs the first call: time to load it in a JVM that has done
 * nothing before, and the heap it then holds. Each time in a JVM of its own.
 */
public final class CatalogBenchmark {

    private static final int LOADS = 11;

    private CatalogBenchmark() {}

    /** Runs it and prints the medians; with an argument it is one of the JVMs. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            load();
            return;
        }
        double[] millis = new double[LOADS];
        double[] bytes = new double[LOADS];
        for (int i = 0; i < LOADS; i++) {
            String[] figures = inItsOwn().split(" ");
            millis[i] = Double.parseDouble(figures[0]);
            bytes[i] = Double.parseDouble(figures[1]);
        }
        Arrays.sort(millis);
        Arrays.sort(bytes);
        System.out.printf(
                "catalog of %d operations: loaded in %.1f ms, %.2f MB of heap (medians of %d)%n",
                OperationCatalog.get().operations().size(),
                millis[LOADS / 2],
                bytes[LOADS / 2] / 1e6,
                LOADS);
    }

    private static String inItsOwn() throws IOException {
        Process process =
                new ProcessBuilder(
                                LoopbackProcess.java("java"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CatalogBenchmark.class.getName(),
                                "load")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = process.inputReader()) {
            return out.readLine();
        }
    }

    private static void load() {
        long before = heapInUse();
        long begin = System.nanoTime();
        OperationCatalog catalog = OperationCatalog.get();
        double millis = (System.nanoTime() - begin) / 1e6;
        long held = heapInUse() - before;
        System.out.println(millis + " " + held + " " + catalog.operations().size());
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
