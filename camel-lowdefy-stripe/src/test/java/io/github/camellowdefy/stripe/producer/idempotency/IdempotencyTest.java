// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.PaymentRoutes;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which key is on the wire, whatever a route does with the exchange. */
class IdempotencyTest extends PaymentRoutes {

    static Stream<Reply> openOutcomes() {
        return Stream.of(
                LOST,
                Reply.truncated("{\"id\":\"pi_1\"}", 4),
                Reply.json("<html>"),
                Reply.json(404, "<html>"),
                error(409),
                error(429),
                error(500),
                error(503));
    }

    @ParameterizedTest
    @MethodSource("openOutcomes")
    void aRedeliveryAfterAnOpenOutcomeRepeatsTheKey(Reply open) throws Exception {
        start(r -> r.from("direct:pay").errorHandler(redelivering(r, 2)).to(PAY));
        routes.server().script(open, open, PAID);

        Exchange paid = routes.send("direct:pay", PAYMENT);

        assertThat(paid.getException()).isNull();
        assertThat(keys()).hasSize(3).containsOnly(keys().get(0)).doesNotContainNull();
        assertThat(paid.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED)).isEqualTo(keys().get(0));
    }

    @Test
    void aRedeliveryAfterADeclineIsANewCall() throws Exception {
        start(
                r -> {
                    r.onException(CardException.class).maximumRedeliveries(1).redeliveryDelay(0);
                    r.from("direct:pay").errorHandler(r.defaultErrorHandler()).to(PAY);
                });
        routes.server().script(DECLINED, PAID);

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(2).doesNotHaveDuplicates();
    }

    static Stream<Reply> refusalsBeforeTheKey() {
        return Stream.of(error(400), error(401), error(403), error(404), error(429));
    }

    @ParameterizedTest
    @MethodSource("refusalsBeforeTheKey")
    void aRefusalOfARedeliveryDoesNotSettleWhatIsOpen(Reply refusal) throws Exception {
        start(r -> r.from("direct:pay").errorHandler(redelivering(r, 2)).to(PAY));
        routes.server().script(LOST, refusal, refusal);

        Exchange open = routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(3).containsOnly(keys().get(0));
        assertThat(open.getException())
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasCauseInstanceOf(StripeException.class);
    }

    @ParameterizedTest
    @MethodSource("refusalsBeforeTheKey")
    void aRefusalUnderANamedKeyDoesNotSettleWhatIsOpen(Reply refusal) throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .errorHandler(redelivering(r, 1))
                                .to(PAY + "?idempotencyKey=order-7"));
        routes.server().script(LOST, refusal);

        assertThat(routes.send("direct:pay", PAYMENT).getException())
                .isInstanceOf(StripeOutcomeUnknownException.class);
    }

    @Test
    void aRefusalOfTheFirstTryIsFinal() throws Exception {
        start(r -> r.from("direct:pay").errorHandler(redelivering(r, 1)).to(PAY));
        routes.server().script(error(401), error(403));

        assertThat(routes.send("direct:pay", PAYMENT).getException())
                .isInstanceOf(PermissionException.class);
        assertThat(keys()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aRefusalForNowKeepsTheKeyButOpensNothing() throws Exception {
        start(r -> r.from("direct:pay").errorHandler(redelivering(r, 1)).to(PAY));
        routes.server().script(error(429), error(401));

        assertThat(routes.send("direct:pay", PAYMENT).getException())
                .isInstanceOf(AuthenticationException.class);
        assertThat(keys()).hasSize(2).containsOnly(keys().get(0));
    }

    @Test
    void aKeyIsForgottenOnceTheCallWentThrough() throws Exception {
        start(r -> r.from("direct:pay").errorHandler(redelivering(r, 1)).to(PAY).to(PAY));
        routes.server().script(error(500), PAID, PAID);

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(3);
        assertThat(keys().get(1)).isEqualTo(keys().get(0));
        assertThat(keys().get(2)).isNotEqualTo(keys().get(0));
    }

    @Test
    void eachPassOfALoopHasItsKeyAndKeepsItInItsRedeliveries() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .errorHandler(redelivering(r, 1))
                                .loop(3)
                                .copy()
                                .to(PAY)
                                .end());
        routes.server().script(error(500), PAID, PAID, error(500), PAID);

        routes.send("direct:pay", PAYMENT);

        List<String> keys = keys();
        assertThat(keys).hasSize(5);
        assertThat(List.of(keys.get(0), keys.get(2), keys.get(3))).doesNotHaveDuplicates();
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.get(4)).isEqualTo(keys.get(3));
    }

    @Test
    void aPassOfALoopDoesNotTakeOverTheKeyThatThePassBeforeLeftOpen() throws Exception {
        start(
                r -> {
                    r.onException(StripeException.class).continued(true);
                    r.from("direct:pay")
                            .errorHandler(r.defaultErrorHandler())
                            .loop(2)
                            .to(PAY)
                            .end();
                });
        routes.server().script(error(500), PAID);

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void eachPartOfASplitHasItsKey() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .errorHandler(redelivering(r, 1))
                                .split(r.body())
                                .to(PAY)
                                .end());
        routes.server().script(error(500), PAID, PAID);

        routes.send("direct:pay", List.of(PAYMENT, PAYMENT));

        assertThat(keys()).hasSize(3);
        assertThat(keys().get(1)).isEqualTo(keys().get(0));
        assertThat(keys().get(2)).isNotEqualTo(keys().get(0));
    }

    @Test
    void branchesOfAMulticastHaveTheirOwnKeys() throws Exception {
        start(r -> r.from("direct:pay").multicast().to(PAY, PAY, PAY).end());

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aCopyMadeWhileTheOutcomeIsOpenHasItsOwnKey() throws Exception {
        start(
                r -> {
                    r.from("direct:pay")
                            .doTry()
                            .to(PAY)
                            .doCatch(StripeException.class)
                            .wireTap("direct:copy")
                            .to(PAY)
                            .end();
                    r.from("direct:copy").to(PAY).to("mock:copied");
                });
        routes.mock("mock:copied").expectedMessageCount(1);
        routes.server().script(error(500));

        routes.send("direct:pay", PAYMENT);

        routes.mock("mock:copied").assertIsSatisfied();
        String own = keys().get(0);
        assertThat(keys()).hasSize(3);
        assertThat(keys().stream().filter(own::equals)).hasSize(2);
    }

    @Test
    void theSameCallInACatchIsARetryAndADifferentOneIsNot() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .doTry()
                                .to(PAY)
                                .doCatch(StripeOutcomeUnknownException.class)
                                .to("stripe:refunds/create")
                                .to(PAY + "?params.description=again")
                                .setBody(r.constant(PAYMENT))
                                .to(PAY)
                                .end());
        routes.server().script(LOST);

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(4);
        assertThat(keys().subList(0, 3)).doesNotHaveDuplicates();
        assertThat(keys().get(3)).isEqualTo(keys().get(0));
    }

    @Test
    void anEnricherThatIsRedeliveredRepeatsTheKey() throws Exception {
        start(r -> r.from("direct:pay").errorHandler(redelivering(r, 1)).enrich(PAY));
        routes.server().script(error(500), PAID);

        routes.send("direct:pay", PAYMENT);

        assertThat(keys()).hasSize(2).containsOnly(keys().get(0));
    }

    @Test
    void anEndpointMadeAnewForEachMessageRepeatsTheKey() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .errorHandler(redelivering(r, 1))
                                .toD("stripe:${header.what}", -1));
        routes.server().script(error(500), PAID);

        routes.template()
                .requestBodyAndHeader("direct:pay", PAYMENT, "what", "paymentIntents/create");

        assertThat(keys()).hasSize(2).containsOnly(keys().get(0));
    }

    @Test
    void theDeadLetterTellsTheKeyAndTheSameCallFromThereRepeatsIt() throws Exception {
        start(
                r -> {
                    r.from("direct:pay")
                            .errorHandler(r.deadLetterChannel("direct:dead").useOriginalMessage())
                            .to(PAY);
                    r.from("direct:dead").to("mock:dead").to(PAY);
                });
        routes.server().script(LOST, PAID);

        routes.send("direct:pay", PAYMENT);

        Exchange dead = routes.mock("mock:dead").getExchanges().get(0);
        assertThat(dead.getProperty(Exchange.EXCEPTION_CAUGHT))
                .isInstanceOf(StripeOutcomeUnknownException.class);
        assertThat(dead.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED)).isEqualTo(keys().get(0));
        assertThat(keys()).hasSize(2).containsOnly(keys().get(0));
    }
}
