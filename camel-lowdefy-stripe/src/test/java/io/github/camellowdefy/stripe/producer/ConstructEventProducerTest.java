// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.LogLines;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.event.InvalidEventException;
import io.github.camellowdefy.stripe.webhook.Deliveries;
import io.github.camellowdefy.stripe.webhook.Deliveries.Delivery;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConstructEventProducerTest {

    private static final String STEP =
            "stripe:webhooks/constructEvent?webhookSecret=" + Deliveries.CURRENT;

    private static final Delivery SNAPSHOT = Deliveries.named("snapshot");

    private Routes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    void turnsADeliveryIntoItsEvent() throws Exception {
        start();

        Exchange done = send(STEP, SNAPSHOT.payload(), SNAPSHOT.header());

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(Map.class).get("type"))
                .isEqualTo("payment_intent.succeeded");
        assertThat(done.getMessage().getHeader(StripeConstants.EVENT_ID))
                .isEqualTo("evt_3PxKj2LkdIwHu7ix0Q1w2e3r");
    }

    @Test
    void findsTheSignatureWhereHeadersAreToldApartByTheirCase() throws Exception {
        routes =
                Routes.start(
                        context -> {
                            context.setCaseInsensitiveHeaders(false);
                            context.getRegistry().bind("clock", Clock.class, Deliveries.CLOCK);
                        },
                        r -> r.from("direct:nothing").to("mock:nothing"));

        Exchange done = send(STEP, SNAPSHOT.payload(), SNAPSHOT.header());

        assertThat(done.getException()).isNull();
    }

    @Test
    void readsABodyThatSomebodyHasReadBefore() throws Exception {
        start();
        InputStreamCache read = new InputStreamCache(SNAPSHOT.payload());
        assertThat(read.readAllBytes()).isNotEmpty();

        Exchange done = send(STEP, read, SNAPSHOT.header());

        assertThat(done.getException()).isNull();
    }

    @Test
    void refusesWithTheStatusToAnswerWith() throws Exception {
        start();

        Exchange forged = send(STEP, SNAPSHOT.payload(), "t=1,v1=00");
        Exchange large =
                send(
                        STEP + "&webhookMaxPayloadSize=10",
                        new ByteArrayInputStream(SNAPSHOT.payload()),
                        SNAPSHOT.header());
        Exchange parsed = send(STEP, Map.of("id", "evt_1"), SNAPSHOT.header());

        assertThat(forged.getException()).isInstanceOf(SignatureVerificationException.class);
        assertThat(forged.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(400);
        assertThat(large.getException()).isInstanceOf(InvalidEventException.class);
        assertThat(large.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(413);
        assertThat(parsed.getException())
                .hasMessageContaining("only the bytes that Stripe sent can be verified");
    }

    @Test
    void logsOneLineForWhatItRefusesWithoutTheSecretOfItsUri() throws Exception {
        start();

        try (LogLines log = new LogLines()) {
            send(STEP, SNAPSHOT.payload(), "t=1,v1=00");

            assertThat(log.all())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .startsWith("stripe:webhooks/constructEvent refused a delivery with 400: ")
                    .doesNotContain(Deliveries.CURRENT);
        }
    }

    @Test
    void takesTheLargestNumberForNoLimit() throws Exception {
        start();

        Exchange done =
                send(
                        STEP + "&webhookMaxPayloadSize=" + Integer.MAX_VALUE,
                        new ByteArrayInputStream(SNAPSHOT.payload()),
                        SNAPSHOT.header());

        assertThat(done.getException()).isNull();
    }

    @Test
    void unwrapsWhatAnEventBusDelivers() throws Exception {
        start();
        Map<?, ?> event = new ObjectMapper().readValue(SNAPSHOT.payload(), Map.class);
        String json = new String(SNAPSHOT.payload(), UTF_8);

        Exchange bridge =
                send(
                        "stripe:webhooks/constructEvent?envelope=eventBridge",
                        "{\"source\":\"aws.partner/stripe.com\",\"detail\":" + json + "}",
                        null);
        Exchange grid =
                send(
                        "stripe:webhooks/constructEvent?envelope=eventGrid",
                        Map.of("specversion", "1.0", "data", event),
                        null);

        assertThat(bridge.getMessage().getHeader(StripeConstants.EVENT_ID))
                .isEqualTo(event.get("id"));
        assertThat(grid.getMessage().getHeader(StripeConstants.EVENT_ID))
                .isEqualTo(event.get("id"));
    }

    @Test
    void needsASecretWhereStripeSigns() throws Exception {
        start();

        assertThatThrownBy(
                        () ->
                                routes.context()
                                        .getEndpoint("stripe:webhooks/constructEvent")
                                        .createProducer()
                                        .start())
                .hasMessageContaining("A webhook secret is required");
    }

    private void start() throws Exception {
        routes =
                Routes.start(
                        context ->
                                context.getRegistry().bind("clock", Clock.class, Deliveries.CLOCK),
                        r -> r.from("direct:nothing").to("mock:nothing"));
    }

    private Exchange send(String uri, Object body, String signature) {
        return routes.send(
                uri,
                exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().setHeader("stripe-signature", signature);
                });
    }
}
