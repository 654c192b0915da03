// SPDX-License-Identifier: Apache-2.0
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
