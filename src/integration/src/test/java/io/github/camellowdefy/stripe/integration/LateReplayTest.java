// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.call.ExpiredKeyException;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.builder.DeadLetterChannelBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders whose answer was lost, and which come back hours or days later. */
class LateReplayTest {

    private static final Path GUIDE = Path.of("../docs/idempotency.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```java(?: fragment)?\n(.*?)```", Pattern.DOTALL);
    private static final String CHARGE =
            "{amount: 2000, currency: eur, payment_method: pm_card_visa, payment_method_types: [card], confirm: true}";

    private final StripeSandbox stripe =
            StripeSandbox.builder()
                    .clock(SandboxClock.frozenAt(Instant.parse("2026-07-30T12:00:00Z")))
                    .start();
    private final JdbcDataSource database = new JdbcDataSource();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private static final class DeadLetters extends RouteBuilder {
        @Override
        public void configure() {
            errorHandler(deadLetterChannel("direct:dead").maximumRedeliveries(3));

            from("direct:orders")
                    .setHeader("CamelStripeIdempotencyKey", header("paymentKey"))
                    .to("stripe:paymentIntents/create")
                    .removeHeaders("CamelStripeIdempotencyKey|paymentKey");

            from("direct:dead")
                    .setHeader("paymentKey", exchangeProperty("CamelStripeIdempotencyKeyUsed"))
                    .to("kafka:orders.dead");
            hurry((DeadLetterChannelBuilder) getRouteCollection().getErrorHandlerFactory());
        }
    }

    private static void hurry(DeadLetterChannelBuilder handler) {
        handler.redeliveryDelay(0);
    }

    private final class NamedKeys extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:pay-order")
                    .idempotentConsumer(
                            header("order"), new JdbcMessageIdRepository(database, "payments"))
                    .skipDuplicate(false)
                    .removeOnFailure(false)
                    .filter(exchangeProperty("CamelDuplicateMessage"))
                    .to("direct:look-up")
                    .stop()
                    .end()
                    .to("stripe:paymentIntents/create?idempotencyKey=order-${header.order}");
            from("direct:look-up").to("mock:look-up");
        }
    }

    @BeforeEach
    void start() throws Exception {
        database.setUrl("jdbc:h2:mem:replays;DB_CLOSE_DELAY=-1");
        StripeComponent component = camel.getComponent("stripe", StripeComponent.class);
        stripe.configure(component);
        component.getConfiguration().setMaxNetworkRetries(0);
        // Kafka is not here; what its header filter lets through is told in broker()
        camel.addComponent("kafka", new MockComponent());
    }

    @AfterEach
    void close() throws Exception {
        camel.close();
        stripe.close();
        new JdbcTemplate(database).execute("DROP ALL OBJECTS");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 22})
    void aDeadLetterThatComesBackWithinTheDayFindsItsPayment(int hours) throws Exception {
        Map<String, Object> headers = deadLetter();
        stripe.clock().advance(Duration.ofHours(hours));

        assertThat(order(headers).getException()).isNull();

        assertThat(dead()).hasSize(1);
        assertThat(stripe.paymentIntents().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 24 * 40})
    void oneThatComesLaterIsRefusedAsOftenAsItComes(int hours) throws Exception {
        Map<String, Object> headers = deadLetter();
        stripe.clock().advance(Duration.ofHours(hours));

        order(headers);
        order(broker(dead().get(1)));

        assertThat(dead()).hasSize(3);
        assertThat(dead().subList(1, 3))
                .allSatisfy(
                        letter ->
                                assertThat(letter.getProperty(Exchange.EXCEPTION_CAUGHT))
                                        .isInstanceOf(ExpiredKeyException.class));
        assertThat(stripe.paymentIntents().count()).isEqualTo(1);
    }

    @Test
    void theEventThatTheRefusalNamesTellsWhatTheFirstCallDid() throws Exception {
        String key = (String) deadLetter().get("paymentKey");
        stripe.clock().advance(Duration.ofDays(2));

        Map<?, ?> events =
                camel.createProducerTemplate().requestBody("stripe:events/list", null, Map.class);

        assertThat((List<?>) events.get("data"))
                .anySatisfy(
                        event ->
                                assertThat(((Map<?, ?>) event).get("request"))
                                        .hasFieldOrPropertyWithValue("idempotency_key", key));
    }

    @Test
    void withoutItsKeyALetterIsANewPayment() throws Exception {
        deadLetter();
        stripe.clock().advance(Duration.ofHours(25));

        assertThat(order(Map.of()).getException()).isNull();
        assertThat(stripe.paymentIntents().count()).isEqualTo(2);
    }

    @Test
    void anOrderWithANamedKeyThatComesBackIsLookedUpAndNotPaidAgain() throws Exception {
        camel.addRoutes(new NamedKeys());
        camel.start();
        MockEndpoint lookUp = camel.getEndpoint("mock:look-up", MockEndpoint.class);
        stripe.faults().next(Fault.RESET_AFTER);
        assertThat(send("direct:pay-order", Map.of("order", 7)).getException()).isNotNull();
        stripe.clock().advance(Duration.ofHours(25));

        Exchange again = send("direct:pay-order", Map.of("order", 7));
        Exchange other = send("direct:pay-order", Map.of("order", 8));

        assertThat(again.getException()).isNull();
        assertThat(other.getException()).isNull();
        assertThat(lookUp.getExchanges()).hasSize(1);
        assertThat(stripe.paymentIntents().count()).isEqualTo(2);
    }

    @Test
    void theGuideShowsWhatRunsHere() throws Exception {
        String code =
                withoutSpace(
                        Files.readString(
                                Path.of("src/test/java")
                                        .resolve(
                                                getClass().getName().replace('.', '/') + ".java")));
        String guide = Files.readString(GUIDE);

        assertThat(EXAMPLE.matcher(guide).results().map(found -> found.group(1)))
                .filteredOn(
                        example ->
                                example.contains("paymentKey") || example.contains("idempotentC"))
                .hasSize(2)
                .allSatisfy(example -> assertThat(code).contains(withoutSpace(example)));
    }

    /** The headers of an order that was charged and whose every answer was lost. */
    private Map<String, Object> deadLetter() throws Exception {
        camel.addRoutes(new DeadLetters());
        camel.start();
        stripe.faults().rate(1, Fault.RESET_AFTER);
        order(Map.of());
        stripe.faults().clear();
        assertThat(dead()).hasSize(1);
        return broker(dead().get(0));
    }

    /** What is left of a dead letter behind a broker: neither properties nor Camel's headers. */
    private static Map<String, Object> broker(Exchange letter) {
        Map<String, Object> headers = letter.getMessage().getHeaders();
        headers.keySet().removeIf(name -> name.startsWith("Camel"));
        return headers;
    }

    private Exchange order(Map<String, Object> headers) {
        return send("direct:orders", headers);
    }

    private Exchange send(String uri, Map<String, Object> headers) {
        return camel.createProducerTemplate()
                .send(
                        uri,
                        exchange -> {
                            exchange.getMessage().setBody(CHARGE);
                            exchange.getMessage().setHeaders(new HashMap<>(headers));
                        });
    }

    private List<Exchange> dead() {
        return camel.getEndpoint("kafka:orders.dead", MockEndpoint.class).getExchanges();
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
