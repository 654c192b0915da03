// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The value of a misspelt option is often a key: wherever it stands, nothing repeats it. */
class MistakenOptionsTest {

    private static final String CANARY = "CANARY0123456789";

    /** Names people write, and the option they mean. */
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("secrtKey", "secretKey"),
                    Map.entry("secret-ky", "secretKey"),
                    Map.entry("SECRETKY", "secretKey"),
                    Map.entry("secret_key", "secretKey"),
                    Map.entry("secretKeyy", "secretKey"),
                    Map.entry("sercetKey", "secretKey"),
                    Map.entry("stripeSecretKey", "secretKey"),
                    Map.entry("secret", "secretKey"),
                    Map.entry("apiKey", "secretKey"),
                    Map.entry("api-key", "secretKey"),
                    Map.entry("API_KEY", "secretKey"),
                    Map.entry("stripeApiKey", "secretKey"),
                    Map.entry("key", "secretKey"),
                    Map.entry("token", "secretKey"),
                    Map.entry("webhookSecrt", "webhookSecret"),
                    Map.entry("webhook-secrets", "webhookSecret"),
                    Map.entry("webhok-secret", "webhookSecret"),
                    Map.entry("signingSecret", "webhookSecret"),
                    Map.entry("endpoint-secret", "webhookSecret"),
                    Map.entry("proxyPasword", "proxyPassword"),
                    Map.entry("proxy-passwd", "proxyPassword"),
                    Map.entry("proxyUserName1", "proxyUsername"));

    private static final List<String> VALUES =
            List.of(
                    "sk_test_" + CANARY,
                    "sk_live_" + CANARY,
                    "rk_live_" + CANARY,
                    "sk_org_live_" + CANARY,
                    "whsec_" + CANARY,
                    CANARY);

    private static final String BEAN = "#class:" + StripeConfiguration.class.getName();

    private static final String HTTP2_WAS_REMOVED =
            "The option http2 was removed: the component speaks HTTP/1.1; delete the option.";

    private final Logger ours =
            (Logger) LoggerFactory.getLogger(StripeComponent.class.getPackageName());

    @BeforeEach
    void logEverything() {
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void logAsBefore() {
        ours.setLevel(null);
    }

    static Stream<Arguments> names() {
        return NAMES.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void onAnEndpoint(String name, String meant) throws Exception {
        try (DefaultCamelContext context = started()) {
            for (String endpoint :
                    List.of("stripe:customers/list?", "lowdefy-stripe?", "stripe:events?")) {
                for (String value : VALUES) {
                    String told = told(() -> context.getEndpoint(endpoint + name + '=' + value));

                    assertThat(told)
                            .contains("There is no option " + name + "; the nearest is " + meant);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void onTheEndpointsOfARoute(String name, String meant) throws Exception {
        String options = name + "=sk_live_" + CANARY + "&secretKey=sk_live_2" + CANARY;
        for (boolean started : List.of(false, true)) {
            for (String scheme : List.of("stripe", "lowdefy-stripe")) {
                assertRefused(
                        started,
                        name,
                        meant,
                        r -> r.from("direct:a").to(scheme + ":customers/list?" + options));
                assertRefused(
                        started,
                        name,
                        meant,
                        r -> r.from(scheme + ":events?" + options).to("log:a"));
            }
        }
    }

    private static void assertRefused(
            boolean started,
            String name,
            String meant,
            java.util.function.Consumer<RouteBuilder> route)
            throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            String told =
                    told(
                            () -> {
                                if (started) {
                                    context.start();
                                }
                                RouteBuilder.addRoutes(context, route::accept);
                                context.start();
                            });

            assertThat(told).contains("There is no option " + name + "; the nearest is " + meant);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void inTheParametersOfAYamlFile(String name, String meant) {
        String told =
                told(
                        yaml(
                                """
                                - from:
                                    uri: direct:a
                                    steps:
                                      - to:
                                          uri: stripe:customers/list
                                          parameters:
                                            %s: sk_live_%s
                                """
                                        .formatted(name, CANARY)));

        assertThat(told).contains("There is no option ", "; the nearest is " + meant);
    }

    @ParameterizedTest
    @MethodSource("names")
    void onABeanOfAYamlFile(String name, String meant) {
        String told =
                told(
                        yaml(
                                """
                                - beans:
                                    - name: europe
                                      type: %s
                                      properties:
                                        %s: sk_live_%s
                                """
                                        .formatted(
                                                StripeConfiguration.class.getName(),
                                                name,
                                                CANARY)));

        assertThat(told).contains("There is no option ", "; the nearest is " + meant);
    }

    @ParameterizedTest
    @MethodSource("names")
    void onTheComponentAndOnABeanInCamelMain(String name, String meant) {
        for (String value : List.of("sk_live_" + CANARY, "{{the.value}}")) {
            for (String holder :
                    List.of(
                            "camel.component.stripe.",
                            "camel.component.lowdefy-stripe.",
                            "camel.component.stripe.configuration.",
                            "camel.beans.europe.")) {
                String told = toldByMain(holder + name, value, "sk_live_" + CANARY);

                assertThat(told).contains("There is no option ", "; the nearest is " + meant);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.stripe.",
                "camel.component.stripe.configuration.",
                "camel.beans.europe."
            })
    void beforeADotInCamelMain(String holder) {
        for (String name : List.of("confguration.secret-key", "secrtKey.a.b", "contentCache.key")) {
            String told = toldByMain(holder + name, "sk_live_" + CANARY, "");

            assertThat(told).contains("There is no option " + name.substring(0, name.indexOf('.')));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void inAUriThatIsMadeForAMessage(String name, String meant) {
        String told =
                told(
                        () -> {
                            try (DefaultCamelContext context = new DefaultCamelContext()) {
                                RouteBuilder.addRoutes(
                                        context,
                                        r ->
                                                r.from("direct:a")
                                                        .toD("stripe:customers/list?${body}"));
                                context.start();
                                context.createProducerTemplate()
                                        .sendBody("direct:a", name + "=sk_live_" + CANARY);
                            }
                        });

        assertThat(told).contains("There is no option " + name + "; the nearest is " + meant);
    }

    @Test
    void inASystemProperty() {
        System.setProperty("camel.component.stripe.secrt-key", "sk_live_" + CANARY);
        try {
            assertThat(told(() -> main(Map.of("camel.component.stripe.timeout", "5"))))
                    .contains("There is no option secrtKey; the nearest is secretKey");
        } finally {
            System.clearProperty("camel.component.stripe.secrt-key");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.stripe.",
                "camel.component.stripe.configuration.",
                "camel.beans.europe."
            })
    void aValueThatIsNoNumberIsShownUnlessItLooksLikeASecret(String holder) {
        assertThat(toldByMain(holder + "timeout", "sk_live_" + CANARY, ""))
                .contains("The option timeout is \"sk_***\"; expected a whole number");
        assertThat(toldByMain(holder + "ssl-context-parameters", "rk_live_" + CANARY, ""))
                .contains("The option sslContextParameters is \"rk_***\"; expected a bean of type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.stripe.",
                "camel.component.lowdefy-stripe.",
                "camel.component.stripe.configuration.",
                "camel.beans.europe."
            })
    void anOptionThatWasRemovedIsToBeDeleted(String holder) {
        for (String value : List.of("true", "false", "{{the.value}}")) {
            assertThat(toldByMain(holder + "http2", value, "true")).contains(HTTP2_WAS_REMOVED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe:customers/list", "lowdefy-stripe", "stripe:events"})
    void anOptionThatWasRemovedIsToBeDeletedFromAnEndpoint(String endpoint) throws Exception {
        try (DefaultCamelContext context = started()) {
            assertThat(told(() -> context.getEndpoint(endpoint + "?http2=true")))
                    .contains(HTTP2_WAS_REMOVED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stripe.params.limit | There is no option params; a parameter of the call stands in the message, or on the endpoint as params.limit.",
                "stripe.param.limit | There is no option param; a parameter of the call stands in the message, or on the endpoint as params.limit.",
                "stripe.limit | There is no option limit; a parameter of the call stands in the message, or on the endpoint as params.limit.",
                "stripe.auto-paging | There is no option autoPaging; autoPaging is an option of endpoints.",
                "stripe.types | There is no option types; types is an option of endpoints.",
                "stripe.configuration.types | There is no option types; types is an option of endpoints."
            })
    void whatBelongsElsewhereIsToldWhere(String property, String sentence) {
        assertThatThrownBy(() -> main(Map.of("camel.component." + property.trim(), "3")))
                .hasRootCauseMessage(sentence)
                .hasMessageContaining("The property camel.component.");
    }

    @Test
    void propertiesAreFoundWhateverTheirCaseAndWithDotsForDashes() throws Exception {
        try (DefaultCamelContext context =
                main(
                        Map.of(
                                "camel.component.stripe.SECRET-KEY",
                                "sk_test_1",
                                "camel.component.stripe.webhook.secret",
                                "whsec_1",
                                "camel.component.stripe.configuration.apiVersion",
                                "2017-12-14",
                                "camel.component.stripe.lazy-start-producer",
                                "true"))) {
            StripeConfiguration set =
                    context.getComponent("stripe", StripeComponent.class).getConfiguration();

            assertThat(set.getSecretKey()).isEqualTo("sk_test_1");
            assertThat(set.getWebhookSecret()).isEqualTo("whsec_1");
            assertThat(set.getApiVersion()).isEqualTo("2017-12-14");
        }
    }

    /**
     * What Camel Main says of a property, beside a bean named europe.
     *
     * @param placeholder stands for {@code {{the.value}}} in the value
     */
    private static String toldByMain(String property, String value, String placeholder) {
        return told(
                () ->
                        main(
                                Map.of(
                                        "camel.beans.europe",
                                        BEAN,
                                        property,
                                        value,
                                        "the.value",
                                        placeholder)));
    }

    private static DefaultCamelContext main(Map<String, String> properties) throws Exception {
        Main main = new Main();
        properties.forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(new NoRoutes());
        try {
            main.start();
            return (DefaultCamelContext) main.getCamelContext();
        } catch (Exception | Error e) {
            main.stop();
            throw e;
        }
    }

    private static DefaultCamelContext started() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.start();
        return context;
    }

    private static Work yaml(String file) {
        return () -> {
            try (DefaultCamelContext context = started()) {
                Resource routes = ResourceHelper.fromString("routes.yaml", file);
                PluginHelper.getRoutesLoader(context).loadRoutes(routes);
            }
        };
    }

    private interface Work {
        void run() throws Exception;
    }

    /** All that the work makes anybody read: what it throws, with every cause, and what it logs. */
    private static String told(Work work) {
        StringWriter told = new StringWriter();
        try (LogLines lines = new LogLines()) {
            Throwable thrown = catchThrowable(work::run);
            assertThat(thrown).isNotNull();
            thrown.printStackTrace(new PrintWriter(told));
            lines.all()
                    .forEach(
                            line ->
                                    told.append(line.getFormattedMessage())
                                            .append(
                                                    ThrowableProxyUtil.asString(
                                                            line.getThrowableProxy())));
        }
        assertThat(told.toString()).doesNotContain(CANARY);
        return told.toString().lines().distinct().collect(Collectors.joining("\n"));
    }

    private static final class NoRoutes extends RouteBuilder {
        @Override
        public void configure() {
            // none
        }
    }
}
