// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.camellowdefy.stripe.HttpStub;
import io.github.camellowdefy.stripe.LogLines;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.signature.SignatureSigner;
import io.github.camellowdefy.stripe.webhook.Deliveries;
import io.github.camellowdefy.stripe.webhook.Deliveries.Delivery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything a webhook has to refuse: each with its status and one line in the log that holds
 * nothing of what was sent, and without an exchange.
 */
class BadDeliveriesTest {

    private static final int MAX_PAYLOAD = 10_000;
    private static final Delivery SNAPSHOT = Deliveries.named("snapshot");
    private static final String UNSIGNED = "t=" + Deliveries.NOW;
    private static final String FORGED = ",v1=" + "0123456789abcdef".repeat(4);

    private final HttpStub http = new HttpStub();
    private Routes routes;

    /**
     * A request and what it is answered with.
     *
     * @param header of the signature: text, a list where it came more than once, or null
     */
    record Bad(String name, String method, byte[] payload, Object header, int status) {

        private static Bad post(String name, byte[] payload, Object header) {
            return new Bad(name, "POST", payload, header, 400);
        }

        private static Bad header(String name, Object header) {
            return post(name, SNAPSHOT.payload(), header);
        }

        private static Bad signed(String name, byte[] payload, int status) {
            String header = new SignatureSigner(Deliveries.CURRENT).header(payload, Deliveries.NOW);
            return new Bad("signed, but " + name, "POST", payload, header, status);
        }

        private static Bad signed(String name, String payload) {
            return signed(name, payload.getBytes(UTF_8), 400);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() {
        byte[] payload = SNAPSHOT.payload();
        List<Bad> all =
                new ArrayList<>(
                        List.of(
                                Bad.header("header missing", null),
                                Bad.header("header empty", ""),
                                Bad.header("header blank", "  "),
                                Bad.header("header no list", "potato"),
                                Bad.header("header without t", FORGED.substring(1)),
                                Bad.header("header without v1", UNSIGNED),
                                Bad.header("header of another scheme", UNSIGNED + ",v0=00"),
                                Bad.header("many v1, none good", UNSIGNED + FORGED.repeat(100)),
                                Bad.header("wrong hex", UNSIGNED + ",v1=" + "g".repeat(64)),
                                Bad.header("short hex", UNSIGNED + ",v1=abcdef"),
                                Bad.header(
                                        "header of 10 MB",
                                        SNAPSHOT.header() + ",v1=" + "0".repeat(10_000_000)),
                                Bad.header(
                                        "header twice",
                                        List.of(SNAPSHOT.header(), SNAPSHOT.header())),
                                Bad.post("body missing", null, SNAPSHOT.header()),
                                Bad.post("body empty", new byte[0], SNAPSHOT.header()),
                                Bad.signed("not in UTF-8", latin(), 400),
                                Bad.signed("too large", new byte[MAX_PAYLOAD + 1], 413),
                                Bad.signed("no JSON", "evt_1"),
                                Bad.signed("breaking off", "{\"id\":\"evt_1\",\"obj"),
                                Bad.signed("no object", "[\"evt_1\"]"),
                                Bad.signed("nested deeply", "{\"id\":" + "[".repeat(9_000)),
                                Bad.signed("without id", "{\"object\":\"event\",\"type\":\"a.b\"}"),
                                Bad.signed(
                                        "no event", "{\"id\":\"cus_1\",\"object\":\"customer\"}"),
                                new Bad("GET", "GET", null, SNAPSHOT.header(), 405),
                                new Bad("PUT", "PUT", payload, SNAPSHOT.header(), 405)));
        Deliveries.recorded().stream()
                .filter(delivery -> !delivery.accepted())
                .map(each -> Bad.post(each.name(), each.payload(), each.header()))
                .forEach(all::add);
        return all.stream();
    }

    @BeforeEach
    void start() throws Exception {
        routes =
                Routes.start(
                        context -> {
                            context.addComponent("http-stub", http);
                            context.getRegistry().bind("clock", Clock.class, Deliveries.CLOCK);
                            context.getRegistry().bind("seen", new MemoryIdempotentRepository());
                        },
                        r ->
                                r.from(
                                                "stripe:webhook?webhookSecret=%s,%s&webhookMaxPayloadSize=%d&idempotentRepository=#bean:seen&httpServerComponent=http-stub"
                                                        .formatted(
                                                                Deliveries.CURRENT,
                                                                Deliveries.PREVIOUS,
                                                                MAX_PAYLOAD))
                                        .to("mock:events"));
    }

    @AfterEach
    void close() {
        routes.close();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isRefusedWithOneLineThatQuotesNothing(Bad bad) throws Exception {
        Map<String, Object> headers =
                bad.header() == null ? Map.of() : Map.of("Stripe-Signature", bad.header());
        List<ILoggingEvent> lines;
        Exchange answer;
        try (LogLines log = new LogLines()) {
            answer = http.request(bad.method(), bad.payload(), headers);
            lines = log.all();
        }

        assertThat(status(answer)).isEqualTo(bad.status());
        assertThat(delivered()).isZero();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getThrowableProxy()).isNull();
        assertThat(lines.get(0).getFormattedMessage())
                .startsWith("/stripe refused a delivery with " + bad.status() + ": ")
                .hasSizeLessThan(300)
                .doesNotContain(
                        "whsec_", "evt_", "pi_", "cus_", "potato", "0123456789abcdef", "\n");
        assertThat(answer.getMessage().getBody(String.class))
                .doesNotContain("whsec_", "evt_", "pi_", "cus_", "potato", "0123456789abcdef");
    }

    @Test
    void isAnsweredAsTheFirstOneWhenItIsADuplicate() throws Exception {
        http.post(SNAPSHOT.payload(), SNAPSHOT.header());

        List<ILoggingEvent> lines;
        Exchange answer;
        try (LogLines log = new LogLines()) {
            answer = http.post(SNAPSHOT.payload(), SNAPSHOT.header());
            lines = log.all();
        }

        assertThat(status(answer)).isEqualTo(200);
        assertThat(delivered()).isEqualTo(1);
        assertThat(lines)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "/stripe: the event evt_3PxKj2LkdIwHu7ix0Q1w2e3r was delivered again and is not processed twice");
    }

    private int delivered() {
        return routes.mock("mock:events").getReceivedCounter();
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static byte[] latin() {
        return "{\"id\":\"evt_1\",\"object\":\"event\",\"name\":\"Zoë\"}".getBytes(ISO_8859_1);
    }
}
