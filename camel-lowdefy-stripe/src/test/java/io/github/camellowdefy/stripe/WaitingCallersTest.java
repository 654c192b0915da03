// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers whose thread waits for the answer, and those that do not wait long enough. */
@Timeout(60)
class WaitingCallersTest {

    private static final String PAY = "stripe:paymentIntents/create";
    private static final Map<String, Object> PAYMENT = Map.of("amount", 2000, "currency", "eur");
    private static final Reply PAID = Reply.json("{\"id\":\"pi_1\",\"object\":\"payment_intent\"}");

    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private Routes routes;

    @AfterEach
    void close() {
        routes.close();
        pool.shutdownNow();
    }

    @Test
    void anExchangeInATransactionStaysOnItsThread() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                // what a transaction manager does
                                .process(e -> e.getUnitOfWork().beginTransactedBy("it"))
                                // and copies forget
                                .process(e -> e.getExchangeExtension().setTransacted(false))
                                .to(PAY)
                                .to("direct:next"));

        Exchange paid = routes.send("direct:pay", PAYMENT);

        assertThat(paid.getException()).isNull();
        assertThat(paid.getProperty("thread")).isSameAs(Thread.currentThread());
    }

    @Test
    void oneThatWaitsOnTheOnlyThreadForRoutesGetsItsAnswer() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .to(PAY)
                                .setBody(r.constant(PAYMENT))
                                .to(PAY + "?synchronous=true"));

        assertThat(routes.send("direct:pay", PAYMENT).getException()).isNull();
        assertThat(keys()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aListIsReadToItsEndOnTheThreadThatWaits() throws Exception {
        start(
                r ->
                        r.from("direct:read")
                                .to("stripe:customers/list?autoPaging=true&synchronous=true")
                                .to("direct:next")
                                .setBody(r.simple("${body.next[id]}")));
        routes.server().script(Reply.json("{\"data\":[{\"id\":\"cus_1\"}],\"has_more\":false}"));

        Exchange read = routes.send("direct:read", null);

        assertThat(read.getProperty("thread")).isSameAs(Thread.currentThread());
        assertThat(read.getMessage().getBody()).isEqualTo("cus_1");
    }

    @Test
    void whoIsInterruptedWhileWaitingGivesTheCallUpAndMakesTheSameOneWhenItIsRedelivered()
            throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .errorHandler(
                                        r.defaultErrorHandler()
                                                .maximumRedeliveries(2)
                                                .redeliveryDelay(0))
                                .to(PAY + "?synchronous=true"));
        routes.server().otherwise(Reply.hang());
        CompletableFuture<Exchange> ended = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            Exchange exchange = routes.send("direct:pay", PAYMENT);
                            exchange.setProperty("interrupted", Thread.interrupted());
                            ended.complete(exchange);
                        });
        caller.start();
        await().until(() -> routes.server().arrivals() == 1);

        caller.interrupt();

        Exchange given = ended.get(20, SECONDS);
        assertThat(given.getException())
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasMessageContaining("interrupted");
        assertThat(given.getProperty("interrupted")).isEqualTo(true);
        assertThat(given.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo(keys().get(0));
        assertThat(keys()).containsOnly(keys().get(0));
    }

    @Test
    void anExchangeSentAgainBeforeItsAnswerIsThereMakesTheSameCall() throws Exception {
        start(r -> r.from("direct:pay").to(PAY));
        CountDownLatch late = new CountDownLatch(1);
        routes.server().script(Reply.when(late, PAID), PAID, PAID);
        Exchange exchange =
                routes.context().getEndpoint("direct:pay").createExchange(ExchangePattern.InOut);
        exchange.getMessage().setBody(PAYMENT);

        CompletableFuture<Exchange> first = routes.template().asyncSend("direct:pay", exchange);
        await().until(() -> routes.server().arrivals() == 1);
        routes.template().send("direct:pay", exchange);
        late.countDown();
        first.get(20, SECONDS);
        exchange.getMessage().setBody(PAYMENT);
        routes.template().send("direct:pay", exchange);

        assertThat(keys()).hasSize(3);
        assertThat(keys().get(1)).isEqualTo(keys().get(0));
        assertThat(keys().get(2)).isNotEqualTo(keys().get(0));
    }

    private void start(Consumer<RouteBuilder> definition) throws Exception {
        routes =
                Routes.start(
                        context ->
                                context.getComponent("stripe", StripeComponent.class)
                                        .getConfiguration()
                                        .setWorkerPool(pool),
                        r -> {
                            definition.accept(r);
                            r.from("direct:next")
                                    .process(e -> e.setProperty("thread", Thread.currentThread()));
                        });
        routes.server().otherwise(PAID);
    }

    private List<String> keys() {
        return routes.server().requests().stream()
                .map(request -> request.header("Idempotency-Key"))
                .toList();
    }
}
