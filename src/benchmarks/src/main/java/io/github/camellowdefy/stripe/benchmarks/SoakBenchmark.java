// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.camellowdefy.stripe.StripeConfiguration;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Payments for a long time, some of them meeting faults. What the process holds on to should be the
 * same after the first minutes and at the end.
 *
 * <pre>{@code SoakBenchmark [minutes, 20] [payments per second, 200] [share of faults, 0.05]}</pre>
 */
public final class SoakBenchmark {

    private static final UnixOperatingSystemMXBean SYSTEM =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long TIMEOUT_MILLIS = 2_000;

    private final Endpoint start;
    private final AsyncProducer route;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger paid = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    private SoakBenchmark(CamelContext context) throws Exception {
        start = context.getEndpoint("direct:pay");
        route = start.createAsyncProducer();
        route.start();
    }

    /** Runs it and prints a row for every minute. */
    public static void main(String[] arguments) throws Exception {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        double faults = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 0.05;
        try (SandboxProcess sandbox = SandboxProcess.start(0, 0, faults);
                CamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("stripe", connection(sandbox));
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            errorHandler(noErrorHandler());
                            from("direct:pay").to("stripe:charges/create?connection=#bean:stripe");
                        }
                    });
            context.start();
            new SoakBenchmark(context).run(minutes, perSecond, sandbox);
        }
    }

    private static StripeConfiguration connection(SandboxProcess sandbox) {
        StripeConfiguration connection = new StripeConfiguration();
        connection.setSecretKey(sandbox.secretKey());
        connection.setApiBase(sandbox.url());
        connection.setTimeout(TIMEOUT_MILLIS);
        return connection;
    }

    private void run(int minutes, int perSecond, SandboxProcess sandbox) throws Exception {
        System.out.printf(
                "| minute | payments | of them failed | heap after collection, MB | threads |"
                        + " open files |%n|---|---|---|---|---|---|%n");
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleAtFixedRate(
                    this::pay, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
            for (int minute = 1; minute <= minutes; minute++) {
                TimeUnit.MINUTES.sleep(1);
                report(minute);
            }
        } finally {
            clock.shutdown();
        }
        awaitTheLast();
        System.out.printf(
                "%n%,d payments: %,d paid, %,d failed; %,d charges%n",
                made.get(), paid.get(), failed.get(), sandbox.charges());
    }

    private void pay() {
        Exchange exchange = start.createExchange();
        exchange.getMessage()
                .setBody(
                        Map.of(
                                "amount",
                                2000,
                                "currency",
                                "eur",
                                "source",
                                "tok_visa",
                                "metadata",
                                Map.of("order", made.incrementAndGet())));
        route.process(
                exchange,
                doneSync -> (exchange.getException() == null ? paid : failed).incrementAndGet());
    }

    private void report(int minute) {
        System.gc();
        System.out.printf(
                "| %d | %,d | %,d | %.1f | %d | %d |%n",
                minute,
                made.get(),
                failed.get(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                SYSTEM.getOpenFileDescriptorCount());
    }

    private void awaitTheLast() throws InterruptedException {
        while (paid.get() + failed.get() < made.get()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
