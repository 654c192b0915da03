// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camellowdefy.stripe.examples.pipeline.ledger.Auditor;
import io.github.camellowdefy.stripe.examples.pipeline.ledger.DailyReport;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payments;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A run in which everything fails that can: instances are killed and started again, a tenth of
 * Stripe's requests meets a fault, deliveries get lost, come twice and overtake each other, broker
 * and database restart, and one instance sweeps the events though another one leads.
 */
final class Chaos implements AutoCloseable {

    /**
     * How much of it.
     *
     * @param kills instances that are killed at most; until all orders are settled
     * @param revives whether instances that were killed start again
     * @param restarts whether broker and database restart
     */
    record Plan(
            long seed,
            int orders,
            int instances,
            int kills,
            Duration betweenKills,
            boolean revives,
            boolean restarts,
            Duration patience) {}

    /** What was found at the end. */
    record Outcome(
            int good,
            int rows,
            List<String> lost,
            List<String> twice,
            Reconciliation books,
            List<String> wrongShipments,
            int kills,
            int lostDeliveries,
            int refunds,
            int disputes,
            DailyReport report,
            double seconds) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d orders: %d charged, %d declined, %d refunded, %d disputed; double %d, lost %d, missing %d and %d, differing %d, wrong shipments %d; %d payouts of %d transactions, %d findings; %d kills, %d deliveries lost, %.0f s",
                    good,
                    books.succeeded(),
                    books.declined(),
                    books.refunds(),
                    books.disputed(),
                    twice.size(),
                    lost.size(),
                    books.missingHere().size(),
                    books.missingAtStripe().size(),
                    books.differing().size(),
                    wrongShipments.size(),
                    report.payouts(),
                    report.transactions(),
                    report.findings().size(),
                    kills,
                    lostDeliveries,
                    seconds);
        }
    }

    private final Plan plan;
    private final Random random;
    private final long start = System.nanoTime();
    private final Path logs;
    private final Surroundings surroundings;
    private final LoadBalancer balancer;
    private final List<Integer> ports = new ArrayList<>();
    private final List<InstanceProcess> instances = new ArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate stripe;
    private final HikariDataSource database;
    private final Payments payments;
    private final Set<String> givenBack = new HashSet<>();
    private int kills;
    private int refunds;
    private int disputes;

    Chaos(Plan plan) throws Exception {
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.logs = Files.createDirectories(Path.of("target", "chaos", "seed-" + plan.seed()));
        this.surroundings =
                Surroundings.start(
                        Map.of(
                                "ORDERS_CONSUMERS", "4",
                                "KAFKA_SESSION_TIMEOUT_MS", "3000",
                                "SWEEP_DELAY_MS", "500",
                                "SWEEP_START",
                                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                        StripeSandbox.builder().seed(plan.seed()));
        for (int i = 0; i < plan.instances(); i++) {
            ports.add(Surroundings.freePort());
        }
        this.balancer = new LoadBalancer(ports, 0.3, plan.seed());
        Demo.connect(camel, surroundings.settings());
        this.stripe = camel.createProducerTemplate();
        surroundings.set(Settings.WEBHOOK_SECRET, Demo.webhook(stripe, balancer.url()));
        surroundings
                .sandbox()
                .faults()
                .rate(
                        0.1,
                        Fault.RESET_BEFORE,
                        Fault.RESET_AFTER,
                        Fault.CLOSE_AFTER,
                        Fault.TRUNCATED_BODY,
                        Fault.MALFORMED_JSON,
                        Fault.HTML_502,
                        Fault.LOCK_409,
                        Fault.LOCK_429,
                        Fault.ERROR_500_BEFORE,
                        Fault.ERROR_500_AFTER)
                .rate(0.2, Fault.DUPLICATE_DELIVERY, Fault.REORDERED_DELIVERY);
        Neighbours.broker(surroundings.settings());
        this.database = Neighbours.database(surroundings.settings());
        this.payments = new Payments(database, Clock.systemUTC(), Topics.RESULTS);
    }

    Outcome run() throws Exception {
        for (int i = 0; i < plan.instances(); i++) {
            instances.add(instance(i));
        }
        Shop.Sent sent;
        try (Shop shop = new Shop(surroundings.settings().require(Settings.KAFKA), plan.seed())) {
            sent = shop.send("o", plan.orders());
        }
        breakThings(sent.good());
        settle(sent.good());
        Reconciliation books = books();
        return outcome(sent.good(), books, payOut());
    }

    private InstanceProcess instance(int number) throws IOException {
        Settings settings = surroundings.settings();
        if (number == plan.instances() - 1) {
            // it does not ask who leads
            settings = settings.with("SWEEP_SOURCE", "stripe:events");
        }
        return InstanceProcess.start(
                settings, ports.get(number), logs.resolve("instance-" + number + ".log"));
    }

    private void breakThings(int good) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        int round = 0;
        while (settled() < good && elapsed().compareTo(plan.patience()) < 0) {
            never.await(plan.betweenKills().toMillis(), TimeUnit.MILLISECONDS);
            giveBack();
            // the first kill waits for something to break
            if (kills < plan.kills() && settled() > 0) {
                int victim = random.nextInt(plan.instances());
                instances.get(victim).kill();
                if (plan.revives()) {
                    instances.set(victim, instance(victim));
                }
                kills++;
            }
            round++;
            if (plan.restarts() && round % 6 == 3) {
                surroundings.kafka().close();
                surroundings.kafka().start();
            }
            if (plan.restarts() && round % 6 == 5) {
                surroundings.database().close();
                surroundings.database().start();
            }
        }
    }

    /** Waits until nothing is open and the table says what the books say. */
    private void settle(int good) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        for (int round = 1; elapsed().compareTo(plan.patience()) < 0; round++) {
            giveBack();
            if (settled() == good && books().isClean() && wrongShipments().isEmpty()) {
                return;
            }
            if (round % 20 == 0) {
                replay();
            }
            never.await(500, TimeUnit.MILLISECONDS);
        }
    }

    /** Lets Stripe pay out what it has taken, and waits until all of that is booked. */
    private DailyReport payOut() throws InterruptedException {
        surroundings.sandbox().clock().advance(Duration.ofDays(10));
        Auditor auditor = new Auditor(database);
        CountDownLatch never = new CountDownLatch(1);
        DailyReport report = auditor.report();
        while (elapsed().compareTo(plan.patience()) < 0
                && (report.payouts() == 0
                        || report.payouts() < surroundings.sandbox().objects("payout").count()
                        || !report.isClean())) {
            never.await(500, TimeUnit.MILLISECONDS);
            report = auditor.report();
        }
        return report;
    }

    /** Some customers get their money back, and some ask their bank for it, while all goes on. */
    private void giveBack() {
        try {
            for (Payment payment : payments.all()) {
                String order = payment.order().id();
                int kind = Math.floorMod(order.hashCode() * 31 + (int) plan.seed(), 40);
                if (payment.state().amountReceived() == 0 || kind > 2 || !givenBack.add(order)) {
                    continue;
                }
                if (kind == 2) {
                    surroundings.sandbox().createDispute(payment.state().charge());
                    disputes++;
                } else {
                    // all of it, or a part
                    givenBack.remove(order);
                    stripe.requestBody(
                            "stripe:refunds/create?idempotencyKey=refund-" + order,
                            Map.of(
                                    "payment_intent",
                                    payment.state().paymentIntent(),
                                    "amount",
                                    payment.state().amountReceived() / (kind + 1)));
                    givenBack.add(order);
                    refunds++;
                }
            }
        } catch (RuntimeException e) {
            // Stripe or the database is away; the next round goes on
        }
    }

    private void replay() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(0) + "/replay"))
                        .POST(BodyPublishers.noBody())
                        .build();
        try {
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            // it starts; the next round asks again
        }
    }

    private int settled() {
        try {
            return payments.settled("o");
        } catch (RuntimeException e) {
            return 0;
        }
    }

    private Reconciliation books() {
        return Reconciliation.of(payments.all(), Books.of(surroundings.sandbox()));
    }

    private List<String> wrongShipments() {
        Map<String, String> shipments = new HashMap<>();
        new JdbcTemplate(database)
                .query(
                        "SELECT order_id, state FROM shipments",
                        row -> {
                            shipments.put(row.getString(1), row.getString(2));
                        });
        return payments.all().stream()
                .filter(row -> !row.state().shipment().equals(shipments.get(row.order().id())))
                .map(row -> row.order().id() + " " + shipments.get(row.order().id()))
                .toList();
    }

    private Outcome outcome(int good, Reconciliation books, DailyReport report) {
        List<Payment> rows = payments.all();
        return new Outcome(
                good,
                rows.size(),
                rows.stream()
                        .filter(row -> row.state().isOpen())
                        .map(row -> row.order().id())
                        .toList(),
                Books.intentsByOrder(surroundings.sandbox()).entrySet().stream()
                        .filter(order -> order.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .toList(),
                books,
                wrongShipments(),
                kills,
                balancer.lost(),
                refunds,
                disputes,
                report,
                elapsed().toMillis() / 1000.0);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() throws Exception {
        for (InstanceProcess instance : instances) {
            instance.kill();
        }
        balancer.close();
        camel.close();
        database.close();
        surroundings.close();
    }
}
