// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.stripe.exception.AuthenticationException;
import com.stripe.model.Event;
import io.github.camellowdefy.stripe.EventsApi;
import io.github.camellowdefy.stripe.LogLines;
import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.Routes;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.connection.ConnectionView;
import io.github.camellowdefy.stripe.connection.SharedConnections;
import io.github.camellowdefy.stripe.event.SimulatedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeEventConsumerTest {

    private static final String EVENTS = "stripe:events?initialDelay=0&delay=20&startFrom=earliest";

    @TempDir private Path directory;
    private final SimulatedLog log = new SimulatedLog();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final AtomicInteger unsaved = new AtomicInteger();
    private Routes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    void deliversEventsOldestFirst() throws Exception {
        log.append(250, 3);
        start(r -> r.from(EVENTS).to("mock:events"));

        List<Exchange> exchanges = arrived("mock:events", 250);

        assertThat(exchanges)
                .extracting(exchange -> header(exchange, StripeConstants.EVENT_ID))
                .isEqualTo(log.ids());
        assertThat(exchanges.get(0).getMessage().getBody())
                .isEqualTo(
                        Map.of(
                                "id",
                                "evt_0",
                                "object",
                                "event",
                                "type",
                                "charge.succeeded",
                                "created",
                                SimulatedLog.START));
        assertThat(exchanges.get(0).getMessage().getHeaders())
                .containsEntry(StripeConstants.EVENT_TYPE, "charge.succeeded")
                .containsEntry(StripeConstants.EVENT_CREATED, SimulatedLog.START)
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, SimulatedLog.START * 1000)
                .doesNotContainKey(StripeConstants.EVENT_ACCOUNT);
        assertThat(exchanges.get(99).getProperty(ExchangePropertyKey.BATCH_SIZE)).isNotNull();
    }

    @Test
    void startsWithWhatHappensFromNowOnUnlessToldOtherwise() throws Exception {
        log.append(5);
        start(r -> r.from("stripe:events?initialDelay=0&delay=20").to("mock:events"));

        String next = append();

        assertThat(ids(arrived("mock:events", 1))).containsExactly(next);
    }

    @Test
    void asksForWhatIsWantedInTheAccountThatIsMeant() throws Exception {
        start(
                r ->
                        r.from(
                                        EVENTS
                                                + "&types=charge.refunded,charge.failed&deliverySuccess=false"
                                                + "&minAge=600000&stripeAccount=acct_1")
                                .to("mock:events"));
        await().until(() -> !routes.server().requests().isEmpty());

        ReceivedRequest request = routes.server().requests().get(0);
        assertThat(java.net.URLDecoder.decode(request.target(), UTF_8))
                .startsWith("/v1/events?")
                .contains("types[0]=charge.refunded", "types[1]=charge.failed")
                .contains("delivery_success=false")
                .contains("created[lte]=" + (SimulatedLog.START - 600));
        assertThat(request.header("Stripe-Account")).isEqualTo("acct_1");
    }

    @Test
    void startsAgainAtTheEventThatFailed() throws Exception {
        log.append(5, 1);
        AtomicInteger failures = new AtomicInteger();
        List<String> seen = new CopyOnWriteArrayList<>();
        start(
                r ->
                        r.from(EVENTS)
                                .process(e -> seen.add(header(e, StripeConstants.EVENT_ID)))
                                .process(
                                        e -> {
                                            if (header(e, StripeConstants.EVENT_ID).equals("evt_2")
                                                    && failures.incrementAndGet() <= 2) {
                                                throw new IllegalStateException("not yet");
                                            }
                                        })
                                .to("mock:events"));

        arrived("mock:events", 5);

        assertThat(seen)
                .containsExactly("evt_0", "evt_1", "evt_2", "evt_2", "evt_2", "evt_3", "evt_4");
    }

    @Test
    void goesOnAfterAFailureWhereThatIsWanted() throws Exception {
        log.append(3, 1);
        List<String> seen = new CopyOnWriteArrayList<>();
        start(
                r ->
                        r.from(EVENTS + "&breakOnFirstError=false")
                                .process(e -> seen.add(header(e, StripeConstants.EVENT_ID)))
                                .process(
                                        e -> {
                                            if (header(e, StripeConstants.EVENT_ID)
                                                    .equals("evt_1")) {
                                                throw new IllegalStateException("never");
                                            }
                                        })
                                .to("mock:events"));

        arrived("mock:events", 2);
        String next = append();

        assertThat(ids(arrived("mock:events", 3))).containsExactly("evt_0", "evt_2", next);
        assertThat(seen).containsExactly("evt_0", "evt_1", "evt_2", next);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void losesNoEventToARepositoryThatFailsWhateverTheRouteMayDo(int consumers) throws Exception {
        log.append(3, 1);
        AtomicInteger outages = new AtomicInteger(3);
        IdempotentRepository done =
                new MemoryIdempotentRepository() {
                    @Override
                    public boolean contains(String id) {
                        int left = id.equals("evt_1") ? outages.getAndDecrement() : 0;
                        if (left == 1) {
                            throw new StackOverflowError("no room for a driver today");
                        } else if (left > 1) {
                            throw new IllegalStateException("no database today");
                        }
                        return super.contains(id);
                    }
                };
        start(
                context -> context.getRegistry().bind("done", done),
                r ->
                        r.from(
                                        EVENTS
                                                + "&idempotentRepository=#bean:done&breakOnFirstError=false&concurrentConsumers="
                                                + consumers)
                                .to("mock:events"));

        assertThat(ids(arrived("mock:events", 3)))
                .containsExactlyInAnyOrder("evt_0", "evt_1", "evt_2");
    }

    @Test
    void processesNothingTwiceWhileItsCursorCannotBeSaved() throws Exception {
        start(r -> r.from(EVENTS + "&offsetRepository=#bean:states").to("mock:events"));
        await().until(() -> !states.isEmpty());
        unsaved.set(5);

        String first = append();
        await().until(() -> unsaved.get() <= 0);
        String second = append();

        assertThat(ids(arrived("mock:events", 2))).containsExactly(first, second);
        await().until(() -> states.values().stream().anyMatch(c -> c.contains(second)));
    }

    @Test
    void closesItsConnectionThoughItsCursorCannotBeSavedOrHasFallenBehind() throws Exception {
        start(
                r ->
                        r.from(EVENTS + "&concurrentConsumers=2&offsetRepository=#bean:states")
                                .to("mock:events"));
        // by the first poll: at the start there is nothing yet to fall behind
        await().until(
                        () ->
                                states.values().stream()
                                        .anyMatch(c -> c.contains("" + SimulatedLog.START)));
        unsaved.set(Integer.MAX_VALUE);
        append();
        arrived("mock:events", 1);

        routes.context().getRouteController().stopRoute("events");
        assertThat(connections()).isEmpty();

        unsaved.set(0);
        synchronized (log) {
            log.pass(Duration.ofDays(60));
        }
        assertThatThrownBy(() -> routes.context().getRouteController().startRoute("events"))
                .hasStackTraceContaining("cannot all be read");
        assertThat(connections()).isEmpty();
    }

    @Test
    void takesARollbackForAFailure() throws Exception {
        log.append(1);
        AtomicInteger runs = new AtomicInteger();
        start(
                r ->
                        r.from(EVENTS)
                                .choice()
                                .when(e -> runs.incrementAndGet() == 1)
                                .markRollbackOnly()
                                .otherwise()
                                .to("mock:events"));

        arrived("mock:events", 1);

        assertThat(runs).hasValue(2);
    }

    @Test
    void countsAnEventAsDoneOnlyWhenWhoeverItWasHandedToIsDone() throws Exception {
        log.append(2, 1_000);
        CountDownLatch goOn = new CountDownLatch(1);
        start(
                r -> {
                    r.from(EVENTS + "&offsetRepository=#bean:states").to("seda:later");
                    r.from("seda:later").process(e -> goOn.await()).to("mock:events");
                });
        String third = append();
        SedaEndpoint later = routes.context().getEndpoint("seda:later", SedaEndpoint.class);
        await().until(() -> later.getCurrentQueueSize() == 2);

        assertThat(states.values()).noneMatch(cursor -> cursor.contains("evt_"));
        goOn.countDown();
        assertThat(ids(arrived("mock:events", 3))).containsExactly("evt_0", "evt_1", third);
        await().until(() -> states.values().stream().anyMatch(cursor -> cursor.contains(third)));
    }

    @Test
    void processesEventsSideBySideAndMovesTheCursorInOrder() throws Exception {
        log.append(8, 1_000);
        CyclicBarrier four = new CyclicBarrier(4);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        start(
                r ->
                        r.from(EVENTS + "&concurrentConsumers=4&offsetRepository=#bean:states")
                                .process(
                                        e -> {
                                            String id = header(e, StripeConstants.EVENT_ID);
                                            if (Integer.parseInt(id.substring(4)) < 4) {
                                                four.await(20, TimeUnit.SECONDS);
                                            }
                                            if (id.equals("evt_0")) {
                                                first.await();
                                            }
                                        })
                                .to("mock:events")
                                .filter(r.header(StripeConstants.EVENT_ID).isEqualTo("evt_7"))
                                .process(e -> others.await()));

        arrived("mock:events", 7);
        // those that arrived have completed, but for the last
        await().until(() -> routes.context().getInflightRepository().size() == 2);
        synchronized (log) {
            // so that the next event to complete saves the cursor
            log.pass(Duration.ofSeconds(2));
        }
        others.countDown();
        await().until(() -> states.values().stream().anyMatch(c -> c.contains("evt_7")));

        assertThat(states.values()).noneMatch(cursor -> cursor.contains("\"position\""));
        first.countDown();
        arrived("mock:events", 8);
        await().until(
                        () ->
                                states.values().stream()
                                        .anyMatch(c -> c.contains("\"position\":{\"id\":\"evt_7")));
    }

    @Test
    void takesNoMoreThanAskedForWithOnePoll() throws Exception {
        log.append(5, 1);
        start(r -> r.from(EVENTS + "&maxMessagesPerPoll=2&repeatCount=1").to("mock:events"));

        arrived("mock:events", 2);

        await().pollDelay(100, TimeUnit.MILLISECONDS)
                .until(() -> mock("mock:events").getReceivedCounter() == 2);
    }

    @Test
    void rereadsNothingAfterARestartOfTheRoute() throws Exception {
        log.append(3, 1);
        start(r -> r.from(EVENTS).to("mock:events"));
        arrived("mock:events", 3);

        routes.context().getRouteController().stopRoute("events");
        String meanwhile = append();
        routes.context().getRouteController().startRoute("events");

        assertThat(ids(arrived("mock:events", 4))).endsWith(meanwhile).doesNotHaveDuplicates();
    }

    @Test
    void pausesWhileSuspendedAndMissesNothing() throws Exception {
        start(r -> r.from(EVENTS).to("mock:events"));
        routes.context().getRouteController().suspendRoute("events");
        int requests = routes.server().requests().size();
        String meanwhile = append();
        await().pollDelay(100, TimeUnit.MILLISECONDS)
                .until(() -> routes.server().requests().size() <= requests + 1);

        routes.context().getRouteController().resumeRoute("events");

        assertThat(ids(arrived("mock:events", 1))).containsExactly(meanwhile);
    }

    @Test
    void keepsItsCursorInAFileThatSurvivesACutOffLine() throws Exception {
        Path file = directory.resolve("cursors/events.txt");
        String events = EVENTS + "&offsetRepository=" + file;
        log.append(2, 1);
        start(r -> r.from(events).to("mock:events"));
        arrived("mock:events", 2);
        routes.close();
        assertThat(file).content().startsWith("stripe-events:events={");
        Files.writeString(file, "stripe-events:events={\"anch", StandardOpenOption.APPEND);

        String next = append();
        start(r -> r.from(events).to("mock:events"));

        assertThat(ids(arrived("mock:events", 1))).containsExactly(next);
    }

    @Test
    void deliversWhatOthersHaveProcessedNoSecondTime() throws Exception {
        IdempotentRepository done = MemoryIdempotentRepository.memoryIdempotentRepository();
        done.add("evt_1");
        log.append(3, 1);
        start(
                context -> context.getRegistry().bind("done", done),
                r -> r.from(EVENTS + "&idempotentRepository=#bean:done").to("mock:events"));

        assertThat(ids(arrived("mock:events", 2))).containsExactly("evt_0", "evt_2");
        await().until(() -> done.contains("evt_0") && done.contains("evt_2"));
    }

    @Test
    void givesStripesModelWhenAskedTo() throws Exception {
        log.append(1);
        start(r -> r.from(EVENTS + "&outputType=object").to("mock:events"));

        Exchange exchange = arrived("mock:events", 1).get(0);

        assertThat(exchange.getMessage().getBody(Event.class).getId()).isEqualTo("evt_0");
    }

    @Test
    void failsAtStartWithAKeyStripeRefuses() {
        assertThatThrownBy(
                        () ->
                                start(
                                        context -> {},
                                        r -> r.from("stripe:events").to("mock:events"),
                                        Reply.json(
                                                401,
                                                "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Invalid API Key\"}}")))
                .hasRootCauseInstanceOf(AuthenticationException.class);
    }

    @Test
    void startsAndWaitsWhereStripeDoesNotAnswer() throws Exception {
        start(
                context -> {},
                r -> r.from("stripe:events?initialDelay=0&delay=20").to("mock:events"),
                Reply.resetAfterReading());
        routes.server().otherwise(new EventsApi(log));
        await().until(() -> !log.queries().isEmpty());

        String next = append();

        assertThat(ids(arrived("mock:events", 1))).containsExactly(next);
    }

    @ParameterizedTest
    @CsvSource({
        "lookback=-1, The option lookback is -1; expected a number from 0 to 2592000000.",
        "minAge=-1, The option minAge is -1; expected a number from 0 to",
        "concurrentConsumers=0, The option concurrentConsumers is 0; expected a number from 1 to",
        "maxMessagesPerPoll=-1, The option maxMessagesPerPoll is -1; expected a number from 0 to",
        "idempotentRepository=seen, 'The option idempotentRepository is \"seen\"; expected a bean of type org.apache.camel.spi.IdempotentRepository, written #bean:name.'",
        "exceptionHandler=log, 'The option exceptionHandler is \"log\"; expected a bean of type org.apache.camel.spi.ExceptionHandler, written #bean:name.'"
    })
    void refusesValuesThatMakeNoSense(String option, String message) {
        assertThatThrownBy(() -> start(r -> r.from(EVENTS + '&' + option).to("mock:events")))
                .hasStackTraceContaining(message);
    }

    @Test
    void saysInTheLogThatATypeIsNotKnown() throws Exception {
        try (LogLines lines = new LogLines()) {
            start(r -> r.from(EVENTS + "&types=charge.refundet").to("mock:events"));

            assertThat(lines.all())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("the nearest is charge.refunded;"));
        }
    }

    @Test
    void refusesAnOffsetRepositoryThatIsNone() {
        assertThatThrownBy(
                        () ->
                                start(
                                        context -> context.getRegistry().bind("odd", List.of()),
                                        r ->
                                                r.from(EVENTS + "&offsetRepository=#bean:odd")
                                                        .to("mock:events")))
                .hasMessage(
                        "The option offsetRepository is a java.util.ImmutableCollections$ListN; expected a StateRepository (#bean:name) or the path of a file.");
    }

    private void start(Consumer<RouteBuilder> definition) throws Exception {
        start(context -> {}, definition);
    }

    private void start(Routes.Setup setup, Consumer<RouteBuilder> definition) throws Exception {
        start(setup, definition, new EventsApi(log));
    }

    private void start(Routes.Setup setup, Consumer<RouteBuilder> definition, Reply stripe)
            throws Exception {
        routes =
                Routes.start(
                        stripe,
                        context -> {
                            context.getRegistry().bind("clock", Clock.class, log.clock);
                            context.getRegistry()
                                    .bind("states", StateRepository.class, new MapRepository());
                            context.getShutdownStrategy().setTimeout(5);
                            setup.on(context);
                        },
                        builder -> {
                            definition.accept(builder);
                            builder.getRouteCollection().getRoutes().get(0).routeId("events");
                        });
    }

    private String append() {
        synchronized (log) {
            return log.append();
        }
    }

    private List<ConnectionView> connections() {
        return SharedConnections.views(routes.context());
    }

    private MockEndpoint mock(String uri) {
        return routes.mock(uri);
    }

    private List<Exchange> arrived(String uri, int count) {
        await().until(() -> mock(uri).getReceivedCounter() >= count);
        return new ArrayList<>(mock(uri).getExchanges());
    }

    private static List<String> ids(List<Exchange> exchanges) {
        return exchanges.stream().map(e -> header(e, StripeConstants.EVENT_ID)).toList();
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    /** Anything that keeps text under a key. */
    private final class MapRepository implements StateRepository<String, String> {

        @Override
        public void setState(String key, String value) {
            if (unsaved.getAndDecrement() > 0) {
                throw new IllegalStateException("no disk today");
            }
            states.put(key, value);
        }

        @Override
        public String getState(String key) {
            return states.get(key);
        }

        @Override
        public void start() {
            // always there
        }

        @Override
        public void stop() {
            // always there
        }
    }
}
