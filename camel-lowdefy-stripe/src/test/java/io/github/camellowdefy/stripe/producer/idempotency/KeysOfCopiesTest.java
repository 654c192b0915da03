// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.PaymentRoutes;
import io.github.camellowdefy.stripe.Routes;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which key is on the wire where a pattern works on a copy of the exchange and throws it away. */
class KeysOfCopiesTest extends PaymentRoutes {

    static Stream<Arguments> routesThatTryTheSameCallAgain() {
        return Stream.of(
                again("failover", r -> r.from("direct:pay").loadBalance().failover().to(PAY, PAY)),
                again(
                        "failover to an endpoint with another time-out",
                        r ->
                                r.from("direct:pay")
                                        .loadBalance()
                                        .failover()
                                        .to(PAY, PAY + "?timeout=5000")),
                again(
                        "redelivery around a circuit breaker",
                        r ->
                                r.from("direct:pay")
                                        .errorHandler(redelivering(r, 1))
                                        .circuitBreaker()
                                        .inheritErrorHandler(true)
                                        .to(PAY)),
                again(
                        "fallback of a circuit breaker",
                        r -> r.from("direct:pay").circuitBreaker().to(PAY).onFallback().to(PAY)),
                again(
                        "catch around a circuit breaker",
                        r ->
                                r.from("direct:pay")
                                        .doTry()
                                        .circuitBreaker()
                                        .to(PAY)
                                        .end()
                                        .endDoTry()
                                        .doCatch(StripeException.class)
                                        .to(PAY)),
                again(
                        "catch around a multicast",
                        r ->
                                r.from("direct:pay")
                                        .doTry()
                                        .multicast()
                                        .stopOnException()
                                        .to(PAY)
                                        .end()
                                        .endDoTry()
                                        .doCatch(StripeException.class)
                                        .to(PAY)),
                again(
                        "the same part of a split in a catch around it",
                        r ->
                                r.from("direct:pay")
                                        .doTry()
                                        .split(r.method(KeysOfCopiesTest.class, "alone"))
                                        .stopOnException()
                                        .to(PAY)
                                        .end()
                                        .endDoTry()
                                        .doCatch(StripeException.class)
                                        .split(r.method(KeysOfCopiesTest.class, "alone"))
                                        .to(PAY)),
                again(
                        "redelivery of a hop that waits for the answer",
                        r -> {
                            r.from("direct:pay").errorHandler(redelivering(r, 1)).to("seda:next");
                            r.from("seda:next").to(PAY);
                        }),
                again(
                        "redelivery in a recipient list",
                        r ->
                                r.from("direct:pay")
                                        .errorHandler(redelivering(r, 1))
                                        .recipientList(r.constant(PAY))),
                again(
                        "redelivery of a stop of a slip",
                        r ->
                                r.from("direct:pay")
                                        .errorHandler(redelivering(r, 1))
                                        .routingSlip(r.constant(PAY + ",mock:next"))),
                again(
                        "redelivery in a round robin, on to the next endpoint",
                        r ->
                                r.from("direct:pay")
                                        .errorHandler(redelivering(r, 1))
                                        .loadBalance()
                                        .roundRobin()
                                        .to(PAY, PAY + "?timeout=5000")),
                again(
                        "redelivery on a thread of its own between steps on others",
                        r ->
                                r.from("direct:pay")
                                        .errorHandler(
                                                redelivering(r, 1)
                                                        .redeliveryDelay(10)
                                                        .asyncDelayedRedelivery())
                                        .threads(2)
                                        .delay(1)
                                        .asyncDelayed()
                                        .throttle(100)
                                        .to(PAY)),
                again(
                        "the same arguments in another order",
                        r ->
                                r.from("direct:pay")
                                        .setBody(r.constant("{amount: 2000, currency: eur}"))
                                        .doTry()
                                        .to(PAY)
                                        .doCatch(StripeException.class)
                                        .setBody(r.constant("{currency: eur, amount: 2000}"))
                                        .to(PAY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routesThatTryTheSameCallAgain")
    void whileTheOutcomeIsOpenTheSameCallHasTheSameKey(
            String name, Consumer<RouteBuilder> definition) throws Exception {
        start(definition);
        routes.server().script(LOST, PAID);

        Exchange paid = routes.send("direct:pay", PAYMENT);

        assertThat(paid.getException()).isNull();
        assertThat(keys()).hasSize(2).containsOnly(keys().get(0)).doesNotContainNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routesThatTryTheSameCallAgain")
    void onceItHasGoneThroughTheNextOneIsAnother(String name, Consumer<RouteBuilder> definition)
            throws Exception {
        start(definition);
        routes.server().script(LOST, PAID);

        routes.send("direct:pay", PAYMENT);
        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(3);
        assertThat(keys().get(2)).isNotEqualTo(keys().get(0));
    }

    @Test
    void aDeclineIsFinalForAFailoverToo() throws Exception {
        start(r -> r.from("direct:pay").loadBalance().failover(CardException.class).to(PAY, PAY));
        routes.server().script(DECLINED, PAID);

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aSecondCallInACatchIsAnotherOnceTheFirstHasSettledTheMatter() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .doTry()
                                .circuitBreaker()
                                .to(PAY)
                                .end()
                                .endDoTry()
                                .doCatch(StripeException.class)
                                .to(PAY)
                                .setBody(r.constant(PAYMENT))
                                .to(PAY));
        routes.server().script(LOST, PAID, PAID);

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(3);
        assertThat(keys().get(1)).isEqualTo(keys().get(0));
        assertThat(keys().get(2)).isNotEqualTo(keys().get(0));
    }

    @Test
    void partsOfASplitSideBySideKeepTheirKeysApart() throws Exception {
        // twice, because one part may meet both losses
        start(
                r ->
                        r.from("direct:pay")
                                .errorHandler(redelivering(r, 2))
                                .split(r.body())
                                .parallelProcessing()
                                .to(PAY)
                                .end());
        routes.server().script(LOST, LOST);

        routes.send("direct:pay", List.of(PAYMENT, PAYMENT, PAYMENT));

        assertThat(keys()).hasSize(5);
        assertThat(Set.copyOf(keys())).hasSize(3);
    }

    @Test
    void theSameCallWhenARouteIsCompletedHasTheSameKey() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .onCompletion()
                                .onFailureOnly()
                                .to(PAY)
                                .to("mock:completed")
                                .end()
                                .to(PAY));
        routes.server().script(LOST, PAID);
        routes.mock("mock:completed").expectedMessageCount(1);

        routes.send("direct:pay", PAYMENT);

        routes.mock("mock:completed").assertIsSatisfied();
        assertThat(keys()).hasSize(2).containsOnly(keys().get(0));
    }

    @Test
    void anExchangeFromAPoolKnowsNothingOfTheOneItWasBefore() throws Exception {
        routes =
                Routes.start(
                        context ->
                                context.getCamelContextExtension()
                                        .setExchangeFactory(new PooledExchangeFactory()),
                        r -> r.from("seda:pay").onCompletion().to("mock:completed").end().to(PAY));
        routes.server().otherwise(PAID).script(LOST, LOST, PAID, LOST, PAID);

        for (int sent = 1; sent <= 5; sent++) {
            routes.template().sendBody("seda:pay", PAYMENT);
            int completed = sent;
            await().until(() -> routes.mock("mock:completed").getReceivedCounter() == completed);
        }

        assertThat(keys()).hasSize(5).doesNotHaveDuplicates();
    }

    static Stream<Arguments> routesWithBranches() {
        String all = String.join(",", PAY, PAY, PAY);
        return Stream.of(
                again("multicast", r -> r.from("direct:pay").multicast().to(PAY, PAY, PAY)),
                again(
                        "multicast that shares the unit of work",
                        r -> r.from("direct:pay").multicast().shareUnitOfWork().to(PAY, PAY, PAY)),
                again("recipients", r -> r.from("direct:pay").recipientList(r.constant(all))),
                again(
                        "recipients that share the unit of work",
                        r -> r.from("direct:pay").recipientList(r.constant(all)).shareUnitOfWork()),
                again(
                        "parts of splits that share the unit of work",
                        r ->
                                r.from("direct:pay")
                                        .setBody(r.constant(List.of(PAYMENT, PAYMENT, PAYMENT)))
                                        .split(r.body())
                                        .shareUnitOfWork()
                                        .to(PAY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routesWithBranches")
    void whatIsTakenOverFromAFailedBranchIsNotTakenOverByTheNextBranch(
            String name, Consumer<RouteBuilder> definition) throws Exception {
        start(definition);
        routes.server().script(LOST, PAID, PAID);

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(3).doesNotHaveDuplicates();
    }

    /** A list with nothing but the body in it. */
    public static List<Object> alone(Object body) {
        return List.of(body);
    }

    private static Arguments again(String name, Consumer<RouteBuilder> definition) {
        return Arguments.of(name, definition);
    }
}
