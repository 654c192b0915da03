/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which key is on the wire, whatever a route does with the exchange. */
class IdempotencyTest {

    private static final String PAY = "stripe:paymentIntents/create";
    private static final Map<String, Object> PAYMENT = Map.of("amount", 2000, "currency", "eur");
    private static final Reply PAID = Reply.json("{\"id\":\"pi_1\",\"object\":\"payment_intent\"}");
    private static final Reply DECLINED =
            Reply.json(
                    402,
                    "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"message\":\"No.\"}}");

    private Routes routes;

    @AfterEach
    void close() {
        routes.close();
    }

    static Stream<Reply> openOutcomes() {
        return Stream.of(
                Reply.resetAfterReading(),
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
        routes.server().script(Reply.resetAfterReading());

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
        routes.server().script(Reply.resetAfterReading(), PAID);

        routes.send("direct:pay", PAYMENT);

        Exchange dead = routes.mock("mock:dead").getExchanges().get(0);
        assertThat(dead.getProperty(Exchange.EXCEPTION_CAUGHT))
                .isInstanceOf(StripeOutcomeUnknownException.class);
        assertThat(dead.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED)).isEqualTo(keys().get(0));
        assertThat(keys()).hasSize(2).containsOnly(keys().get(0));
    }

    @Test
    void aKeyGivenAsAHeaderSurvivesEveryHop() throws Exception {
        start(
                r -> {
                    r.from("direct:pay").to("seda:next");
                    r.from("seda:next")
                            .errorHandler(redelivering(r, 1))
                            .split(r.body())
                            .to(PAY)
                            .to("mock:paid");
                });
        routes.server().script(error(500), PAID);
        routes.mock("mock:paid").expectedMessageCount(1);

        routes.template()
                .sendBodyAndHeader(
                        "direct:pay", List.of(PAYMENT), StripeConstants.IDEMPOTENCY_KEY, "order-7");

        routes.mock("mock:paid").assertIsSatisfied();
        assertThat(keys()).containsExactly("order-7", "order-7");
    }

    @ParameterizedTest
    @CsvSource({
        "${header.orderId}, 7",
        "order-${header.orderId}-v1, order-7-v1",
        "${header.kafka.KEY}, k7",
        "${headers[kafka.KEY]}, k7",
        "pay-${header.kafka.KEY}, pay-k7",
        "pay-${header.kafka.TOPIC}-${header.kafka.PARTITION}-${header.kafka.OFFSET}, pay-orders-3-12"
    })
    void theEndpointsOptionIsEvaluatedForEachMessage(String expression, String key)
            throws Exception {
        start(r -> r.from("direct:pay").to(PAY + "?idempotencyKey=" + expression));

        routes.send(
                "direct:pay",
                exchange -> {
                    exchange.getMessage().setBody(PAYMENT);
                    exchange.getMessage().setHeader("orderId", 7);
                    exchange.getMessage().setHeader("kafka.KEY", "k7");
                    exchange.getMessage().setHeader("kafka.TOPIC", "orders");
                    exchange.getMessage().setHeader("kafka.PARTITION", 3);
                    exchange.getMessage().setHeader("kafka.OFFSET", 12L);
                });

        assertThat(keys()).containsExactly(key);
    }

    @Test
    void anEmptyKeyIsRefusedBeforeAnythingIsSent() throws Exception {
        start(r -> r.from("direct:pay").to(PAY + "?idempotencyKey=${header.orderId}"));

        Exchange refused = routes.send("direct:pay", PAYMENT);

        assertThat(refused.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageContaining("idempotencyKey (${header.orderId}) is empty");
        assertThat(routes.server().arrivals()).isZero();
    }

    @Test
    void argumentBeforeHeaderBeforeOptionBeforeGenerated() throws Exception {
        start(r -> r.from("direct:pay").to(PAY + "?idempotencyKey=option"));

        routes.template()
                .sendBodyAndHeader(
                        "direct:pay",
                        List.of(PAYMENT, Map.of("idempotencyKey", "argument")),
                        StripeConstants.IDEMPOTENCY_KEY,
                        "header");
        routes.template()
                .sendBodyAndHeader(
                        "direct:pay", PAYMENT, StripeConstants.IDEMPOTENCY_KEY, "header");
        routes.template().sendBody("direct:pay", PAYMENT);

        assertThat(keys()).containsExactly("argument", "header", "option");
    }

    @Test
    void onlyCallsThatChangeSomethingCarryAKey() throws Exception {
        start(r -> r.from("direct:any").to("stripe"));
        String v1Delete = key(Map.of("customers", Map.of("del", "cus_1")));
        String v1List = key(Map.of("customers", Map.of("list", List.of())));
        String v1Create = key(Map.of("customers", Map.of("create", List.of())));
        String v2Delete =
                key(
                        Map.of(
                                "v2",
                                Map.of(
                                        "core",
                                        Map.of("eventDestinations", Map.of("del", "ed_1")))));
        String raw = key(Map.of("rawRequest", List.of("POST", "/v1/new_things", Map.of())));

        assertThat(List.of(v1Create, v2Delete, raw))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("[0-9a-f-]{36}"));
        assertThat(v1Delete).isNull();
        assertThat(v1List).isNull();
    }

    @Test
    void theKeyOfAnEarlierCallIsNotTakenForThatOfARefusedOne() throws Exception {
        start(r -> r.from("direct:pay").to(PAY).to("stripe:customers/retrieve"));

        Exchange refused = routes.send("direct:pay", PAYMENT);

        assertThat(refused.getException()).isInstanceOf(InvalidStripeCallException.class);
        assertThat(refused.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED)).isNull();
        assertThat(refused.getMessage().getHeader(StripeConstants.ATTEMPTS)).isNull();
    }

    @Test
    void reuseOfAKeyForAnotherCallSurfacesAsStripesException() throws Exception {
        start(r -> r.from("direct:pay").to(PAY));
        routes.server()
                .script(
                        Reply.json(
                                400,
                                "{\"error\":{\"type\":\"idempotency_error\",\"message\":\"Keys...\"}}"));

        assertThat(routes.send("direct:pay", PAYMENT).getException())
                .isInstanceOf(IdempotencyException.class);
    }

    private void start(Consumer<RouteBuilder> definition) throws Exception {
        routes = Routes.start(definition);
        routes.server().otherwise(PAID);
    }

    private List<String> keys() {
        return routes.server().requests().stream()
                .map(request -> request.header("Idempotency-Key"))
                .toList();
    }

    /** The key one call goes out with, checked against the property that tells it. */
    private String key(Object body) {
        Exchange sent = routes.send("direct:any", body);
        assertThat(sent.getException()).isNull();
        String key = routes.server().lastRequest().header("Idempotency-Key");
        assertThat(sent.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED)).isEqualTo(key);
        return key;
    }

    private static DefaultErrorHandlerDefinition redelivering(RouteBuilder route, int times) {
        return route.defaultErrorHandler().maximumRedeliveries(times).redeliveryDelay(0);
    }

    private static Reply error(int status) {
        return Reply.json(status, "{\"error\":{\"type\":\"api_error\",\"message\":\"Later.\"}}");
    }
}
