// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.sandbox.SandboxBuilder;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;

/** The platform sweeps the events of all its connected accounts, with a few threads for all. */
class ConnectSweepTest {

    private static final int ACCOUNTS = Boolean.getBoolean("chaos") ? 1_000 : 300;
    private static final int THREADS = 4;
    private static final int MANY = 200;
    private static final String BUSY = "acct_1";
    private static final String SLOW = "acct_2";

    private final Map<String, AtomicInteger> delivered = new ConcurrentHashMap<>();
    private final CountDownLatch held = new CountDownLatch(1);

    @Test
    void neitherASlowNorABusyAccountKeepsTheOthersWaiting() throws Exception {
        SandboxBuilder sandbox = StripeSandbox.builder();
        for (int i = 0; i < ACCOUNTS; i++) {
            sandbox.account("acct_" + i);
        }
        ScheduledExecutorService sweep = Executors.newScheduledThreadPool(THREADS);
        try (StripeSandbox stripe = sandbox.start();
                DefaultCamelContext camel = new DefaultCamelContext()) {
            stripe.configure(camel.getComponent("stripe", StripeComponent.class));
            camel.getRegistry().bind("sweep", sweep);
            camel.getRegistry().bind("states", new MemoryStateRepository());
            camel.addRoutes(routes());
            camel.start();
            ProducerTemplate template = camel.createProducerTemplate();
            for (int i = 0; i < MANY; i++) {
                customer(template, BUSY);
            }
            for (int i = 0; i < ACCOUNTS; i++) {
                customer(template, "acct_" + i);
            }

            for (int i = 0; i < ACCOUNTS; i++) {
                TemplatedRouteBuilder.builder(camel, "sweep")
                        .routeId("sweep-acct_" + i)
                        .parameter("account", "acct_" + i)
                        .add();
            }

            await().atMost(Duration.ofMinutes(1)).until(() -> delivered.size() == ACCOUNTS);
            assertThat(delivered.get(BUSY).get()).isLessThan(MANY);
            delivered.remove(BUSY);
            assertThat(delivered.values()).allSatisfy(count -> assertThat(count).hasValue(1));
            // a context that closes waits for the exchange that is held
            held.countDown();
        } finally {
            held.countDown();
            sweep.shutdownNow();
        }
    }

    private static void customer(ProducerTemplate template, String account) {
        template.requestBodyAndHeader(
                "stripe:customers/create", null, StripeConstants.ACCOUNT, account);
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("sweep")
                        .templateParameter("account")
                        .from(
                                "stripe:events?stripeAccount={{account}}&types=customer.created"
                                        + "&startFrom=earliest&offsetRepository=#bean:states"
                                        + "&requestsPerSecond=20&maxMessagesPerPoll=10"
                                        + "&scheduledExecutorService=#bean:sweep&initialDelay=0&delay=5000")
                        .setProperty("account", simple("{{account}}"))
                        .process(ConnectSweepTest.this::deliver);
            }
        };
    }

    private void deliver(Exchange exchange) throws InterruptedException {
        String account = exchange.getProperty("account", String.class);
        delivered.computeIfAbsent(account, name -> new AtomicInteger()).incrementAndGet();
        if (account.equals(SLOW)) {
            held.await();
        }
    }
}
