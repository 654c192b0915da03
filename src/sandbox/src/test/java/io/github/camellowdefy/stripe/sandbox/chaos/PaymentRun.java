// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Payments sent through one route, all at once, each for an order of its own; what fails for good
 * goes to a dead letter queue, from which it can be replayed.
 */
abstract class PaymentRun implements AutoCloseable {

    private static final String PAY = "direct:pay";
    private static final String REPLAY = "direct:replay";
    private static final int FAULTY_TIMEOUT_MILLIS = 400;
    private static final int USUAL_TIMEOUT_MILLIS = 60_000;

    /** Between redeliveries. */
    private static final int HURRIED_MILLIS = 20;

    /** As long as the server may still be at work on what a client gave up. */
    private static final int USUAL_MILLIS = 2_000;

    /**
     * A payment that failed for good.
     *
     * @param order what it was for
     * @param key the idempotency key it was sent with, or null
     * @param cause why
     */
    record DeadLetter(int order, String key, Exception cause) {}

    /**
     * Who is paid.
     *
     * @param url the base URL of the API
     */
    record Account(String url, String secretKey) {

        static Account of(StripeSandbox sandbox) {
            return new Account(sandbox.url(), sandbox.secretKey());
        }
    }

    private final CamelContext context = new DefaultCamelContext();
    private final ConcurrentLinkedQueue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
    private final ProducerTemplate template;

    PaymentRun(Account account, Repeats repeats) throws Exception {
        context.getExecutorServiceManager().getDefaultThreadPoolProfile().setMaxQueueSize(-1);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        pay(
                                from(PAY).errorHandler(redelivering(HURRIED_MILLIS)),
                                account,
                                repeats,
                                FAULTY_TIMEOUT_MILLIS);
                        pay(
                                from(REPLAY).errorHandler(redelivering(USUAL_MILLIS)),
                                account,
                                repeats,
                                USUAL_TIMEOUT_MILLIS);
                        from("direct:dead").routeId("dead").process(PaymentRun.this::bury);
                    }

                    private ErrorHandlerFactory redelivering(int delayMillis) {
                        return deadLetterChannel("direct:dead")
                                .maximumRedeliveries(repeats.redeliveries())
                                .redeliveryDelay(delayMillis)
                                .asyncDelayedRedelivery()
                                .logExhausted(false)
                                .logRetryAttempted(false);
                    }
                });
        context.start();
        template = context.createProducerTemplate();
    }

    /** The step that pays; the body is the order's number. */
    abstract void pay(RouteDefinition route, Account account, Repeats repeats, int timeoutMillis);

    /** The idempotency key a failed payment was sent with, or null. */
    abstract String keyOf(Exchange failed);

    static Map<String, Object> charge(Object order) {
        return Map.of(
                "amount",
                2000,
                "currency",
                "eur",
                "source",
                "tok_visa",
                "metadata",
                Map.of("order", String.valueOf(order)));
    }

    CamelContext context() {
        return context;
    }

    /** Pays for the orders from 0 up to, not including, {@code count}. */
    List<DeadLetter> payFor(int count) {
        return send(
                PAY,
                IntStream.range(0, count).mapToObj(order -> new DeadLetter(order, null, null)));
    }

    /** Pays again for what failed, each with the key it failed with. */
    List<DeadLetter> replay(List<DeadLetter> dead) {
        return send(REPLAY, dead.stream());
    }

    private List<DeadLetter> send(String route, Stream<DeadLetter> payments) {
        deadLetters.clear();
        List<CompletableFuture<Exchange>> sent =
                payments.map(
                                payment ->
                                        template.asyncSend(
                                                route, exchange -> address(exchange, payment)))
                        .toList();
        sent.forEach(CompletableFuture::join);
        return List.copyOf(deadLetters);
    }

    private static void address(Exchange exchange, DeadLetter payment) {
        exchange.getMessage().setBody(payment.order());
        exchange.getMessage().setHeader("order", payment.order());
        if (payment.key() != null) {
            exchange.getMessage().setHeader("CamelStripeIdempotencyKey", payment.key());
        }
    }

    private void bury(Exchange failed) {
        deadLetters.add(
                new DeadLetter(
                        failed.getMessage().getHeader("order", Integer.class),
                        keyOf(failed),
                        failed.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    @Override
    public void close() {
        context.stop();
    }
}
