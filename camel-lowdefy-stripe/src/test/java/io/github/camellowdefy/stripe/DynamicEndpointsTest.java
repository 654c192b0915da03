// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import io.github.camellowdefy.stripe.connection.SharedConnections;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Camel evicts producers of {@code toD} from a cache while their calls are under way. */
class DynamicEndpointsTest {

    private static final int CALLS = 90;

    private Routes routes;

    @AfterEach
    void close() {
        routes.close();
    }

    @Test
    void theCallsOfEvictedProducersEnd() throws Exception {
        start("stripe:paymentIntents/create?params.amount=${header.n}&params.currency=eur");
        CountDownLatch answer = new CountDownLatch(1);
        routes.server().otherwise(Reply.when(answer, Reply.json("{\"id\":\"pi_1\"}")));

        List<CompletableFuture<Exchange>> paid = send(CALLS);
        await().until(() -> routes.server().requests().size() == CALLS);
        answer.countDown();

        for (CompletableFuture<Exchange> each : paid) {
            assertThat(each.get(20, SECONDS).getException()).isNull();
        }
        assertThat(routes.server().arrivals()).isEqualTo(CALLS);
    }

    @Test
    void aKeyForEachMessageNeedsNoThreadsOfItsOwnAndSharesNoSocket() throws Exception {
        long before = threads();
        start("stripe:paymentIntents/create?secretKey=sk_test_${header.n}");
        CountDownLatch answer = new CountDownLatch(1);
        routes.server().otherwise(Reply.when(answer, Reply.json("{\"id\":\"pi_1\"}")));

        List<CompletableFuture<Exchange>> paid = send(CALLS);
        await().until(() -> routes.server().requests().size() == CALLS);

        assertThat(threads()).isLessThanOrEqualTo(before + 6);
        answer.countDown();
        for (CompletableFuture<Exchange> each : paid) {
            assertThat(each.get(20, SECONDS).getException()).isNull();
        }
        assertThat(routes.server().requests())
                .extracting(request -> request.header("Authorization"))
                .doesNotHaveDuplicates();
        assertThat(routes.server().requests())
                .extracting(ReceivedRequest::connection)
                .doesNotHaveDuplicates();
        // a connection ends with the last call of its producer
        routes.context().getRouteController().stopRoute("pay");
        await().until(() -> SharedConnections.views(routes.context()).isEmpty());
        await().until(() -> routes.server().openConnections() == 0);
    }

    @Test
    void theNextPageIsReadThoughTheProducerWasEvicted() throws Exception {
        routes = Routes.start(r -> {});
        routes.server()
                .script(page("cus_1", true), page("cus_2", true))
                .otherwise(page("cus_3", false));
        AsyncProducer producer = producer("stripe:customers/list?autoPaging=true");
        Exchange exchange = new DefaultExchange(routes.context());
        producer.process(exchange);

        producer.stop();
        List<Object> ids = new ArrayList<>();
        exchange.getMessage()
                .getBody(Iterator.class)
                .forEachRemaining(item -> ids.add(((Map<?, ?>) item).get("id")));

        assertThat(ids).containsExactly("cus_1", "cus_2", "cus_3");
        await().until(() -> SharedConnections.views(routes.context()).isEmpty());
    }

    @Test
    void aProducerThatWasEvictedBeforeItsCallMakesItAllTheSame() throws Exception {
        routes = Routes.start(r -> {});
        AsyncProducer producer = producer("stripe:customers/list");
        producer.stop();

        Exchange exchange = new DefaultExchange(routes.context());
        producer.process(exchange);

        assertThat(exchange.getException()).isNull();
        assertThat(routes.server().arrivals()).isEqualTo(1);
        await().until(() -> SharedConnections.views(routes.context()).isEmpty());
    }

    @Test
    void stoppingTheRouteEndsItsCallsAllTheSame() throws Exception {
        start("stripe:paymentIntents/create?params.amount=${header.n}&params.currency=eur");
        routes.context().getShutdownStrategy().setTimeout(1);
        routes.server().otherwise(Reply.hang());
        CompletableFuture<Exchange> paid = send(1).get(0);
        await().until(() -> routes.server().requests().size() == 1);

        routes.context().getRouteController().stopRoute("pay");

        assertThat(paid.get(20, SECONDS).getException())
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasMessageContaining("the route was stopped");
    }

    private void start(String uri) throws Exception {
        routes = Routes.start(r -> r.from("direct:pay").routeId("pay").toD(uri, 1));
    }

    private List<CompletableFuture<Exchange>> send(int calls) throws Exception {
        AsyncProducer direct = producer("direct:pay");
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 1; i <= calls; i++) {
            Exchange exchange = new DefaultExchange(routes.context());
            exchange.getMessage().setHeader("n", i);
            sent.add(direct.processAsync(exchange));
        }
        return sent;
    }

    private AsyncProducer producer(String uri) throws Exception {
        AsyncProducer producer = routes.context().getEndpoint(uri).createAsyncProducer();
        producer.start();
        return producer;
    }

    private static Reply page(String id, boolean more) {
        return Reply.json(
                "{\"object\":\"list\",\"has_more\":%s,\"data\":[{\"id\":\"%s\"}]}"
                        .formatted(more, id));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("stripe-"))
                .count();
    }
}
