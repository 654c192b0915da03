// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators of a request, evaluated for every message before the call is read. */
class OperatorsInRequestsTest {

    /** A body with properties, as an application would send it. */
    record Order(String id, long total, String currency, Instant at) {}

    private LowdefyContext lowdefy;

    @BeforeEach
    void load() throws Exception {
        lowdefy =
                LowdefyContext.start(Map.of("LOWDEFY_SECRET_STATEMENT", "SHOP"))
                        .loadFrom("classpath:lowdefy/operators.lowdefy.yaml");
    }

    @AfterEach
    void stop() {
        lowdefy.close();
    }

    static Stream<Object> orders() {
        String json =
                "{\"id\":\"7\",\"total\":1999,\"currency\":\"EUR\",\"at\":{\"~d\":1577836800000}}";
        return Stream.of(
                Map.of("id", "7", "total", 1999, "currency", "EUR", "at", new Date(1577836800000L)),
                json,
                "id: '7'\ntotal: 1999\ncurrency: EUR\nat: {~d: 1577836800000}\n",
                json.getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                new StringReader(json),
                new Order("7", 1999, "EUR", Instant.ofEpochMilli(1577836800000L)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void thePayloadIsTheBodyInWhateverForm(Object body) {
        Exchange answered = lowdefy.send("direct:pay", body);

        assertThat(answered.getException()).isNull();
        assertThat(form())
                .isEqualTo(
                        "amount=1999&currency=eur&description=Order 7&statement_descriptor=SHOP"
                                + "&metadata[at]=2020-01-01T00:00:00.000Z&metadata[kind]=standard");
    }

    @Test
    void aBodyThatCannotBeReadIsRefusedWithThePlaceOfTheRequest() {
        assertThat(lowdefy.send("direct:pay", "{\"total\": 19").getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageStartingWith("classpath:lowdefy/operators.lowdefy.yaml:7:5: ");
        assertThat(lowdefy.server().arrivals()).isZero();
    }

    @Test
    void valuesOfTheBodyAreDataEvenWhenTheyLookLikeOperators() {
        Exchange answered =
                lowdefy.send(
                        "direct:all",
                        Map.of("description", Map.of("_secret", "STRIPE_SECRET_KEY")));

        assertThat(answered.getException()).isNull();
        assertThat(form()).isEqualTo("description[_secret]=STRIPE_SECRET_KEY");
    }

    @Test
    void textThatLooksLikeYamlStaysOneId() {
        Exchange answered = lowdefy.send("direct:retrieve", Map.of("id", "{limit: 1}"));

        assertThat(answered.getException()).isNull();
        assertThat(lowdefy.server().lastRequest().target())
                .isEqualTo("/api/v1/customers/%7Blimit%3A%201%7D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:retrieve", "direct:update", "direct:retrieve_by_if"})
    void noHeaderTakesThePlaceOfAnIdThatIsMissing(String uri) {
        Exchange answered =
                lowdefy.send(
                        uri,
                        exchange -> {
                            exchange.getMessage().setBody(Map.of("params", Map.of("name", "x")));
                            exchange.getMessage().setHeader("CamelStripeObjectId", "cus_other");
                        });

        assertThat(answered.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageContaining("null");
        assertThat(lowdefy.server().arrivals()).isZero();
    }

    @Test
    void userAndGlobalAreExchangeProperties() {
        Exchange answered =
                lowdefy.send(
                        "direct:user",
                        exchange -> {
                            exchange.setProperty("user", Map.of("profile", Map.of("name", "Ann")));
                            exchange.setProperty("global", "{\"plans\": [\"basic\", \"pro\"]}");
                        });

        assertThat(answered.getException()).isNull();
        assertThat(form()).isEqualTo("name=Ann&metadata[plan]=pro");
    }

    @Test
    void userAndGlobalAreNullWhenThereAreNone() {
        Exchange answered = lowdefy.send("direct:user", null);

        assertThat(answered.getException()).isNull();
        assertThat(form()).isEqualTo("name=&metadata[plan]=");
    }

    @Test
    void operatorsMayChooseTheMethod() {
        lowdefy.send("direct:choose", Map.of("id", "cus_1"));
        assertThat(lowdefy.server().lastRequest().target()).isEqualTo("/api/v1/customers/cus_1");

        lowdefy.send("direct:choose", Map.of());
        assertThat(lowdefy.server().lastRequest().target()).isEqualTo("/api/v1/customers");
    }

    @Test
    void whatIsUndefinedIsNotSent() {
        Exchange answered = lowdefy.send("direct:undefined", Map.of());

        assertThat(answered.getException()).isNull();
        assertThat(form()).isEqualTo("name=n&preferred_locales[0]=en");
    }

    @Test
    void anOperatorThatCannotTakeWhatItGotSaysWhere() {
        Exchange answered =
                lowdefy.send(
                        "direct:pay",
                        Map.of("id", "7", "total", "1999", "currency", 5, "at", new Date()));

        assertThat(answered.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage(
                        "classpath:lowdefy/operators.lowdefy.yaml:19:23: _string.toLowerCase takes text or null, got a number");
        assertThat(lowdefy.server().arrivals()).isZero();
    }

    @Test
    void theMessageMustHoldTheKeysOfThePayload() {
        Exchange answered = lowdefy.send("direct:pay", Map.of("id", "7", "total", 1999));

        assertThat(answered.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage(
                        "classpath:lowdefy/operators.lowdefy.yaml:7:5: the message lacks currency, at; expected the keys of this request's payload, id, total, currency, at, where null will do");
        assertThat(lowdefy.server().arrivals()).isZero();
    }

    @Test
    void theMessageMustBeAMapWhereThePayloadHasKeys() {
        Exchange answered = lowdefy.send("direct:pay", List.of(1));

        assertThat(answered.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageContaining("the message is no map; expected one with the keys of");
    }

    @Test
    void keysOfThePayloadMayBeNullAndMoreMayStandBesideThem() {
        Map<String, Object> body = new HashMap<>();
        body.put("id", "7");
        body.put("total", 1);
        body.put("currency", null);
        body.put("at", new Date(0));
        body.put("more", Collections.emptyMap());

        Exchange answered = lowdefy.send("direct:pay", body);

        assertThat(answered.getException()).isNull();
        assertThat(form()).contains("amount=1&currency=&");
    }

    @Test
    void aWholeNumberOfTheBodyKeepsItsDigits() {
        lowdefy.send("direct:all", Map.of("metadata", Map.of("big", 9007199254740993L)));

        assertThat(form()).isEqualTo("metadata[big]=9007199254740993");
    }

    private String form() {
        return URLDecoder.decode(
                new String(lowdefy.server().lastRequest().body(), StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
    }
}
