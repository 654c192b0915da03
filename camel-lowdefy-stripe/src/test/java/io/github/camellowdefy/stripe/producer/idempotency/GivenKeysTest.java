// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.IdempotencyException;
import io.github.camellowdefy.stripe.PaymentRoutes;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which key a call carries where route, message or endpoint name one, and which calls carry any.
 */
class GivenKeysTest extends PaymentRoutes {

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

    @ParameterizedTest
    @ValueSource(strings = {" order 7", "order 7 ", "order\t7", "order 7\r\n", "commande \u00e9"})
    void aKeyThatDoesNotGoOverTheWireUnchangedIsRefusedWhereverItIsNamed(String key)
            throws Exception {
        start(
                r -> {
                    r.from("direct:header").to(PAY);
                    r.from("direct:option").to(PAY + "?idempotencyKey=${header.order}");
                });
        Map<String, Object> headers = Map.of(StripeConstants.IDEMPOTENCY_KEY, key, "order", key);

        assertThat(
                        List.of(
                                routes.send("direct:header", message(PAYMENT, headers)),
                                routes.send(
                                        "direct:option", message(PAYMENT, Map.of("order", key))),
                                routes.send(
                                        "direct:header",
                                        List.of(PAYMENT, Map.of("idempotencyKey", key)))))
                .extracting(Exchange::getException)
                .allSatisfy(
                        e ->
                                assertThat(e)
                                        .isInstanceOf(InvalidStripeCallException.class)
                                        .hasMessageStartingWith("The option idempotencyKey "));
        assertThat(routes.server().arrivals()).isZero();
    }

    private static Processor message(Object body, Map<String, Object> headers) {
        return exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        };
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
                .allMatch(key -> key.matches("camel-stripe-[0-9a-f-]{36}"));
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

    /** The key one call goes out with, checked against the property that tells it. */
    private String key(Object body) {
        Exchange sent = routes.send("direct:any", body);
        assertThat(sent.getException()).isNull();
        String key = routes.server().lastRequest().header("Idempotency-Key");
        assertThat(sent.getProperty(StripeConstants.IDEMPOTENCY_KEY_USED)).isEqualTo(key);
        return key;
    }
}
