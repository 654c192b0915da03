// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.PaymentRoutes;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.call.ExpiredKeyException;
import io.github.camellowdefy.stripe.call.GeneratedKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A generated key that Stripe may have forgotten is not sent, whichever way it comes. */
class ExpiredKeysTest extends PaymentRoutes {

    private static final Instant START = Instant.parse("2026-07-30T12:00:00Z");

    private Instant now = START;

    static Stream<Arguments> waysOfAKey() {
        return Stream.of(
                way("header", r -> r.from("direct:pay").to(PAY)),
                way(
                        "endpoint option",
                        r ->
                                r.from("direct:pay")
                                        .setHeader("kept")
                                        .header(StripeConstants.IDEMPOTENCY_KEY)
                                        .removeHeader(StripeConstants.IDEMPOTENCY_KEY)
                                        .to(PAY + "?idempotencyKey=${header.kept}")),
                way(
                        "exchange property",
                        r ->
                                r.from("direct:pay")
                                        .setProperty("kept")
                                        .header(StripeConstants.IDEMPOTENCY_KEY)
                                        .removeHeader(StripeConstants.IDEMPOTENCY_KEY)
                                        .to(PAY + "?idempotencyKey=${exchangeProperty.kept}")),
                way(
                        "option argument",
                        r ->
                                r.from("direct:pay")
                                        .process(ExpiredKeysTest::keyAsArgument)
                                        .removeHeader(StripeConstants.IDEMPOTENCY_KEY)
                                        .to(PAY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfAKey")
    void aKeyThatIsTooOldIsRefusedBeforeItIsSent(String way, Consumer<RouteBuilder> definition)
            throws Exception {
        startAt(definition);
        String key = GeneratedKey.at(START);

        now = START.plus(Duration.ofHours(23));
        assertThat(send(key).getException()).isNull();
        now = now.plusMillis(1);
        Exchange refused = send(key);

        assertThat(refused.getException()).isInstanceOf(ExpiredKeyException.class);
        assertThat(refused.getMessage().getHeader(StripeConstants.RETRYABLE)).isEqualTo(false);
        assertThat(refused.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED)).isEqualTo(key);
        assertThat(keys()).containsExactly(key);
    }

    @Test
    void aRedeliveryThatComesAfterADayIsRefusedAndMakesNoNewKey() throws Exception {
        startAt(
                r ->
                        r.from("direct:pay")
                                .errorHandler(
                                        redelivering(r, 3)
                                                .onRedelivery(
                                                        e -> now = now.plus(Duration.ofHours(20))))
                                .to(PAY));
        routes.server().script(LOST, LOST);

        Exchange refused = routes.send("direct:pay", PAYMENT);

        assertThat(refused.getException()).isInstanceOf(ExpiredKeyException.class);
        assertThat(keys()).hasSize(2).containsOnly(keys().get(0));
    }

    @Test
    void aKeyIsMadeByTheClockOfTheContext() throws Exception {
        startAt(r -> r.from("direct:pay").to(PAY));
        routes.send("direct:pay", PAYMENT);

        now = START.plus(Duration.ofDays(365));
        routes.send("direct:pay", PAYMENT);
        now = START;

        assertThat(send(keys().get(0)).getException()).isNull();
        assertThat(send(keys().get(1)).getException())
                .isInstanceOf(ExpiredKeyException.class)
                .hasMessageContaining("later than now");
    }

    @Test
    void aCallThatCannotBeReadKeepsTheKeyItCameWith() throws Exception {
        startAt(r -> r.from("direct:pay").to("stripe:paymentIntents/retrieve"));

        assertThat(send("order-7").getProperty(StripeConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo("order-7");
        assertThat(keys()).isEmpty();
    }

    private void startAt(Consumer<RouteBuilder> definition) throws Exception {
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        routes =
                Routes.start(
                        context -> context.getRegistry().bind("clock", Clock.class, clock),
                        definition);
        routes.server().otherwise(PAID);
    }

    private Exchange send(String key) {
        return routes.send(
                "direct:pay",
                exchange -> {
                    exchange.getMessage().setBody(PAYMENT);
                    exchange.getMessage().setHeader(StripeConstants.IDEMPOTENCY_KEY, key);
                });
    }

    private static void keyAsArgument(Exchange exchange) {
        Object key = exchange.getMessage().getHeader(StripeConstants.IDEMPOTENCY_KEY);
        exchange.getMessage().setBody(List.of(PAYMENT, Map.of("idempotencyKey", key)));
    }

    private static Arguments way(String name, Consumer<RouteBuilder> definition) {
        return Arguments.of(name, definition);
    }
}
