// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.io.IOException;

/**
 * Many calls handed in at once to a server that takes two seconds for each answer; every contender
 * has a JVM of its own with a heap of 512 MB. The ideal is the calls over those allowed at a time,
 * times two seconds. The first time the JVM is cold and thousands of connections are to be opened,
 * with TLS and without; the second time they are there.
 *
 * <pre>{@code InFlightBenchmark [calls, 10000]}</pre>
 */
public final class InFlightBenchmark {

    private static final long ANSWER_MILLIS = 2000;
    private static final int THREAD_POOL = 200;
    private static final String BARE = "bare HttpClient 5, HTTP/1.1";
    private static final String ROUTE = "Camel route, HTTP/1.1";

    private InFlightBenchmark() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        try (LoopbackProcess server = LoopbackProcess.start(ANSWER_MILLIS)) {
            // what the server has to learn is not to count as the first contender's
            call(BARE, server.target(), calls, calls);
            System.out.printf(
                    "| | first time: s | of the ideal | CPU s | again: s | of the ideal | CPU s |"
                            + " threads beyond the caller's |%n"
                            + "|---|---|---|---|---|---|---|---|%n");
            // all at once: the component's queue is its own
            measure(BARE, server.target(), calls, calls, Contenders.MOST);
            measure(ROUTE, server.target(), calls, calls, Contenders.MOST);
            measure("connection, HTTP/1.1", server.target(), calls, calls, Contenders.MOST);
            measure(BARE, server.clearTarget(), calls, calls, Contenders.MOST);
            measure(ROUTE, server.clearTarget(), calls, calls, Contenders.MOST);
            measure("stripe-java, thread pool", server.target(), calls, THREAD_POOL, THREAD_POOL);
        }
    }

    private static void measure(String name, Target target, int calls, int handedIn, int atATime)
            throws IOException {
        String[] figures = call(name, target, calls, handedIn);
        double ideal = Math.ceil((double) calls / atATime) * ANSWER_MILLIS / 1000;
        System.out.printf(
                "| %s%s | %s | %.2f | %s | %s | %.2f | %s | %s |%n",
                name,
                target.url().startsWith("https") ? "" : ", without TLS",
                figures[0],
                Double.parseDouble(figures[0]) / ideal,
                figures[1],
                figures[2],
                Double.parseDouble(figures[2]) / ideal,
                figures[3],
                figures[4]);
    }

    private static String[] call(String name, Target target, int calls, int handedIn)
            throws IOException {
        Process caller =
                new ProcessBuilder(
                                LoopbackProcess.java("java"),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                InFlightCaller.class.getName(),
                                name,
                                target.url(),
                                target.keyStore().toString(),
                                target.password(),
                                Integer.toString(calls),
                                Integer.toString(handedIn))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var answer = caller.inputReader()) {
            String line = answer.readLine();
            if (line == null) {
                throw new IOException(name + " ended before its time");
            }
            return line.split(" ");
        }
    }
}
