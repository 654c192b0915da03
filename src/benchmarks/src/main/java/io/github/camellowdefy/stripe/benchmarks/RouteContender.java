// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import io.github.camellowdefy.stripe.StripeConfiguration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The whole way a user's message takes: a route, the nested map as its body, the component. */
final class RouteContender implements Contender {

    private static final Map<String, Object> REQUEST =
            Map.of(
                    "customers",
                    Map.of(
                            "create",
                            List.of(
                                    Map.of(
                                            "email",
                                            "jennyrosen@example.com",
                                            "name",
                                            "Jenny Rosen"))));

    private final CamelContext context = new DefaultCamelContext();
    private final AsyncProducer producer;
    private final Endpoint start;

    /**
     * @param perSecond the budget; 0 is none
     * @param workers the threads the route goes on with; null for the component's own
     */
    RouteContender(Target target, int perSecond, Executor workers) throws Exception {
        StripeConfiguration connection = new StripeConfiguration();
        connection.setSecretKey("sk_test_benchmark");
        connection.setApiBase(target.url());
        connection.setMaxConcurrentRequests(Contenders.MOST);
        connection.setRequestsPerSecond(perSecond);
        connection.setWorkerPool(workers);
        connection.setSslContextParameters(trusting(target.trust()));
        context.getRegistry().bind("benchmark", connection);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:start").to("stripe?connection=#bean:benchmark");
                    }
                });
        context.start();
        start = context.getEndpoint("direct:start");
        producer = start.createAsyncProducer();
        producer.start();
    }

    private static SSLContextParameters trusting(SSLContext trust) {
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext context) {
                return trust;
            }
        };
    }

    @Override
    public void run(int calls, int concurrency) {
        Chains.run(calls, concurrency, number -> call());
    }

    private CompletableFuture<Exchange> call() {
        Exchange exchange = start.createExchange();
        exchange.getMessage().setBody(REQUEST);
        CompletableFuture<Exchange> ended = new CompletableFuture<>();
        producer.process(
                exchange,
                doneSync -> {
                    if (exchange.getException() == null) {
                        ended.complete(exchange);
                    } else {
                        ended.completeExceptionally(exchange.getException());
                    }
                });
        return ended;
    }

    @Override
    public void close() {
        context.stop();
    }
}
