// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guide's recipe for redeliveries, in Java as a copy that is compared, in YAML as it stands.
 */
class RetryRecipeTest {

    private static final Path GUIDE = Path.of("../docs/retry-policy.md");
    private static final String PAYMENT =
            "{amount: 2000, currency: eur, payment_method: %s, payment_method_types: [card], confirm: true}";
    private static final String VISA = PAYMENT.formatted("pm_card_visa");
    private static final String DECLINED = PAYMENT.formatted("pm_card_chargeDeclined");

    private final StripeSandbox stripe = StripeSandbox.start();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void close() throws IOException {
        camel.close();
        stripe.close();
    }

    private abstract static class Route extends RouteBuilder {
        @Override
        public void configure() {
            recipe();
            getRouteCollection().getOnExceptions().forEach(each -> each.redeliveryDelay(0));
            from("direct:pay").to("stripe:paymentIntents/create");
            from("direct:dead").to("mock:dead");
        }

        abstract void recipe();
    }

    private static final class Unlimited extends Route {
        @Override
        void recipe() {
            errorHandler(deadLetterChannel("direct:dead"));

            onException(StripeException.class)
                    .retryWhile(header("CamelStripeRetryable"))
                    .redeliveryDelay(1000);
        }
    }

    private static final class Counted extends Route {
        @Override
        void recipe() {
            errorHandler(deadLetterChannel("direct:dead"));
            onException(StripeException.class)
                    .retryWhile(
                            simple(
                                    "${header.CamelStripeRetryable} == true && ${header.CamelRedeliveryCounter} < 5"))
                    .redeliveryDelay(1000);
        }
    }

    private static final class WithRedeliveries extends Route {
        @Override
        void recipe() {
            errorHandler(deadLetterChannel("direct:dead").maximumRedeliveries(3));
            onException(StripeException.class).retryWhile(header("CamelStripeRetryable"));
        }
    }

    static Stream<Arguments> recipes() throws IOException {
        List<String> yaml = blocks("yaml", GUIDE).filter(b -> b.contains("retryWhile")).toList();
        assertThat(yaml).hasSize(2);
        return Stream.of(
                Arguments.of("Java", new Unlimited(), null),
                Arguments.of("Java, counted", new Counted(), null),
                Arguments.of("Java, where others are redelivered", new WithRedeliveries(), null),
                Arguments.of("YAML", null, yaml.get(0)),
                Arguments.of("YAML, counted", null, yaml.get(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void aDeclineMakesOnePaymentIntent(String name, RoutesBuilder java, String yaml)
            throws Exception {
        start(java, yaml);

        send(DECLINED);

        assertThat(dead()).hasSize(1);
        assertThat(dead().get(0).getMessage().getHeader("CamelStripeRetryable")).isEqualTo(false);
        assertThat(stripe.paymentIntents().count()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void aLostAnswerIsAskedForAgain(String name, RoutesBuilder java, String yaml) throws Exception {
        start(java, yaml);
        stripe.faults().next(Fault.RESET_AFTER);

        send(VISA);

        assertThat(dead()).isEmpty();
        assertThat(stripe.paymentIntents().with("status", "succeeded").count()).isEqualTo(1);
    }

    static Stream<Arguments> countedRecipes() throws IOException {
        return recipes().filter(recipe -> ((String) recipe.get()[0]).contains("counted"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("countedRecipes")
    void theCountedOneComesToAnEnd(String name, RoutesBuilder java, String yaml) throws Exception {
        start(java, yaml);
        stripe.faults().rate(1, Fault.ERROR_500_BEFORE);

        send(VISA);

        assertThat(dead()).hasSize(1);
        assertThat(dead().get(0).getMessage().getHeader("CamelStripeRetryable")).isEqualTo(true);
    }

    @Test
    void theGuideShowsWhatRunsHere() throws IOException {
        String code =
                withoutSpace(
                        Files.readString(
                                Path.of("src/test/java")
                                        .resolve(
                                                getClass().getName().replace('.', '/') + ".java")));

        assertThat(blocks("java", GUIDE))
                .filteredOn(block -> block.contains("retryWhile"))
                .hasSize(2)
                .allSatisfy(block -> assertThat(code).contains(withoutSpace(block)));
    }

    private void start(RoutesBuilder java, String yaml) throws Exception {
        StripeComponent component = camel.getComponent("stripe", StripeComponent.class);
        stripe.configure(component);
        component.getConfiguration().setMaxNetworkRetries(0);
        if (java != null) {
            camel.addRoutes(java);
        } else {
            String routes =
                    """
                    - from:
                        uri: direct:pay
                        steps:
                          - to: stripe:paymentIntents/create
                    - from:
                        uri: direct:dead
                        steps:
                          - to: mock:dead
                    """;
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(
                            ResourceHelper.fromString(
                                    "pay.yaml", yaml.replace("1000", "0") + routes));
        }
        camel.start();
    }

    private void send(String payment) {
        camel.createProducerTemplate().send("direct:pay", e -> e.getMessage().setBody(payment));
    }

    private List<Exchange> dead() {
        return camel.getEndpoint("mock:dead", MockEndpoint.class).getExchanges();
    }

    private static Stream<String> blocks(String language, Path page) throws IOException {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(page))
                .results()
                .map(found -> found.group(1));
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
