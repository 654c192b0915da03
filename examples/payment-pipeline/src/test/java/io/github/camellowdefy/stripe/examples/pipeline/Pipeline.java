// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payments;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.StateRepository;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;

/** A pipeline in this process, with everything it stands on. Its clock is the sandbox's. */
final class Pipeline implements AutoCloseable {

    /** A dead letter: why, and whether a replay takes it. */
    record Letter(String reason, boolean replayed) {}

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final DefaultCamelContext stranger = new DefaultCamelContext();
    private final AtomicInteger orders = new AtomicInteger();
    private final String url;
    private final Surroundings surroundings;
    private final Main main;
    private final Payments payments;
    private final JdbcTemplate sql;
    private final ProducerTemplate template;
    private final ProducerTemplate stripe;
    private final DeadLetters letters;
    private final Groups groups;

    private Pipeline(int port) throws Exception {
        url = "http://127.0.0.1:" + port;
        surroundings =
                Surroundings.start(
                        Map.of(
                                Settings.PORT,
                                String.valueOf(port),
                                "SWEEP_DELAY_MS",
                                "200",
                                "SWEEP_START",
                                "earliest",
                                "ORDERS_CONSUMERS",
                                "2",
                                "ORDERS_REDELIVERIES",
                                "2",
                                "ORDERS_REDELIVERY_DELAY_MS",
                                "10"),
                        StripeSandbox.builder());
        Demo.connect(stranger, surroundings.settings());
        stripe = stranger.createProducerTemplate();
        surroundings.set(Settings.WEBHOOK_SECRET, Demo.webhook(stripe, url + "/stripe"));
        main =
                Instance.create(
                        surroundings.settings(),
                        surroundings.sandbox().clock().withZone(ZoneOffset.UTC));
        main.addOverrideProperty("camel.component.stripe.max-network-retries", "1");
        main.start();
        payments = main.lookup("payments", Payments.class);
        sql = new JdbcTemplate(main.lookup("dataSource", DataSource.class));
        template = main.getCamelTemplate();
        String servers = surroundings.settings().require(Settings.KAFKA);
        letters = new DeadLetters(servers);
        groups = new Groups(servers);
    }

