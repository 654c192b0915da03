// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.event.SimulatedLog;
import io.github.camellowdefy.stripe.webhook.Deliveries;
import java.time.Clock;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is thrown while a message is under way: its exchange fails, the next one goes on. */
class ThrownErrorsTest {

    private Routes routes;

    @AfterEach
    void close() {
        routes.close();
    }

    static Stream<Supplier<Throwable>> throwables() {
        return Stream.of(
                StackOverflowError::new,
                () -> new OutOfMemoryError("of a getter") {},
                () -> new AssertionError("of a getter"),
                () -> new NoClassDefFoundError("org/example/Missing"),
                () -> new IllegalStateException("of a getter"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aMessageThatThrowsDoesNotStopItsConsumer(Supplier<Throwable> thrown) throws Exception {
        routes =
                Routes.start(
                        r ->
                                r.from("seda:orders?pollTimeout=20")
                                        .errorHandler(r.deadLetterChannel("mock:failed"))
                                        .to("stripe:customers/create")
                                        .to("mock:done"));
        routes.mock("mock:failed").expectedMessageCount(1);
        routes.mock("mock:done").expectedMessageCount(1);

        routes.template().sendBody("seda:orders", throwing(thrown.get()));
        routes.template().sendBody("seda:orders", Map.of("name", "Ann"));

        routes.mock("mock:failed").assertIsSatisfied();
        routes.mock("mock:done").assertIsSatisfied();
        assertThat(routes.server().arrivals()).isEqualTo(1);
    }

    @Test
    void aLongPathIsSentAndTheConsumerGoesOn() throws Exception {
        routes =
                Routes.start(
                        r -> r.from("seda:orders?pollTimeout=20").to("stripe").to("mock:done"));
        routes.mock("mock:done").expectedMessageCount(2);

        String path = "/v1/" + "a".repeat(4_000);
        routes.template().sendBody("seda:orders", Map.of("rawRequest", List.of("GET", path)));
        routes.template().sendBody("seda:orders", "customers: {list: []}");

        routes.mock("mock:done").assertIsSatisfied();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aMessageThatThrowsInThePredicateDoesNotStopItsConsumer(Supplier<Throwable> thrown)
            throws Exception {
        routes =
                Routes.start(
                        r ->
                                r.from("seda:orders?pollTimeout=20")
                                        .errorHandler(r.deadLetterChannel("mock:failed"))
                                        .filter()
                                        .language("lowdefy", "_payload: name")
                                        .to("mock:done"));
        routes.mock("mock:failed").expectedMessageCount(1);
        routes.mock("mock:done").expectedMessageCount(1);

        routes.template().sendBody("seda:orders", throwing(thrown.get()));
        routes.template().sendBody("seda:orders", Map.of("name", "Ann"));

        routes.mock("mock:failed").assertIsSatisfied();
        routes.mock("mock:done").assertIsSatisfied();
    }

    @Test
    void aWorkerPoolWithoutThreadsLosesNoExchange() throws Exception {
        routes =
                Routes.start(
                        context ->
                                context.getComponent("stripe", StripeComponent.class)
                                        .getConfiguration()
                                        .setWorkerPool(
                                                task -> {
                                                    throw new OutOfMemoryError("no thread") {};
                                                }),
                        r -> r.from("direct:call").to("stripe:balance/retrieve"));

        Exchange done = routes.send("direct:call", null);

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(StripeConstants.STATUS_CODE)).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void anEventThatThrowsIsPolledAgain(Supplier<Throwable> thrown) throws Exception {
        SimulatedLog log = new SimulatedLog();
        log.append(3);
        routes =
                Routes.start(
                        new EventsApi(log),
                        context -> context.getRegistry().bind("done", new FailsOnce(thrown.get())),
                        r ->
                                r.from(
                                                "stripe:events?initialDelay=0&delay=20&startFrom=earliest"
                                                        + "&idempotentRepository=#bean:done")
                                        .to("mock:events"));
        routes.mock("mock:events").expectedMessageCount(3);

        routes.mock("mock:events").assertIsSatisfied();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aDeliveryThatThrowsIsAnsweredAndMayComeAgain(Supplier<Throwable> thrown) throws Exception {
        HttpStub http = new HttpStub();
        routes =
                Routes.start(
                        context -> {
                            context.addComponent("http-stub", http);
                            context.getRegistry().bind("clock", Clock.class, Deliveries.CLOCK);
                            context.getRegistry().bind("done", new FailsOnce(thrown.get()));
                        },
                        r ->
                                r.from(
                                                "stripe:webhook?httpServerComponent=http-stub"
                                                        + "&idempotentRepository=#bean:done&webhookSecret="
                                                        + Deliveries.CURRENT)
                                        .to("mock:events"));
        Deliveries.Delivery delivery = Deliveries.named("snapshot");

        assertThat(status(http.post(delivery.payload(), delivery.header()))).isEqualTo(500);
        assertThat(status(http.post(delivery.payload(), delivery.header()))).isEqualTo(200);
    }

    @Test
    void anEventTooDeepToBeConvertedFailsItsExchangeOnly() throws Exception {
        routes =
                Routes.start(
                        r ->
                                r.from("seda:events?pollTimeout=20")
                                        .errorHandler(r.deadLetterChannel("mock:failed"))
                                        .convertBodyTo(com.stripe.model.Event.class)
                                        .to("mock:done"));
        routes.mock("mock:failed").expectedMessageCount(1);
        routes.mock("mock:done").expectedMessageCount(1);
        Map<String, Object> cyclic = new HashMap<>(Map.of("id", "evt_1", "object", "event"));
        cyclic.put("data", cyclic);

        routes.template().sendBody("seda:events", cyclic);
        routes.template().sendBody("seda:events", Map.of("id", "evt_2", "object", "event"));

        routes.mock("mock:failed").assertIsSatisfied();
        routes.mock("mock:done").assertIsSatisfied();
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static Map<String, Object> throwing(Throwable thrown) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw ThrownErrorsTest.<RuntimeException>unchecked(thrown);
            }
        };
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** A repository that fails when it is asked for the first time. */
    private static final class FailsOnce extends MemoryIdempotentRepository {

        private final AtomicInteger asked = new AtomicInteger();
        private final Throwable thrown;

        FailsOnce(Throwable thrown) {
            this.thrown = thrown;
            setCacheSize(100);
        }

        @Override
        public boolean contains(String key) {
            if (asked.getAndIncrement() == 0) {
                throw ThrownErrorsTest.<RuntimeException>unchecked(thrown);
            }
            return super.contains(key);
        }
    }
}
