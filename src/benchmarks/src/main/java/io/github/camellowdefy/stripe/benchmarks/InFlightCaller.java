// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;

/** Makes many calls at once, and again, and tells what that took. */
public final class InFlightCaller {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private InFlightCaller() {}

    /**
     * Calls twice and prints the seconds and the CPU seconds of each time, and the most threads
     * there were beyond those before.
     *
     * @param arguments the contender's name, URL, key store and password of the server, the number
     *     of calls, and how many are handed in at once
     */
    public static void main(String[] arguments) throws Exception {
        Target target = new Target(arguments[1], Path.of(arguments[2]), arguments[3]);
        int before = THREADS.getThreadCount();
        THREADS.resetPeakThreadCount();
        int calls = Integer.parseInt(arguments[4]);
        int handedIn = Integer.parseInt(arguments[5]);
        try (Contender contender = Contenders.named(arguments[0], target)) {
            String first = seconds(contender, calls, handedIn);
            String again = seconds(contender, calls, handedIn);
            System.out.println(first + ' ' + again + ' ' + (THREADS.getPeakThreadCount() - before));
        }
        System.exit(0);
    }

    private static String seconds(Contender contender, int calls, int handedIn) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        contender.run(calls, handedIn);
        return "%.2f %.1f"
                .formatted(
                        (System.nanoTime() - start) / 1e9,
                        (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }
}