    static Pipeline start() {
        try {
            return new Pipeline(Surroundings.freePort());
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

    /** An instance that sweeps the events as well, with the same cursor, whoever leads. */
    DefaultCamelContext secondLeader() throws Exception {
        DefaultCamelContext second = new DefaultCamelContext();
        Demo.connect(second, surroundings.settings());
        second.getRegistry().bind("states", main.lookup("states", StateRepository.class));
        second.getComponent("kafka", KafkaComponent.class)
                .getConfiguration()
                .setBrokers(surroundings.settings().require(Settings.KAFKA));
        second.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("stripe:events?delay=200&startFrom=earliest&offsetRepository=#bean:states")
                                .routeId("sweep")
                                .setHeader(KafkaConstants.KEY, simple("${body[data][object][id]}"))
                                .marshal()
                                .json()
                                .to("kafka:" + Topics.EVENTS);
                    }
                });
        return second;
    }

    /** How often an event came to the topic. */
    int published(String event) {
        try (KafkaConsumer<String, String> consumer =
                DeadLetters.consumer(
                        surroundings.settings().require(Settings.KAFKA), Topics.EVENTS)) {
            int found = 0;
            ConsumerRecords<String, String> records;
            do {
                records = consumer.poll(Duration.ofSeconds(1));
                for (ConsumerRecord<String, String> record : records) {
                    found += record.value().contains('"' + event + '"') ? 1 : 0;
                }
            } while (!records.isEmpty());
            return found;
        }
    }

    /** Calls Stripe, as somebody does who has nothing to do with the pipeline. */
    Map<?, ?> stripe(String operation, Object arguments) {
        return stripe.requestBody("stripe:" + operation, arguments, Map.class);
    }

    /** Orders for a card, under a new id. */
    String order(long amount, String card) {
        String id = "o" + orders.incrementAndGet();
        send(id, json(id, amount, card));
        return id;
    }

    void send(String key, String order) {
        send(Topics.ORDERS, key, order.getBytes(StandardCharsets.UTF_8));
    }

    /** The parameters of a payment intent over 5.00 euros that is charged at once. */
    static Map<String, Object> intent(Map<String, String> metadata) {
        return Map.of(
                "amount",
                500,
                "currency",
                "eur",
                "payment_method",
                "pm_card_visa",
                "payment_method_types",
                List.of("card"),
                "confirm",
                true,
                "metadata",
                metadata);
    }

    static String json(String id, long amount, String card) {
        return "{\"id\": \"%s\", \"amount\": %d, \"currency\": \"eur\", \"payment_method\": \"%s\"}"
                .formatted(id, amount, card);
    }

    /** The newest dead letter of each key. */
    Map<String, Letter> letters() {
        return letters.all();
    }

    /** The letter of a record, once it is among the dead letters. */
    Letter letter(String key) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> letters().get(key), Objects::nonNull);
    }

    /** Where the instance serves its page. */
    String url() {
        return url;
    }

    /** What the instance serves under a path. */
    String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url + path)).build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** Has the dead letters come back. */
    void replay() throws IOException, InterruptedException {
        post("/replay", null, new byte[0]);
    }

    /** How many records of a topic a group has not committed. */
    long lag(String group, String topic) throws Exception {
        return groups.lag(group, topic);
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

    /** What the shop does about an order. */
    String shipment(String order) {
        return sql
                .queryForList("SELECT state FROM shipments WHERE order_id = ?", String.class, order)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** The events about a payment that Stripe has, newest first. */
    List<Map<String, Object>> eventsOf(Payment payment) {
        String intent = payment.state().paymentIntent();
        return sandbox().events().list().stream()
                .filter(event -> event.toString().contains(intent))
                .toList();
    }

    /** Puts an event on the topic, under an id of its own. */
    void publish(Map<String, Object> event, String id) throws IOException {
        Map<String, Object> published = new LinkedHashMap<>(event);
        published.computeIfPresent("id", (field, old) -> id);
        send(Topics.EVENTS, id, JSON.writeValueAsBytes(published));
    }

    /** Posts an event to the webhook; gives the status. */
    int deliver(Map<String, Object> event, String signature)
            throws IOException, InterruptedException {
        return post("/stripe", signature, JSON.writeValueAsBytes(event));
    }

    /** Waits until every event of Stripe's so far is taken in that the pipeline wants. */
    void settledEvents() {
        List<String> wanted =
                sandbox().events().list().stream()
                        .filter(event -> ((String) event.get("type")).startsWith("payment_intent."))
                        .filter(event -> !"payment_intent.created".equals(event.get("type")))
                        .map(event -> (String) event.get("id"))
                        .toList();
        Awaitility.await().atMost(PATIENCE).until(() -> wanted.stream().allMatch(this::takenIn));
        Awaitility.await().atMost(PATIENCE).until(() -> lag("reconciliation", Topics.EVENTS) == 0);
    }

    boolean takenIn(String event) {
        return sql.queryForObject(
                        "SELECT count(*) FROM camel_messageprocessed WHERE messageid = ?",
                        Integer.class,
                        event)
                == 1;
    }

    /** How often a payment was read at Stripe. */
    long reads(Payment payment) {
        return sandbox()
                .journal()
                .of("GET", "/v1/payment_intents/" + payment.state().paymentIntent())
                .size();
    }

    private void send(String topic, String key, byte[] body) {
        template.sendBodyAndHeader("kafka:" + topic, body, KafkaConstants.KEY, key);
    }

    private int post(String path, String signature, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body));
        if (signature != null) {
            request.header("Stripe-Signature", signature);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() throws IOException {
        groups.close();
        letters.close();
        main.stop();
        stranger.close();
        surroundings.close();
    }
}
