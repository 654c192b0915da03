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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Many calls handed in at once to a server that takes two seconds for each answer. The ideal is the
 * calls over those allowed at a time, times two seconds. Run it with a small heap, such as {@code
 * -Xmx512m}.
 *
 * <pre>{@code InFlightBenchmark [calls, 10000]}</pre>
 */
public final class InFlightBenchmark {

    private static final long ANSWER_MILLIS = 2000;
    private static final int THREAD_POOL = 200;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private InFlightBenchmark() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        try (LoopbackProcess server = LoopbackProcess.start(ANSWER_MILLIS)) {
            System.out.printf(
                    "| | s | of the ideal | threads beyond the caller's |%n|---|---|---|---|%n");
            // all at once: the component's queue is its own
            measure("Camel route, HTTP/1.1", server.target(), calls, calls, Contenders.MOST);
            measure("connection, HTTP/1.1", server.target(), calls, calls, Contenders.MOST);
            measure("stripe-java, thread pool", server.target(), calls, THREAD_POOL, THREAD_POOL);
        }
    }

    private static void measure(String name, Target target, int calls, int handedIn, int atATime)
            throws Exception {
        int before = THREADS.getThreadCount();
        THREADS.resetPeakThreadCount();
        double seconds;
        try (Contender contender = Contenders.named(name, target)) {
            long start = System.nanoTime();
            contender.run(calls, handedIn);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        double ideal = Math.ceil((double) calls / atATime) * ANSWER_MILLIS / 1000;
        System.out.printf(
                "| %s | %.1f | %.2f | %d |%n",
                name, seconds, seconds / ideal, THREADS.getPeakThreadCount() - before);
    }
}
