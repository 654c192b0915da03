// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payments;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;

/** A pipeline in this process, with everything it stands on. Its clock is the sandbox's. */
final class Pipeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger orders = new AtomicInteger();
    private final Surroundings surroundings;
    private final Main main;
    private final Payments payments;
    private final JdbcTemplate sql;
    private final ProducerTemplate template;
    private final DeadLetters letters;
    private final Lag lag;

    /** A dead letter: why, and whether a replay takes it. */
    record Letter(String reason, boolean replayed) {}

    private Pipeline(Surroundings surroundings) throws Exception {
        this.surroundings = surroundings;
        this.main =
                Instance.create(
                        surroundings.settings(),
                        surroundings.sandbox().clock().withZone(ZoneOffset.UTC));
        main.start();
        this.payments = main.lookup("payments", Payments.class);
        this.sql = new JdbcTemplate(main.lookup("dataSource", DataSource.class));
        this.template = main.getCamelTemplate();
        String servers = surroundings.settings().require(Settings.KAFKA);
        this.letters = new DeadLetters(servers);
        this.lag = new Lag(servers);
    }

    static Pipeline start() {
        try {
            return new Pipeline(
                    Surroundings.start(
                            Map.of(
                                    "PORT",
                                    String.valueOf(Surroundings.freePort()),
                                    "SWEEP_DELAY_MS",
                                    "200",
                                    "ORDERS_CONSUMERS",
                                    "2"),
                            StripeSandbox.builder()));
        } catch (Exception e) {
            throw new IllegalStateException("The pipeline does not start.", e);
        }
    }

    StripeSandbox sandbox() {
        return surroundings.sandbox();
    }

    Payments payments() {
        return payments;
    }

    JdbcTemplate sql() {
        return sql;
    }

    /** Calls Stripe, as somebody does who has nothing to do with the pipeline. */
    Map<?, ?> stripe(String operation, Object arguments) {
        return template.requestBody("stripe:" + operation, arguments, Map.class);
    }

    /** Orders for a card, under a new id. */
    String order(long amount, String card) {
        String id = "o" + orders.incrementAndGet();
        send(id, json(id, amount, card));
        return id;
    }

    void send(String key, String order) {
        template.sendBodyAndHeader(
                "kafka:orders", order.getBytes(StandardCharsets.UTF_8), KafkaConstants.KEY, key);
    }

    static String json(String id, long amount, String card) {
        return "{\"id\": \"%s\", \"amount\": %d, \"currency\": \"eur\", \"payment_method\": \"%s\"}"
                .formatted(id, amount, card);
    }

    /** The newest dead letter of each key. */
    Map<String, Letter> letters() {
        return letters.all();
    }

    /** How many records of a topic a group has not committed. */
    long lag(String group, String topic) throws Exception {
        return lag.of(group, topic);
    }

    /** The letter of a record, once it is among the dead letters. */
    Letter letter(String key) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> letters().get(key), Objects::nonNull);
    }

    /** The row of an order, once it is as wanted. */
    Payment await(String order, Predicate<Payment> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> payments.find(order), row -> row != null && wanted.test(row));
    }

    /** The row of an order, once its outcome is known. */
    Payment settled(String order) {
        return await(order, row -> !row.state().isOpen());
    }

    @Override
    public void close() throws IOException {
        lag.close();
        letters.close();
        main.stop();
        surroundings.close();
    }
}
