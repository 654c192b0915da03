// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A contender in a JVM of its own, lest what the compiler learns from one decides how fast the
 * others are. It takes its turns when it is told to and rests in between.
 */
public final class ContenderProcess implements AutoCloseable {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * What one turn gave.
     *
     * @param perSecond calls per second; rests do not count
     * @param cpuMicros CPU time per call of the contender's process
     * @param threads the most threads there were at a time
     */
    record Turn(double perSecond, double cpuMicros, int threads) {

        private static Turn parse(String line) {
            String[] parts = line.split(" ");
            return new Turn(
                    Double.parseDouble(parts[0]),
                    Double.parseDouble(parts[1]),
                    Integer.parseInt(parts[2]));
        }

        private String line() {
            return perSecond + " " + cpuMicros + " " + threads;
        }
    }

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;

    private ContenderProcess(Process process) {
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static ContenderProcess start(String name, Target target) throws IOException {
        return new ContenderProcess(
                new ProcessBuilder(
                                LoopbackProcess.java("java"),
                                "-Xmx1g",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ContenderProcess.class.getName(),
                                name,
                                target.url(),
                                target.keyStore().toString(),
                                target.password())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Has it call for so long, so many at a time. */
    Turn steady(int concurrency, double seconds) throws IOException {
        return turn("steady " + concurrency + ' ' + seconds);
    }

    /** Has it rest and then make so many calls at once, again and again. */
    Turn bursts(int calls, double seconds) throws IOException {
        return turn("bursts " + calls + ' ' + seconds);
    }

    private Turn turn(String order) throws IOException {
        orders.println(order);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("a contender ended before its time");
        }
        return Turn.parse(answer);
    }

    @Override
    public void close() {
        orders.close();
        process.destroy();
    }

    /**
     * Takes turns until its input ends.
     *
     * @param arguments the contender's name, URL, key store and password of the server
     */
    public static void main(String[] arguments) throws Exception {
        Target target = new Target(arguments[1], Path.of(arguments[2]), arguments[3]);
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Contender contender = Contenders.named(arguments[0], target)) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] parts = order.split(" ");
                int calls = Integer.parseInt(parts[1]);
                double seconds = Double.parseDouble(parts[2]);
                Turn turn =
                        parts[0].equals("bursts")
                                ? measure(contender, calls, calls, REST_NANOS, seconds)
                                : measure(contender, Math.max(1000, calls * 20), calls, 0, seconds);
                System.out.println(turn.line());
            }
        }
    }

    /** Measures batches until the time is used up; the first one only warms connections up. */
    private static Turn measure(
            Contender contender, int batch, int concurrency, long rest, double seconds)
            throws Exception {
        contender.run(batch, concurrency);
        THREADS.resetPeakThreadCount();
        long cpu = SYSTEM.getProcessCpuTime();
        long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long calls = 0;
        long busy = 0;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(rest);
            long start = System.nanoTime();
            contender.run(batch, concurrency);
            busy += System.nanoTime() - start;
            calls += batch;
        }
        double cpuMicros = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / calls;
        return new Turn(calls / (busy / 1e9), cpuMicros, THREADS.getPeakThreadCount());
    }
}
