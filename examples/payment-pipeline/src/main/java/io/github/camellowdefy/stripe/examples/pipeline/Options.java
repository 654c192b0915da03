// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What follows the command.
 *
 * @param faults percent of all requests that meet a fault at the sandbox
 * @param latency ms that every answer of the sandbox waits
 */
record Options(
        int orders, int instances, boolean serve, int port, int faults, int latency, long seed) {

    static final String USAGE =
            """
            usage: java -jar payment-pipeline.jar [options]
              --orders <n>     how many orders are sent; default 1000
              --instances <n>  how many instances share them, each a JVM of its own; default 1
              --serve          go on until Ctrl-C, with the page of the first instance
              --port <n>       the HTTP port of the first instance, the others follow; default 8080
              --faults <n>     percent of the sandbox's requests that go wrong; default 0
              --latency <ms>   how long every answer of the sandbox waits; default 0
              --seed <n>       the same seed gives the same orders; default 1
            or:    java -jar payment-pipeline.jar instance
              one instance, for the broker, the database and the account that the environment names:
              KAFKA_BOOTSTRAP_SERVERS, DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD,
              STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, HOST, PORT
            """;

    private static final Map<String, Long> DEFAULTS =
            Map.of(
                    "--orders", 1000L,
                    "--instances", 1L,
                    "--port", 8080L,
                    "--faults", 0L,
                    "--latency", 0L,
                    "--seed", 1L);

    private static final Map<String, Long> MOST =
            Map.of(
                    "--orders", 10_000_000L,
                    "--instances", 100L,
                    "--port", 65_000L,
                    "--faults", 100L,
                    "--latency", 60_000L);

    private static final String SERVE = "--serve";

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with one sentence when they make no sense
     */
    static Options parse(List<String> arguments) {
        ArrayDeque<String> rest = new ArrayDeque<>(arguments);
        Map<String, Long> values = new HashMap<>(DEFAULTS);
        boolean serve = false;
        while (!rest.isEmpty()) {
            String option = rest.poll();
            if (option.equals(SERVE)) {
                serve = true;
            } else if (DEFAULTS.containsKey(option)) {
                values.put(option, number(option, rest.poll()));
            } else {
                Set<String> known = new TreeSet<>(DEFAULTS.keySet());
                known.add(SERVE);
                throw new IllegalArgumentException(
                        "There is no option %s; there are %s.".formatted(option, known));
            }
        }
        return new Options(
                values.get("--orders").intValue(),
                values.get("--instances").intValue(),
                serve,
                values.get("--port").intValue(),
                values.get("--faults").intValue(),
                values.get("--latency").intValue(),
                values.get("--seed"));
    }

    private static long number(String option, String value) {
        long most = MOST.getOrDefault(option, Long.MAX_VALUE);
        try {
            long number = Long.parseLong(String.valueOf(value));
            if (number >= (option.equals("--instances") ? 1 : 0) && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "%s is %s; expected a whole number up to %d.".formatted(option, value, most));
    }
}
