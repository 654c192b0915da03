/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * Calls per second over TLS on loopback, side by side in one run: every round gives each contender
 * its turn, so that whatever else the machine does hits all of them; the median of the rounds
 * counts.
 *
 * <pre>{@code ThroughputBenchmark [seconds per turn, 3] [rounds, 5] [concurrency,... 1,16,64,512]}
 * </pre>
 */
public final class ThroughputBenchmark {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Until the compiler has settled, the bigger program looks slower than it is. */
    private static final int WARM_UPS = 5;

    private record Turn(double perSecond, double cpuMicros, int threads) {}

    private ThroughputBenchmark() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 3;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        String list = arguments.length > 2 ? arguments[2] : "1,16,64,512";
        int[] concurrencies = Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
        try (LoopbackProcess server = LoopbackProcess.start(0)) {
            SSLContext trust = server.trust();
            SSLContext.setDefault(trust);
            HttpsURLConnection.setDefaultSSLSocketFactory(trust.getSocketFactory());
            List<Contender> contenders =
                    List.of(
                            Contenders.httpClient("HttpClient 5, HTTP/1.1", server, false),
                            Contenders.stripeJava("stripe-java, thread pool", server),
                            new RouteContender("Camel route, HTTP/1.1", server, false),
                            Contenders.connection("connection, HTTP/1.1", server, false, 0),
                            Contenders.connection(
                                    "connection, budget on", server, false, 1_000_000),
                            Contenders.httpClient("HttpClient 5, HTTP/2", server, true),
                            Contenders.connection("connection, HTTP/2", server, true, 0));
            for (int i = 0; i < WARM_UPS; i++) {
                for (Contender contender : contenders) {
                    turn(contender, 16, seconds);
                }
            }
            for (int concurrency : concurrencies) {
                report(concurrency, measure(contenders, concurrency, seconds, rounds));
            }
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    private static Map<String, List<Turn>> measure(
            List<Contender> contenders, int concurrency, double seconds, int rounds)
            throws Exception {
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                turns.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(turn(contender, concurrency, seconds));
            }
        }
        return turns;
    }

    /** Measures batches until the time is used up; the first one only warms connections up. */
    private static Turn turn(Contender contender, int concurrency, double seconds)
            throws Exception {
        int batch = Math.max(200, concurrency * 4);
        contender.run(batch, concurrency);
        THREADS.resetPeakThreadCount();
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        long end = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long calls = 0;
        while (System.nanoTime() < end) {
            contender.run(batch * 5, concurrency);
            calls += batch * 5L;
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        double cpuMicros = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / calls;
        return new Turn(calls / elapsed, cpuMicros, THREADS.getPeakThreadCount());
    }

    private static void report(int concurrency, Map<String, List<Turn>> turns) {
        double bare = median(turns.values().iterator().next());
        double stripe = median(turns.get("stripe-java, thread pool"));
        System.out.printf(
                "%n%d at a time%n| | calls/s | of bare HttpClient | of stripe-java | CPU us/call |"
                        + " threads |%n|---|---|---|---|---|---|%n",
                concurrency);
        turns.forEach(
                (name, all) ->
                        System.out.printf(
                                "| %s | %,.0f | %.2f | %.2f | %.0f | %d |%n",
                                name,
                                median(all),
                                median(all) / bare,
                                median(all) / stripe,
                                all.stream()
                                        .mapToDouble(Turn::cpuMicros)
                                        .sorted()
                                        .toArray()[all.size() / 2],
                                all.stream().mapToInt(Turn::threads).max().orElse(0)));
    }

    private static double median(List<Turn> turns) {
        return turns.stream().mapToDouble(Turn::perSecond).sorted().toArray()[turns.size() / 2];
    }
}
