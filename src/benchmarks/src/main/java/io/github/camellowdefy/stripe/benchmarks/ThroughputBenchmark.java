// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import io.github.camellowdefy.stripe.benchmarks.ContenderProcess.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Calls per second over TLS, each contender in a JVM of its own, taking turns in every round, so
 * that whatever else the machine does hits all of them.
 *
 * <pre>{@code ThroughputBenchmark [seconds per turn, 3] [rounds, 5] [concurrencies, 1,16,64,512]
 * [calls of a burst, 200]}</pre>
 */
public final class ThroughputBenchmark {

    /** Until the compiler has settled, the bigger program looks slower than it is. */
    private static final double WARM_UP_SECONDS = 45;

    /** One turn of one contender. */
    private interface Order {
        Turn give(ContenderProcess contender) throws Exception;
    }

    private ThroughputBenchmark() {}

    /** Runs it and prints a table for each concurrency and one for bursts. */
    public static void main(String[] arguments) throws Exception {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 3;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        String list = arguments.length > 2 ? arguments[2] : "1,16,64,512";
        int burst = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 200;
        int[] concurrencies = Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
        Map<String, ContenderProcess> contenders = new LinkedHashMap<>();
        try (LoopbackProcess server = LoopbackProcess.start(0)) {
            for (String name : Contenders.names()) {
                contenders.put(name, ContenderProcess.start(name, server.target()));
            }
            for (ContenderProcess contender : contenders.values()) {
                contender.steady(64, WARM_UP_SECONDS);
            }
            for (int concurrency : concurrencies) {
                report(
                        concurrency + " at a time",
                        measure(contenders, rounds, each -> each.steady(concurrency, seconds)));
            }
            report(
                    burst + " at once after a rest",
                    measure(contenders, rounds, each -> each.bursts(burst, seconds)));
        } finally {
            contenders.values().forEach(ContenderProcess::close);
        }
    }

    private static Map<String, List<Turn>> measure(
            Map<String, ContenderProcess> contenders, int rounds, Order order) throws Exception {
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, ContenderProcess> each : contenders.entrySet()) {
                turns.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                        .add(order.give(each.getValue()));
            }
        }
        return turns;
    }

    private static void report(String title, Map<String, List<Turn>> turns) {
        List<String> names = Contenders.names();
        double bare = median(turns.get(names.get(0)), Turn::perSecond);
        double stripe = median(turns.get(names.get(1)), Turn::perSecond);
        System.out.printf(
                "%n%s%n| | calls/s | of bare HttpClient | of stripe-java | CPU us/call |"
                        + " threads |%n|---|---|---|---|---|---|%n",
                title);
        turns.forEach(
                (name, all) -> {
                    double perSecond = median(all, Turn::perSecond);
                    System.out.printf(
                            "| %s | %,.0f | %.2f | %.2f | %.0f | %d |%n",
                            name,
                            perSecond,
                            perSecond / bare,
                            perSecond / stripe,
                            median(all, Turn::cpuMicros),
                            all.stream().mapToInt(Turn::threads).max().orElse(0));
                });
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return turns.stream().mapToDouble(figure).sorted().toArray()[turns.size() / 2];
    }
}
