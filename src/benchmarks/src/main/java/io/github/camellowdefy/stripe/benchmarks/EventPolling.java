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

import io.github.camellowdefy.stripe.StripeConfiguration;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that counts the account's events from the earliest on. */
public final class EventPolling {

    private static final int PAGE = 100;

    private final int events;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long start = System.nanoTime();
    private int polled;

    private EventPolling(int events) {
        this.events = events;
    }

    /**
     * Polls them all and prints a row at every tenth.
     *
     * @param arguments URL and key of the sandbox, how many events it has
     */
    public static void main(String[] arguments) throws Exception {
        EventPolling polling = new EventPolling(Integer.parseInt(arguments[2]));
        Path cursor = Files.createTempFile("stripe-events", ".cursor");
        StripeConfiguration connection = new StripeConfiguration();
        connection.setApiBase(arguments[0]);
        connection.setSecretKey(arguments[1]);
        try (CamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("stripe", connection);
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("stripe:events?connection=#bean:stripe&startFrom=earliest"
                                            + "&initialDelay=0&offsetRepository="
                                            + cursor)
                                    .process(exchange -> polling.count());
                        }
                    });
            context.start();
            polling.ended.await();
        } finally {
            Files.delete(cursor);
        }
    }

    private void count() {
        polled++;
        if (polled % (events / 10) == 0) {
            double seconds = (System.nanoTime() - start) / 1e9;
            System.gc();
            System.out.printf(
                    "| %,d | %.1f | %.1f | %.1f |%n",
                    polled,
                    seconds,
                    polled / PAGE / seconds,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
        }
        if (polled == events) {
            ended.countDown();
        }
    }
}
