// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** The component in the places routes are written and set up. */
class RouteDialectsTest {

    private Routes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    void yamlNamesTheOptionsAsParameters() throws Exception {
        start(r -> {});
        load(
                """
                - beans:
                    - name: europe
                      type: io.github.camellowdefy.stripe.StripeConfiguration
                      properties:
                        secretKey: sk_test_europe
                        stripeAccount: acct_1
                - route:
                    from:
                      uri: direct:list
                      steps:
                        - to:
                            uri: stripe:customers/list
                            parameters:
                              connection: "#bean:europe"
                              params.limit: 30
                - route:
                    from:
                      uri: direct:nested
                      steps:
                        - setBody:
                            constant: |
                              customers:
                                list:
                                  limit: 30
                        - to: stripe
                """);

        routes.send("direct:list", null);
        routes.send("direct:nested", null);

        assertThat(routes.server().requests())
                .extracting(ReceivedRequest::target)
                .containsExactly("/v1/customers?limit=30", "/v1/customers?limit=30");
        assertThat(routes.server().requests().get(0).header("Authorization"))
                .isEqualTo("Bearer sk_test_europe");
        assertThat(routes.server().requests().get(0).header("Stripe-Account")).isEqualTo("acct_1");
        assertThat(routes.server().requests().get(1).header("Authorization"))
                .isEqualTo("Bearer " + Routes.KEY);
    }

    @Test
    void camelMainSetsTheComponentFromProperties() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            Main main = new Main();
            main.addInitialProperty("camel.component.stripe.secret-key", "sk_test_main");
            main.addInitialProperty("camel.component.stripe.api-base", server.url());
            main.addInitialProperty("camel.component.stripe.timeout", "30s");
            main.addInitialProperty("camel.component.stripe.max-network-retries", "0");
            main.addInitialProperty(
                    "camel.beans.europe", "#class:" + StripeConfiguration.class.getName());
            main.addInitialProperty("camel.beans.europe.secret-key", "sk_test_bean");
            main.configure()
                    .addRoutesBuilder(
                            new RouteBuilder() {
                                @Override
                                public void configure() {
                                    from("direct:list").to("stripe:customers/list");
                                    from("direct:bean")
                                            .to("stripe:customers/list?connection=#bean:europe");
                                }
                            });
            main.start();
            ProducerTemplate template = main.getCamelTemplate();

            template.requestBody("direct:list", (Object) null);
            template.requestBody("direct:bean", (Object) null);
            main.stop();

            assertThat(server.requests())
                    .extracting(request -> request.header("Authorization"))
                    .containsExactly("Bearer sk_test_main", "Bearer sk_test_bean");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout=abc | The option timeout is \"abc\"; expected a whole number, of milliseconds where it is a time, or a time such as 5s.",
                "max-network-retries=two | The option maxNetworkRetries is \"two\"; expected a whole number.",
                "output-type=xml | The option outputType is \"xml\"; expected map or json or object."
            })
    void aPropertyOfCamelMainThatNoOptionCanHoldIsRefused(String property, String sentence) {
        Main main = new Main();
        String[] pair = property.trim().split("=");
        main.addInitialProperty("camel.component.stripe." + pair[0], pair[1]);
        main.configure().addRoutesBuilder(new EmptyRoutes());

        assertThatThrownBy(main::start).hasRootCauseMessage(sentence);
    }

    @Test
    void theUriMayBeMadeForEachMessage() throws Exception {
        start(
                r ->
                        r.from("direct:any")
                                .toD("stripe:${header.what}?stripeAccount=${header.account}"));

        routes.template()
                .requestBodyAndHeaders(
                        "direct:any", null, Map.of("what", "customers/list", "account", "acct_7"));

        assertThat(routes.server().lastRequest().target()).isEqualTo("/v1/customers");
        assertThat(routes.server().lastRequest().header("Stripe-Account")).isEqualTo("acct_7");
    }

    @Test
    void anAnswerMayEnrichAMessage() throws Exception {
        start(
                r ->
                        r.from("direct:order")
                                .enrich(
                                        "stripe:customers/retrieve",
                                        (order, customer) -> {
                                            order.setProperty(
                                                    "customer", customer.getMessage().getBody());
                                            return order;
                                        }));
        routes.server().script(Reply.json("{\"id\":\"cus_1\"}"));

        Exchange done = routes.send("direct:order", "cus_1");

        assertThat(done.getMessage().getBody()).isEqualTo("cus_1");
        assertThat(done.getProperty("customer")).isEqualTo(Map.of("id", "cus_1"));
    }

    @Test
    void pollEnrichIsRefusedAndSaysWhatToUse() throws Exception {
        start(r -> r.from("direct:order").pollEnrich("stripe:customers/list", 100));

        Exchange refused = routes.send("direct:order", null);

        assertThat(refused.getException())
                .hasStackTraceContaining("There is nothing to consume from stripe:customers/list;")
                .hasStackTraceContaining("operations are called with to or enrich");
    }

    @Test
    void aRouteFromAnOperationDoesNotStart() {
        assertThatThrownBy(() -> start(r -> r.from("stripe:customers/list").to("mock:any")))
                .hasStackTraceContaining("There is nothing to consume from stripe:customers/list;");
    }

    @Test
    void aRouteWithoutAKeyDoesNotStart() {
        assertThatThrownBy(
                        () ->
                                Routes.start(
                                        context ->
                                                context.getComponent(
                                                                "stripe", StripeComponent.class)
                                                        .getConfiguration()
                                                        .setSecretKey(null),
                                        r -> r.from("direct:a").to("stripe:customers/list")))
                .hasStackTraceContaining("secretKey is missing");
    }

    @Test
    void apachesComponentBesideThisOneIsWarnedOf() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(StripeComponent.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (WithApachesComponent withApaches = new WithApachesComponent()) {
            DefaultCamelContext context = new DefaultCamelContext();
            context.setApplicationContextClassLoader(withApaches);
            context.start();
            context.getComponent("lowdefy-stripe");
            context.getComponent("stripe");
            context.stop();

            assertThat(withApaches.loaded).isFalse();
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains(
                        "org.apache.camel.component.stripe.StripeComponent",
                        "stripe: is answered by io.github.camellowdefy.stripe.StripeComponent",
                        "lowdefy-stripe:");
    }

    @Test
    void bothSchemesAreDescribed() throws Exception {
        for (String scheme : List.of("stripe", "lowdefy-stripe")) {
            String schema = new DefaultCamelContext().getComponentParameterJsonSchema(scheme);
            assertThat(schema).contains("\"scheme\": \"" + scheme + '"', "\"secretKey\"");
        }
    }

    private void start(Consumer<RouteBuilder> definition) throws Exception {
        routes = Routes.start(definition);
    }

    private void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(routes.context())
                .loadRoutes(ResourceHelper.fromString("routes.yaml", yaml));
    }

    /** Has the files of Apache's component, and tells when a class of it is asked for. */
    private static final class WithApachesComponent extends URLClassLoader {

        private static final URL ANY =
                RouteDialectsTest.class.getResource("RouteDialectsTest.class");

        private boolean loaded;

        WithApachesComponent() {
            super(new URL[0], RouteDialectsTest.class.getClassLoader());
        }

        @Override
        public URL getResource(String name) {
            return name.equals("org/apache/camel/component/stripe/StripeComponent.class")
                    ? ANY
                    : super.getResource(name);
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            loaded |= name.startsWith("org.apache.camel.component.stripe.");
            return super.loadClass(name);
        }
    }

    private static final class EmptyRoutes extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:list").to("stripe:customers/list?secretKey=sk_test_1");
        }
    }
}
