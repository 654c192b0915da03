// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language {@code lowdefy} in routes that come from no Lowdefy file. */
class LowdefyLanguageTest {

    private static final Map<String, Object> ORDER = order();

    private final LowdefyContext lowdefy =
            LowdefyContext.start(Map.of("LOWDEFY_SECRET_PLAIN", "sk_test_of_the_language"));

    @AfterEach
    void stop() {
        lowdefy.close();
    }

    private static Map<String, Object> order() {
        Map<String, Object> order = new HashMap<>();
        order.put("n", 3);
        order.put("zero", 0);
        order.put("text", "paid");
        order.put("empty", "");
        order.put("no", "false");
        order.put("yes", true);
        order.put("off", false);
        order.put("nothing", null);
        order.put("items", List.of("a", "b"));
        order.put("none", List.of());
        order.put("map", Map.of("a", 1));
        return order;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_gt: [{_payload: n}, 2]|true",
                "_gt: [{_payload: n}, 3]|false",
                "_eq: [{_payload: text}, paid]|true",
                "_ne: [{_payload: text}, paid]|false",
                "_and: [{_payload: yes}, {_payload: off}]|false",
                "_or: [{_payload: yes}, {_payload: off}]|true",
                "_not: {_payload: yes}|false",
                "_not: {_payload: nowhere}|true",
                "_if: {test: {_payload: yes}, then: false, else: true}|false",
                "_if: {test: false, then: true}|false",
                "_string.includes: [{_payload: text}, ai]|true",
                "_array.includes: [{_payload: items}, c]|false",
                "_payload: yes|true",
                "_payload: off|false",
                "_payload: nothing|false",
                "_payload: nowhere|false",
                "_payload: zero|false",
                "_payload: n|true",
                "_payload: empty|false",
                "_payload: no|false",
                "_payload: text|true",
                "_payload: items|true",
                "_payload: none|false",
                "_payload: map|true",
                "_number.parseFloat: abc|false",
                "false|false",
                "true|true",
                "''|false"
            })
    void isTrueOrFalse(String yaml, boolean expected) {
        assertThat(language().createPredicate(yaml).matches(exchange())).isEqualTo(expected);
        assertThat(evaluate(yaml, Boolean.class)).isEqualTo(expected);
    }

    @Test
    void givesTheValueOfItsOperators() {
        assertThat(evaluate("_sum: [1, 2]", Object.class)).isEqualTo(3L);
        assertThat(evaluate("_sum: [1, 2]", Integer.class)).isEqualTo(3);
        assertThat(evaluate("_sum: [1, 2]", String.class)).isEqualTo("3");
        assertThat(evaluate("_sum: [1, 0.5]", Double.class)).isEqualTo(1.5);
        assertThat(evaluate("_sum: [10000000, 0.5]", String.class)).isEqualTo("10000000.5");
        assertThat(evaluate("_payload: text", Object.class)).isEqualTo("paid");
        assertThat(evaluate("_payload: items", List.class)).isEqualTo(List.of("a", "b"));
        assertThat(evaluate("{total: {_sum: [{_payload: n}, 4]}}", Map.class))
                .isEqualTo(Map.of("total", 7L));
        assertThat(evaluate("[{_payload: n}, x]", List.class)).isEqualTo(List.of(3, "x"));
        assertThat(evaluate("_payload: nothing", Object.class)).isNull();
        assertThat(evaluate("_if: {test: false, then: 1}", Object.class)).isNull();
        assertThat(evaluate("5", Integer.class)).isEqualTo(5);
        assertThat(evaluate("text", String.class)).isEqualTo("text");
    }

    @Test
    void filtersChoosesLoopsAndSplits() throws Exception {
        lowdefy.context()
                .addRoutes(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("direct:java")
                                        .filter()
                                        .language("lowdefy", "_gt: [{_payload: n}, 3]")
                                        .to("mock:filtered")
                                        .end()
                                        .choice()
                                        .when()
                                        .language("lowdefy", "_gt: [{_payload: n}, 3]")
                                        .to("mock:many")
                                        .otherwise()
                                        .to("mock:few")
                                        .end()
                                        .loop()
                                        .language("lowdefy", "_sum: [{_payload: n}, 1]")
                                        .to("mock:looped")
                                        .end()
                                        .split()
                                        .language("lowdefy", "_payload: items")
                                        .to("mock:split")
                                        .end()
                                        .setHeader("total")
                                        .language("lowdefy", "_product: [{_payload: n}, 100]")
                                        .setBody()
                                        .language("lowdefy", "_sum: [{_payload: n}, 2]")
                                        .to("mock:set");
                            }
                        });

        seen("direct:java");
    }

    @Test
    void doesTheSameInTheYamlDsl() throws Exception {
        lowdefy.load(
                ResourceHelper.fromString(
                        "file:routes.camel.yaml",
                        """
                        - from:
                            uri: direct:yaml
                            steps:
                              - filter:
                                  language: {language: lowdefy, expression: "_gt: [{_payload: n}, 3]"}
                                  steps: [{to: "mock:filtered"}]
                              - choice:
                                  when:
                                    - language:
                                        language: lowdefy
                                        expression: |
                                          _gt:
                                            - _payload: n
                                            - 3
                                      steps: [{to: "mock:many"}]
                                  otherwise:
                                    steps: [{to: "mock:few"}]
                              - loop:
                                  language: {language: lowdefy, expression: "_sum: [{_payload: n}, 1]"}
                                  steps: [{to: "mock:looped"}]
                              - split:
                                  language: {language: lowdefy, expression: "_payload: items"}
                                  steps: [{to: "mock:split"}]
                              - setHeader:
                                  name: total
                                  language: {language: lowdefy, expression: "_product: [{_payload: n}, 100]"}
                              - setBody:
                                  language: {language: lowdefy, expression: "_sum: [{_payload: n}, 2]"}
                              - to: "mock:set"
                        """));

        seen("direct:yaml");
    }

    /** Sends an order of three and one of four. */
    private void seen(String uri) {
        Map<String, Object> more = new HashMap<>(ORDER);
        more.put("n", 4);
        assertThat(lowdefy.send(uri, ORDER).getException()).isNull();
        assertThat(lowdefy.send(uri, more).getException()).isNull();

        assertThat(bodies("mock:filtered")).containsExactly(more);
        assertThat(bodies("mock:many")).containsExactly(more);
        assertThat(bodies("mock:few")).containsExactly(ORDER);
        assertThat(bodies("mock:looped")).hasSize(4 + 5);
        assertThat(bodies("mock:split")).containsExactly("a", "b", "a", "b");
        assertThat(bodies("mock:set")).containsExactly(5L, 6L);
        assertThat(mock("mock:set").getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader("total"))
                .containsExactly(300L, 400L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:filter", "direct:body"})
    void whatCannotBeEvaluatedFailsTheExchangeWithItsPlace(String uri) throws Exception {
        lowdefy.context()
                .addRoutes(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                String yaml = "_gt: [{_divide: [1, {_payload: zero}]}, 3]";
                                from("direct:filter").filter().language("lowdefy", yaml).log("no");
                                from("direct:body").setBody().language("lowdefy", yaml);
                            }
                        });

        assertThat(lowdefy.send(uri, ORDER).getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessage("lowdefy:1:7: _divide takes a divisor other than 0");
    }

    @Test
    void anOperatorThatIsNotSupportedIsRefusedWhenTheRouteIsMade() {
        assertThatThrownBy(() -> language().createPredicate("_js: return 1"))
                .hasMessageStartingWith("lowdefy:1:1: the operator _js is not supported");
    }

    @Test
    void aListThatMayHoldASecretShowsNothingAsText() {
        assertThat(evaluate("[{_secret: PLAIN}]", Object.class).toString())
                .isEqualTo("[hidden: may hold a secret]");
    }

    private Language language() {
        return lowdefy.context().resolveLanguage("lowdefy");
    }

    private <T> T evaluate(String yaml, Class<T> type) {
        return language().createExpression(yaml).evaluate(exchange(), type);
    }

    private Exchange exchange() {
        Exchange exchange = new DefaultExchange(lowdefy.context());
        exchange.getMessage().setBody(ORDER);
        return exchange;
    }

    private List<Object> bodies(String uri) {
        List<Object> bodies = new ArrayList<>();
        mock(uri).getExchanges().forEach(exchange -> bodies.add(exchange.getMessage().getBody()));
        return bodies;
    }

    private MockEndpoint mock(String uri) {
        return lowdefy.context().getEndpoint(uri, MockEndpoint.class);
    }
}
