// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.examples.pipeline.cluster.DatabaseStates;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payments;
import io.github.camellowdefy.stripe.sandbox.SandboxBuilder;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A whole run: orders, charges, declines, refunds and disputes, and the books at the end. */
final class Demo {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int POLL_MILLIS = 250;
    private static final String CONSUMERS = "ORDERS_CONSUMERS";

    private final Options options;
    private final Settings given;
    private final PrintStream out;
    private final List<InstanceProcess> instances = new ArrayList<>();

    Demo(Options options, Settings given, PrintStream out) {
        this.options = options;
        this.given = given;
        this.out = out;
    }

    void run() throws Exception {
        String key = given.get(Settings.STRIPE_KEY);
        if (key != null && !key.startsWith("sk_test_") && !key.startsWith("rk_test_")) {
            throw new IllegalArgumentException(
                    "%s is no test key, and the orders of this run are invented; set a key that begins with sk_test_, or none for a sandbox."
                            .formatted(Settings.STRIPE_KEY));
        }
        try (Surroundings surroundings = Surroundings.start(given.environment(), sandbox());
                DefaultCamelContext camel = new DefaultCamelContext()) {
            Settings settings = surroundings.settings();
            connect(camel, settings);
            if (surroundings.sandbox() != null) {
                String url = "http://127.0.0.1:" + options.port() + "/stripe";
                surroundings.set(
                        Settings.WEBHOOK_SECRET, webhook(camel.createProducerTemplate(), url));
                surroundings.set("SWEEP_DELAY_MS", "2000");
            } else {
                // Stripe takes 25 requests a second in test mode
                surroundings.set(Settings.BUDGET, "20");
            }
            surroundings.set("SWEEP_START", Instant.now().toString());
            run(surroundings, camel);
        }
    }

    private void run(Surroundings surroundings, DefaultCamelContext camel) throws Exception {
        Settings settings = surroundings.settings();
        out.printf("Kafka       %s%n", settings.require(Settings.KAFKA));
        out.printf("PostgreSQL  %s%n", settings.databasePlace());
        out.printf(
                "Stripe      %s%n",
                surroundings.sandbox() == null ? "your account" : "a sandbox in this process");
        Path logs = Files.createTempDirectory("payment-pipeline-logs");
        Neighbours.broker(settings);
        try (HikariDataSource database = Neighbours.database(settings);
                Groups groups = new Groups(settings.require(Settings.KAFKA));
                Shop shop = new Shop(settings.require(Settings.KAFKA), options.seed())) {
            for (int i = 0; i < options.instances(); i++) {
                Path log = logs.resolve("instance-" + (i + 1) + ".log");
                instances.add(InstanceProcess.start(settings, options.port() + i, log));
                out.printf("Instance %d  port %d, log %s%n", i + 1, options.port() + i, log);
            }
            int consumers = options.instances() * (int) settings.number(CONSUMERS, 8);
            int working = Math.min(consumers, Topics.PARTITIONS);
            await("start of all consumers", () -> groups.members("payments") == working);
            Payments payments = new Payments(database, Clock.systemUTC(), Topics.RESULTS);
            order(shop, payments);
            giveBack(surroundings.sandbox(), payments, camel.createProducerTemplate());
            Reconciliation books =
                    Reconciliation.of(payments.all(), camel.createProducerTemplate());
            report(books);
            new DatabaseStates(database).setState("reconciliation", json(books));
            if (options.serve()) {
                out.printf("%nServing at http://localhost:%s until Ctrl-C%n", options.port());
                new CountDownLatch(1).await();
            }
        } finally {
            for (InstanceProcess instance : instances) {
                instance.close();
            }
        }
    }

    private SandboxBuilder sandbox() {
        SandboxBuilder sandbox =
                StripeSandbox.builder()
                        .seed(options.seed())
                        .latency(Duration.ofMillis(options.latency()));
        return options.faults() == 0
                ? sandbox
                : sandbox.faults(
                        options.faults() / 100.0,
                        Fault.RESET_AFTER,
                        Fault.RESET_BEFORE,
                        Fault.ERROR_500_AFTER,
                        Fault.TRUNCATED_BODY,
                        Fault.LOCK_409);
    }

    /** The launcher's own connection, for what a person does in Stripe's dashboard. */
    static void connect(DefaultCamelContext camel, Settings settings) {
        StripeComponent stripe = camel.getComponent("stripe", StripeComponent.class);
        stripe.getConfiguration().setSecretKey(settings.require(Settings.STRIPE_KEY));
        if (settings.has(Settings.STRIPE_URL)) {
            stripe.getConfiguration().setApiBase(settings.require(Settings.STRIPE_URL));
        }
        stripe.getConfiguration().setMaxNetworkRetries(10);
        camel.start();
    }

    /** Has Stripe deliver its events to a URL; gives the secret that signs them. */
    static String webhook(ProducerTemplate stripe, String url) {
        return (String)
                stripe.requestBody(
                                "stripe:webhookEndpoints/create",
                                Map.of("url", url, "enabled_events", List.of("*")),
                                Map.class)
                        .get("secret");
    }

    private void order(Shop shop, Payments payments) throws Exception {
        String prefix = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        long start = System.nanoTime();
        Shop.Sent sent = shop.send(prefix, options.orders());
        out.printf(
                Locale.ROOT,
                "%n%,d orders sent, %,d of them twice; %,d more are no orders%n",
                sent.good(),
                sent.twice(),
                sent.bad());
        await("outcome of every order", () -> payments.settled(prefix) == sent.good());
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "All have their outcome after %.1f s, %.0f a second%n",
                seconds,
                sent.good() / seconds);
    }

    /** Some customers get their money back, and some ask their bank for it. */
    private void giveBack(StripeSandbox sandbox, Payments payments, ProducerTemplate camel)
            throws Exception {
        if (sandbox == null) {
            return;
        }
        List<Payment> paid =
                payments.all().stream()
                        .filter(row -> row.state().status().equals("succeeded"))
                        .toList();
        int refunds = paid.size() / 30;
        int disputes = paid.size() / 100;
        for (Payment payment : paid.subList(0, refunds)) {
            camel.requestBody(
                    "stripe:refunds/create?idempotencyKey=refund-" + payment.order().id(),
                    Map.of("payment_intent", payment.state().paymentIntent()));
        }
        for (Payment payment : paid.subList(refunds, refunds + disputes)) {
            sandbox.createDispute(payment.state().charge());
        }
        await(
                "refunds and disputes in the table",
                () -> {
                    Reconciliation now = Reconciliation.of(payments.all(), Map.of());
                    return now.refunds() >= refunds && now.disputed() >= disputes;
                });
    }

    private void report(Reconciliation books) {
        out.println();
        books.lines()
                .forEach((name, count) -> out.printf(Locale.ROOT, "%-22s %,12d%n", name, count));
        out.printf(
                Locale.ROOT,
                "%n%,.2f EUR charged, %,.2f EUR refunded%n",
                books.charged() / 100.0,
                books.refunded() / 100.0);
    }

    private static String json(Reconciliation books) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(books.lines());
    }

    private void await(String what, Callable<Boolean> done) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.call()) {
            if (instances.stream().noneMatch(InstanceProcess::isAlive)) {
                throw new IllegalStateException("All instances have ended; see their logs.");
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "The %s did not come within %d minutes; see the logs of the instances."
                                .formatted(what, PATIENCE.toMinutes()));
            }
            never.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
