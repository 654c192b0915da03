// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.client.StripeNotSentException;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import io.github.camellowdefy.stripe.connection.ConnectionView;
import io.github.camellowdefy.stripe.connection.SharedConnections;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.AsyncProcessorAwaitManager;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    /** The common pool has one thread on two processors, and these wait. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static final Map<String, Object> PAYMENT = Map.of("amount", 2000, "currency", "eur");
    private static final Reply PAID = Reply.json("{\"id\":\"pi_1\"}");

    private Routes routes;

    @AfterEach
    void close() {
        routes.close();
    }

    @Test
    void stoppingARouteWaitsForTheAnswerUnderWay() throws Exception {
        start(r -> r.from("direct:pay").routeId("pay").to("stripe:paymentIntents/create"));
        CountDownLatch answer = new CountDownLatch(1);
        routes.server().script(Reply.when(answer, PAID));
        CompletableFuture<Exchange> paid = send();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop("pay"), THREADS);
        await().until(LifecycleTest::isShuttingDown);
        answer.countDown();

        stopped.get(20, SECONDS);
        assertThat(paid.get(20, SECONDS).getException()).isNull();
    }

    @Test
    void suspendingARouteWaitsForTheAnswerUnderWay() throws Exception {
        start(
                r ->
                        r.from("seda:pay")
                                .routeId("pay")
                                .to("stripe:paymentIntents/create")
                                .to("mock:paid"));
        CountDownLatch answer = new CountDownLatch(1);
        routes.server().script(Reply.when(answer, PAID));
        routes.mock("mock:paid").expectedMessageCount(1);
        routes.template().sendBody("seda:pay", PAYMENT);
        await().until(() -> routes.server().arrivals() == 1);

        CompletableFuture<Void> suspended =
                CompletableFuture.runAsync(() -> suspend("pay"), THREADS);
        await().until(LifecycleTest::isShuttingDown);
        answer.countDown();

        suspended.get(20, SECONDS);
        routes.mock("mock:paid").assertIsSatisfied();
        routes.context().getRouteController().resumeRoute("pay");
        routes.mock("mock:paid").reset();
        routes.mock("mock:paid").expectedMessageCount(1);
        routes.template().sendBody("seda:pay", PAYMENT);
        routes.mock("mock:paid").assertIsSatisfied();
    }

    @Test
    void whatIsUnderWayWhenTheTimeIsUpFailsAndKeepsItsKey() throws Exception {
        start(r -> r.from("direct:pay").routeId("pay").to("stripe:paymentIntents/create"));
        shutDownWithin(Duration.ofMillis(200));
        routes.server().script(Reply.hang());
        CompletableFuture<Exchange> paid = send();

        routes.context().getRouteController().stopRoute("pay");

        Exchange failed = paid.get(20, SECONDS);
        assertThat(failed.getException())
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasMessageContaining("the route was stopped");
        assertThat(failed.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo(routes.server().lastRequest().header("Idempotency-Key"));
        assertThat(failed.getMessage().getBody()).isEqualTo(PAYMENT);
        assertThat(failed.getMessage().getHeader(StripeConstants.ATTEMPTS)).isEqualTo(1);
    }

    @Test
    void stoppingEndsTheWaitForTheNextAttemptAndForATurn() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .routeId("pay")
                                .to(
                                        "stripe:paymentIntents/create?maxNetworkRetries=2&maxConcurrentRequests=1"));
        shutDownWithin(Duration.ofMillis(200));
        routes.server().script(Reply.json(500, "{}", "Retry-After: 55"), Reply.hang());
        CompletableFuture<Exchange> waiting = send();
        await().until(() -> view().snapshot().waitingToRetry() == 1);
        CompletableFuture<Exchange> hanging = send();
        CompletableFuture<Exchange> queued = sendOnThread();
        assertThat(view().snapshot().queued()).isEqualTo(1);
        routes.context().getRouteController().stopRoute("pay");

        assertThat(waiting.get(20, SECONDS).getException())
                .hasMessageContaining("the route was stopped");
        assertThat(hanging.get(20, SECONDS).getException())
                .isInstanceOf(StripeOutcomeUnknownException.class);
        assertThat(queued.get(20, SECONDS).getException())
                .isInstanceOf(StripeNotSentException.class);
        assertThat(routes.server().arrivals()).isEqualTo(2);
    }

    @Test
    void restartingARouteLeaksNoThreadsAndNoSockets() throws Exception {
        start(r -> r.from("direct:pay").routeId("pay").to("stripe:paymentIntents/create"));
        for (int i = 0; i < 20; i++) {
            assertThat(routes.send("direct:pay", PAYMENT).getException()).isNull();
            routes.context().getRouteController().stopRoute("pay");
            routes.context().getRouteController().startRoute("pay");
        }
        assertThat(routes.send("direct:pay", PAYMENT).getException()).isNull();

        await().untilAsserted(() -> assertThat(routes.server().openConnections()).isEqualTo(1));
        await().untilAsserted(() -> assertThat(threads()).hasSizeLessThanOrEqualTo(20));
    }

    @Test
    void stoppingTheContextEndsEveryThread() throws Exception {
        Set<Thread> before = threads();
        start(r -> r.from("direct:pay").to("stripe:paymentIntents/create"));
        for (int i = 0; i < 20; i++) {
            routes.send("direct:pay", PAYMENT);
        }
        // not more of them: those of a context before may be ending
        assertThat(threads()).anyMatch(thread -> !before.contains(thread));
        routes.context().stop();

        await().untilAsserted(() -> assertThat(before).containsAll(threads()));
        await().untilAsserted(() -> assertThat(routes.server().openConnections()).isZero());
    }

    @Test
    void aContextThatIsSuspendedAndResumedGoesOn() throws Exception {
        start(r -> r.from("direct:pay").to("stripe:paymentIntents/create"));

        routes.context().suspend();
        routes.context().resume();

        assertThat(routes.send("direct:pay", PAYMENT).getException()).isNull();
    }

    @Test
    void aProducerThatIsStartedLazilyFailsWithTheFirstMessageOnly() throws Exception {
        routes =
                Routes.start(
                        context ->
                                context.getComponent("stripe", StripeComponent.class)
                                        .getConfiguration()
                                        .setSecretKey(null),
                        r ->
                                r.from("direct:pay")
                                        .to("stripe:paymentIntents/create?lazyStartProducer=true"));

        assertThat(routes.send("direct:pay", PAYMENT).getException())
                .hasStackTraceContaining("secretKey is missing");
        routes.component().getConfiguration().setSecretKey(Routes.KEY);
        assertThat(routes.send("direct:pay", PAYMENT).getException()).isNull();
    }

    @Test
    void aSynchronousProducerGoesOnInTheCallersThread() throws Exception {
        start(
                r -> {
                    r.from("direct:sync")
                            .to("stripe:paymentIntents/create?synchronous=true")
                            .process(e -> e.setProperty("thread", Thread.currentThread()));
                    r.from("direct:async")
                            .to("stripe:paymentIntents/create")
                            .process(e -> e.setProperty("thread", Thread.currentThread()));
                });

        assertThat(routes.send("direct:sync", PAYMENT).getProperty("thread"))
                .isSameAs(Thread.currentThread());
        assertThat(routes.send("direct:async", PAYMENT).getProperty("thread", Thread.class))
                .isNotSameAs(Thread.currentThread())
                .extracting(Thread::getName)
                .asString()
                .endsWith("Stripe");
    }

    @Test
    void stepsThatWaitForOtherAnswersDoNotBringEverythingToAHalt() throws Exception {
        start(
                r -> {
                    r.from("direct:outer")
                            .to("stripe:paymentIntents/create")
                            .process(
                                    e ->
                                            e.getMessage()
                                                    .setBody(
                                                            e.getContext()
                                                                    .createProducerTemplate()
                                                                    .requestBody(
                                                                            "stripe:refunds/create",
                                                                            Map.of(
                                                                                    "charge",
                                                                                    "ch_1"),
                                                                            Map.class)));
                });
        int calls = 40;

        List<CompletableFuture<Object>> all =
                IntStream.range(0, calls)
                        .mapToObj(
                                i ->
                                        routes.template()
                                                .asyncRequestBody("direct:outer", (Object) PAYMENT))
                        .toList();

        for (CompletableFuture<Object> one : all) {
            assertThat(one.get(60, SECONDS)).isEqualTo(Map.of("id", "pi_1"));
        }
    }

    private void start(Consumer<RouteBuilder> definition) throws Exception {
        routes = Routes.start(definition);
        routes.server().otherwise(PAID);
    }

    /** Sends a payment and returns once it has arrived whole. */
    private CompletableFuture<Exchange> send() {
        int before = routes.server().requests().size();
        CompletableFuture<Exchange> exchange = sendOnThread();
        await().until(() -> routes.server().requests().size() > before);
        return exchange;
    }

    /** Sends a payment and returns once its sender waits for the answer. */
    private CompletableFuture<Exchange> sendOnThread() {
        AsyncProcessorAwaitManager waiting =
                PluginHelper.getAsyncProcessorAwaitManager(
                        routes.context().getCamelContextExtension());
        int before = waiting.size();
        CompletableFuture<Exchange> exchange =
                CompletableFuture.supplyAsync(() -> routes.send("direct:pay", PAYMENT), THREADS);
        await().until(() -> waiting.size() > before);
        return exchange;
    }

    private void stop(String route) {
        try {
            routes.context().getRouteController().stopRoute(route);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void suspend(String route) {
        try {
            routes.context().getRouteController().suspendRoute(route);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void shutDownWithin(Duration time) {
        routes.context().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        routes.context().getShutdownStrategy().setTimeout(time.toMillis());
    }

    private static boolean isShuttingDown() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().endsWith("ShutdownTask"));
    }

    private ConnectionView view() {
        return SharedConnections.views(routes.context()).get(0);
    }

    /** The threads that belong to the component. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().toLowerCase(Locale.ROOT).contains("stripe"))
                .collect(Collectors.toSet());
    }
}
