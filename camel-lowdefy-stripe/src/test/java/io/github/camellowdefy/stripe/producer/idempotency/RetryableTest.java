// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.PaymentRoutes;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.StripeBusyException;
import io.github.camellowdefy.stripe.client.StripeNotSentException;
import io.github.camellowdefy.stripe.client.page.PageWalkException;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure says whether the same call may usefully be made again under the same key. */
class RetryableTest extends PaymentRoutes {

    private static final String NO = "Stripe-Should-Retry: false";
    private static final String YES = "Stripe-Should-Retry: true";
    private static final String REPLAYED = "Idempotent-Replayed: true";

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("no answer", LOST, true),
                Arguments.of("cut off", Reply.truncated("{\"id\":\"pi_1\"}", 4), true),
                Arguments.of("no JSON", Reply.json("<html>"), true),
                Arguments.of("a gateway's 403", Reply.json(403, "<html>"), true),
                Arguments.of(
                        "a gateway's JSON", Reply.json(403, "{\"error\":\"Forbidden\"}"), true),
                Arguments.of(
                        "a gateway's object", Reply.json(400, "{\"error\":{\"code\":400}}"), true),
                Arguments.of(
                        "a gateway's error in a success",
                        Reply.json(200, "{\"error\":\"timeout\"}"),
                        true),
                Arguments.of("409", error(409), true),
                Arguments.of("429", error(429), true),
                Arguments.of("429, not to be repeated at once", error(429, NO), true),
                Arguments.of("500", error(500), true),
                Arguments.of("503", error(503), true),
                Arguments.of("500, of no use to repeat", error(500, NO), false),
                Arguments.of("500, repeated", error(500, REPLAYED), false),
                Arguments.of("400, to be repeated", error(400, YES), true),
                Arguments.of("400", error(400), false),
                Arguments.of("401", error(401), false),
                Arguments.of("402", DECLINED, false),
                Arguments.of("403", error(403), false),
                Arguments.of("404", error(404), false),
                Arguments.of("404, repeated", error(404, REPLAYED), false));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("answers")
    void anAnswerSays(String name, Reply answer, boolean retryable) throws Exception {
        start(r -> r.from("direct:pay").to(PAY));
        routes.server().script(answer);

        assertThat(retryable(routes.send("direct:pay", PAYMENT))).isEqualTo(retryable);
    }

    @Test
    void aRefusalOfWhatIsOpenMayBeAskedAgain() throws Exception {
        start(r -> r.from("direct:pay").errorHandler(redelivering(r, 1)).to(PAY));
        routes.server().script(LOST, error(401));

        assertThat(retryable(routes.send("direct:pay", PAYMENT))).isTrue();
    }

    @Test
    void aSuccessSaysNothingAndRemovesWhatAFailureSaid() throws Exception {
        start(
                r ->
                        r.from("direct:pay")
                                .doTry()
                                .to(PAY)
                                .doCatch(Exception.class)
                                .to("mock:failed")
                                .to(PAY)
                                .end());
        routes.server().script(error(500));

        Exchange paid = routes.send("direct:pay", PAYMENT);

        assertThat(routes.mock("mock:failed").getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(StripeConstants.RETRYABLE, true);
        assertThat(paid.getMessage().getHeaders()).doesNotContainKey(StripeConstants.RETRYABLE);
    }

    @Test
    void whatAnEarlierFailureSaidIsNotReadByTheNextCall() throws Exception {
        start(r -> r.from("direct:pay").to(PAY));
        routes.server().script(DECLINED);

        Exchange declined =
                routes.send(
                        "direct:pay",
                        e -> {
                            e.getMessage().setBody(PAYMENT);
                            e.getMessage().setHeader(StripeConstants.RETRYABLE, true);
                        });

        assertThat(retryable(declined)).isFalse();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("stripe:paymentIntents/create", "amount"),
                Arguments.of("stripe", Map.of("paymentIntent", Map.of())),
                Arguments.of("stripe:customers/retrieve", null),
                Arguments.of("stripe:customers/list?autoPaging=true", 5),
                Arguments.of("stripe:paymentIntents/create?idempotencyKey=${header.none}", PAYMENT),
                Arguments.of("stripe:lowdefy/none", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatIsRefusedBeforeItIsSentIsNot(String uri, Object body) throws Exception {
        start(
                r ->
                        r.from("direct:call")
                                .setHeader(StripeConstants.RETRYABLE)
                                .constant(true)
                                .to(uri));

        Exchange refused = routes.send("direct:call", body);

        assertThat(refused.getException()).isInstanceOf(InvalidStripeCallException.class);
        assertThat(retryable(refused)).isFalse();
    }

    @Test
    void aDeliveryThatIsForgedIsNot() throws Exception {
        start(
                r ->
                        r.from("direct:call")
                                .setHeader(StripeConstants.RETRYABLE)
                                .constant(true)
                                .to("stripe:webhooks/constructEvent?webhookSecret=whsec_test"));

        Exchange refused = routes.send("direct:call", "{}");

        assertThat(refused.getException()).isNotNull();
        assertThat(retryable(refused)).isFalse();
    }

    @Test
    void whatWasNotSentIs() throws Exception {
        start(r -> r.from("direct:pay").to(PAY));
        routes.server().close();

        Exchange failed = routes.send("direct:pay", PAYMENT);

        assertThat(failed.getException()).isInstanceOf(StripeNotSentException.class);
        assertThat(retryable(failed)).isTrue();
    }

    @Test
    void whatFoundNoRoomIs() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        start(r -> r.from("direct:pay").to(PAY + "?maxConcurrentRequests=1&maxQueuedRequests=0"));
        routes.server().otherwise(Reply.when(latch, PAID));
        routes.template().asyncRequestBody("direct:pay", PAYMENT);
        await().until(() -> routes.server().arrivals() == 1);

        Exchange failed = routes.send("direct:pay", PAYMENT);
        latch.countDown();

        assertThat(failed.getException()).isInstanceOf(StripeBusyException.class);
        assertThat(retryable(failed)).isTrue();
    }

    @Test
    void anUploadWhoseStreamIsSpentIsNot() throws Exception {
        start(r -> r.from("direct:upload").to("stripe:files/create"));
        routes.server().script(LOST);

        Exchange failed =
                routes.send(
                        "direct:upload",
                        Map.of(
                                "purpose",
                                "dispute_evidence",
                                "file",
                                new ByteArrayInputStream(new byte[10])));

        assertThat(retryable(failed)).isFalse();
    }

    static Stream<Arguments> firstPages() {
        return Stream.of(
                Arguments.of(error(400), false),
                Arguments.of(error(401), false),
                Arguments.of(error(429), true),
                Arguments.of(error(500), true),
                Arguments.of(LOST, true),
                Arguments.of(Reply.json("[]"), true));
    }

    @ParameterizedTest
    @MethodSource("firstPages")
    void theFirstPageOfAListSaysLikewise(Reply page, boolean retryable) throws Exception {
        start(r -> r.from("direct:list").to("stripe:customers/list?autoPaging=true"));
        routes.server().otherwise(page);

        Exchange failed = routes.send("direct:list", null);

        assertThat(failed.getException()).isNotNull().isNotInstanceOf(PageWalkException.class);
        assertThat(retryable(failed)).isEqualTo(retryable);
    }

    private static Reply error(int status, String... headers) {
        return Reply.json(
                status, "{\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}", headers);
    }

    private static boolean retryable(Exchange failed) {
        Object said = failed.getMessage().getHeader(StripeConstants.RETRYABLE);
        assertThat(said).as("%s", failed.getException()).isInstanceOf(Boolean.class);
        return (Boolean) said;
    }
}
