// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.github.camellowdefy.stripe.client.TunnelProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Canaries in every place that takes a secret; none may turn up in anything people read. */
class SecretsTest {

    private static final String CANARY = "CANARY0123456789abcdef";
    private static final String ON_COMPONENT = "sk_live_a" + CANARY;
    private static final String ON_BEAN = "rk_live_b" + CANARY;
    private static final String ON_URI = "sk_live_c" + CANARY;
    private static final String PROXY_USER = "janeOfTheProxy";
    private static final String PROXY_PASSWORD = "passOfTheProxy";
    private static final List<String> PROXIED = List.of("plain", "tunnel", "digest", "wrong");
    private static final String IN_MESSAGE = "sk_live_d" + CANARY;
    private static final String SIGNING = "whsec_" + CANARY;
    private static final Map<String, Object> PAYMENT = Map.of("amount", 2000, "currency", "eur");

    private final HttpStub http = new HttpStub();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Logger root =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger camel = root.getLoggerContext().getLogger("org.apache.camel");
    private final Level level = root.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> everything =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    IThrowableProxy thrown = event.getThrowableProxy();
                    seen.add(
                            event.getLoggerName()
                                    + ": "
                                    + event.getFormattedMessage()
                                    + event.getMDCPropertyMap()
                                    + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
                }
            };

    @BeforeEach
    void readEveryLogLine() {
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        everything.start();
        root.addAppender(everything);
        root.setLevel(Level.TRACE);
        // at this level Camel itself logs the URIs of endpoints as they were written
        camel.setLevel(Level.DEBUG);
    }

    @AfterEach
    void restore() {
        root.setLevel(level);
        camel.setLevel(null);
        root.detachAppender(everything);
        others.forEach(root::addAppender);
    }

    @Test
    void noSecretIsInAnythingPeopleRead() throws Exception {
        StripeConfiguration bean = new StripeConfiguration();
        bean.setSecretKey(ON_BEAN);
        try (Routes routes =
                Routes.start(
                        context -> {
                            context.setDevConsole(true);
                            context.setUseMDCLogging(true);
                            context.setMessageHistory(true);
                            context.getComponent("stripe", StripeComponent.class)
                                    .getConfiguration()
                                    .setSecretKey(ON_COMPONENT);
                            context.getRegistry().bind("europe", bean);
                            context.addComponent("http-stub", http);
                        },
                        r -> {
                            r.from("direct:component")
                                    .errorHandler(r.defaultErrorHandler())
                                    .to("stripe:paymentIntents/create?maxNetworkRetries=1");
                            r.from("direct:bean")
                                    .errorHandler(r.defaultErrorHandler())
                                    .to("stripe:paymentIntents/create?connection=#bean:europe");
                            r.from("direct:uri")
                                    .errorHandler(r.defaultErrorHandler())
                                    .to(
                                            "stripe:paymentIntents/create?secretKey="
                                                    + ON_URI
                                                    + "&webhookSecret=whsec_"
                                                    + CANARY
                                                    + "&timeout=1000");
                            r.from("direct:delivery")
                                    .errorHandler(r.defaultErrorHandler())
                                    .to("stripe:webhooks/constructEvent?webhookSecret=" + SIGNING);
                            r.from(
                                            "stripe:webhook?httpServerComponent=http-stub&webhookSecret="
                                                    + SIGNING)
                                    .to("mock:events");
                        })) {
            for (String from : List.of("direct:component", "direct:bean", "direct:uri")) {
                everyOutcome(routes, from);
            }
            tell(routes.send("direct:delivery", "{}"));
            tell(http.post("{}", "t=1,v1=" + "0".repeat(64)));
            failedStarts(routes);
            endpoints(routes);
            management(routes);
            DevConsole console =
                    PluginHelper.getDevConsoleResolver(routes.context())
                            .resolveDevConsole("stripe");
            seen.add(String.valueOf(console.call(DevConsole.MediaType.TEXT)));
            seen.add(String.valueOf(console.call(DevConsole.MediaType.JSON)));
            assertThat(routes.server().requests())
                    .extracting(request -> request.header("Authorization"))
                    .contains(
                            "Bearer " + ON_COMPONENT,
                            "Bearer " + ON_BEAN,
                            "Bearer " + ON_URI,
                            "Bearer " + IN_MESSAGE);
        }

        assertThat(seen).hasSizeGreaterThan(1_000);
        assertThat(seen.stream().filter(text -> text.contains(CANARY))).isEmpty();
        // a dump of the bytes would have it in pieces
        assertThat(seen).noneMatch(text -> text.startsWith("org.apache.hc.client5.http.wire"));
    }

    @Test
    void noSecretIsInALogOfAnyLevelWhereAProxyIsUsed() throws Exception {
        // Camel itself, too: no secret is in a URI
        camel.setLevel(Level.TRACE);
        try (TunnelProxy basic = TunnelProxy.open(PROXY_USER, PROXY_PASSWORD);
                TunnelProxy digest = TunnelProxy.digest(PROXY_USER);
                TunnelProxy wrong = TunnelProxy.open(PROXY_USER, "another");
                ScriptedServer secure = ScriptedServer.start(TestTls.context());
                Routes routes =
                        Routes.start(
                                context -> {
                                    proxied(context, "plain", basic, null);
                                    proxied(context, "tunnel", basic, secure);
                                    proxied(context, "digest", digest, secure);
                                    proxied(context, "wrong", wrong, secure);
                                },
                                r -> {
                                    for (String way : PROXIED) {
                                        r.from("direct:" + way)
                                                .errorHandler(r.defaultErrorHandler())
                                                .to(
                                                        "stripe:paymentIntents/create?connection=#bean:"
                                                                + way);
                                    }
                                })) {
            for (String way : PROXIED) {
                everyOutcome(routes, "direct:" + way);
            }
            endpoints(routes);
            management(routes);
            assertThat(digest.heads()).anyMatch(head -> head.contains("Digest username="));
            assertThat(secure.requests())
                    .extracting(request -> request.header("Authorization"))
                    .contains("Bearer " + ON_BEAN);
        }

        String inPairs = PROXY_USER + ':' + PROXY_PASSWORD;
        String encoded = Base64.getEncoder().encodeToString(inPairs.getBytes(UTF_8));
        assertThat(seen)
                .filteredOn(text -> text.startsWith("org.apache.hc.client5.http.headers"))
                .filteredOn(text -> text.contains("Proxy-Authorization"))
                .isNotEmpty()
                .allMatch(text -> text.contains("Proxy-Authorization: xxxxxx"));
        assertThat(seen)
                .noneMatch(text -> text.contains(CANARY) || text.contains(encoded))
                .noneMatch(text -> text.contains(PROXY_USER) || text.contains(PROXY_PASSWORD));
    }

    private static void proxied(
            CamelContext context, String name, TunnelProxy proxy, ScriptedServer server) {
        StripeConfiguration bean = new StripeConfiguration();
        bean.setSecretKey(ON_BEAN);
        bean.setProxyHost("localhost");
        bean.setProxyPort(proxy.port());
        bean.setProxyUsername(PROXY_USER);
        bean.setProxyPassword(PROXY_PASSWORD);
        if (server != null) {
            bean.setApiBase(server.url());
            bean.setSslContextParameters(
                    new SSLContextParameters() {
                        @Override
                        public SSLContext createSSLContext(CamelContext unused) {
                            return TestTls.context();
                        }
                    });
        }
        context.getRegistry().bind(name, bean);
    }

    @Test
    void whatAnAnswerEchoesIsBlanked() throws Exception {
        String organisation = "sk_org_live_" + CANARY;
        try (Routes routes = Routes.start(r -> r.from("direct:a").to("stripe:customers/list"))) {
            for (int status : List.of(400, 402, 429, 500)) {
                routes.server()
                        .script(
                                Reply.json(
                                        status,
                                        "{\"error\":{\"type\":\"api_error\",\"message\":\"%s %s\",\"param\":\"%s\"}}"
                                                .formatted(organisation, SIGNING, organisation),
                                        "Request-Id: " + organisation,
                                        "Stripe-Rate-Limited-Reason: " + organisation));
                Exchange done = routes.send("direct:a", null);

                tell(done);
                assertThat(done.getException()).hasMessageContaining("sk_***");
            }
            assertThat(
                            routes.send("direct:a", null)
                                    .getMessage()
                                    .getHeader(StripeConstants.RATE_LIMITED_REASON))
                    .isNull();
        }

        // HttpClient's own lines show the headers as they came
        assertThat(seen)
                .filteredOn(text -> !text.startsWith("org.apache.hc.client5.http.headers"))
                .noneMatch(text -> text.contains(CANARY));
    }

    private void everyOutcome(Routes routes, String from) {
        Reply echoes =
                exchange -> {
                    String key = exchange.request().header("Authorization").substring(7);
                    Reply.json(
                                    401,
                                    "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Invalid API Key provided: "
                                            + key
                                            + "\"}}")
                            .play(exchange);
                };
        routes.server()
                .script(
                        Reply.json("{\"id\":\"pi_1\"}"),
                        echoes,
                        Reply.resetAfterReading(),
                        Reply.json(500, "{}"),
                        Reply.json("<html>"),
                        Reply.truncatedHead());
        for (int i = 0; i < 5; i++) {
            tell(routes.send(from, PAYMENT));
        }
        routes.server().otherwise(Reply.json("{}"));
        tell(routes.send(from, List.of(PAYMENT, Map.of("apiKey", IN_MESSAGE))));
        tell(routes.send(from, List.of(PAYMENT, Map.of("apiKey", IN_MESSAGE, "host", "x"))));
        tell(routes.send(from, List.of(PAYMENT, Map.of("apiKey", "pk_live_" + CANARY))));
        tell(routes.send(from, List.of(PAYMENT, Map.of("apiKey", IN_MESSAGE + "\n"))));
        tell(routes.send(from, List.of(PAYMENT, IN_MESSAGE)));
        tell(routes.send(from, Map.of("apiKey", IN_MESSAGE, "amount", 5)));
    }

    /** The exchange itself, but for its body: that is the sender's, and a key may be in it. */
    private void tell(Exchange exchange) {
        seen.add(String.valueOf(exchange.getProperties()));
        seen.add(String.valueOf(exchange.getMessage().getHeaders()));
        tell(exchange.getException());
    }

    private void tell(Throwable thrown) {
        if (thrown != null) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            seen.add(text.toString());
        }
    }

    private void failedStarts(Routes routes) {
        for (String options :
                List.of(
                        "secretKey=pk_live_" + CANARY,
                        "secretKey=whsec_" + CANARY,
                        "secretKey=" + ON_URI + "%0A",
                        "secretKy=" + ON_URI,
                        "secretKey=" + ON_URI + "&apiBase=nonsense",
                        "secretKey=" + ON_URI + "&timeout=soon",
                        "secretKey=" + ON_URI + "&proxyPassword=" + CANARY + "&proxyHost=p")) {
            tell(
                    catchThrowable(
                            () ->
                                    routes.template()
                                            .sendBody("stripe:customers/list?" + options, null)));
        }
        tell(
                catchThrowable(
                        () -> routes.template().sendBody("stripe:nope?secretKey=" + ON_URI, null)));
        tell(
                catchThrowable(
                        () ->
                                routes.context()
                                        .createConsumerTemplate()
                                        .receiveNoWait("stripe:customers?secretKey=" + ON_URI)));
    }

    private void endpoints(Routes routes) {
        for (Endpoint endpoint : routes.context().getEndpoints()) {
            seen.add(endpoint.toString());
            if (endpoint instanceof StripeEndpoint stripe) {
                seen.add(stripe.getConfiguration().toString());
                seen.add(stripe.effectiveConfiguration().toString());
                seen.add(String.valueOf(stripe.getConnection()));
                seen.add(stripe.getServiceUrl() + stripe.getServiceMetadata());
            }
        }
        seen.add(routes.component().getConfiguration().toString());
    }

    private void management(Routes routes) throws Exception {
        MBeanServer server =
                routes.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName ours =
                new ObjectName(
                        "org.apache.camel:context=%s,*"
                                .formatted(routes.context().getManagementName()));
        for (ObjectName name : server.queryNames(ours, null)) {
            seen.add(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                Object value = server.getAttribute(name, attribute.getName());
                seen.add(
                        name
                                + " "
                                + attribute.getName()
                                + " "
                                + (value instanceof Object[] array
                                        ? Arrays.toString(array)
                                        : value));
            }
        }
    }
}
