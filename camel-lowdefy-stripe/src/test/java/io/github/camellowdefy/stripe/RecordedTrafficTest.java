// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.Conformance.Encoding;
import io.github.camellowdefy.stripe.Conformance.Method;
import io.github.camellowdefy.stripe.Conformance.Refusal;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded traffic of the Node clients, sent again from a route, byte for byte on a socket. */
class RecordedTrafficTest {

    private static final ScriptedServer SERVER = ScriptedServer.start();

    private static CamelContext context;
    private static ProducerTemplate template;

    @BeforeAll
    static void start() throws Exception {
        context = new DefaultCamelContext();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("direct:call").to(uri(Map.of()));
                        from("direct:with").toD("${header.uri}");
                    }
                });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterAll
    static void stop() throws Exception {
        context.close();
        SERVER.close();
    }

    static Stream<Encoding> encodings() {
        return Stream.of("/conformance/encoding.jsonl", "/encoding/shapes.jsonl")
                .flatMap(resource -> Conformance.encodings(resource).stream());
    }

    @ParameterizedTest
    @MethodSource("io.github.camellowdefy.stripe.Conformance#methods")
    void everyMethodOfTheNodeClientsIsSentAsItWas(Method row) throws Exception {
        send(row.request(), Map.of());

        WireAssert.assertSame(SERVER.lastRequest(), row.wire());
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void everyShapeOfArgumentsIsSentAsItWas(Encoding row) throws Exception {
        send(row.request(), row.connection());

        WireAssert.assertSame(SERVER.lastRequest(), row.wire());
        if (!row.wire().headers().containsKey("Stripe-Version")
                && row.wire().path().startsWith("/v1")) {
            assertThat(SERVER.lastRequest().header("Stripe-Version")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.camellowdefy.stripe.Conformance#refusals")
    void whatMustBeRefusedIsRefusedAndNothingIsSent(Refusal row) {
        int before = SERVER.arrivals();

        Exchange answered =
                template.request("direct:call", e -> e.getMessage().setBody(row.request()));

        assertThat(answered.getException()).isInstanceOf(InvalidStripeCallException.class);
        assertThat(answered.getMessage().getBody()).isSameAs(row.request());
        assertThat(SERVER.arrivals()).isEqualTo(before);
    }

    private static void send(Object request, Map<String, Object> connection) {
        int before = SERVER.arrivals();
        Exchange answered =
                connection.isEmpty()
                        ? template.request("direct:call", e -> e.getMessage().setBody(request))
                        : template.request(
                                "direct:with",
                                e -> {
                                    e.getMessage().setBody(request);
                                    e.getMessage().setHeader("uri", uri(connection));
                                });
        assertThat(answered.getException()).isNull();
        assertThat(SERVER.arrivals()).isEqualTo(before + 1);
    }

    /** One server stands for all four hosts, told apart by the first segment of the path. */
    private static String uri(Map<String, Object> connection) {
        String bases =
                Map.of(
                                "apiBase", "api",
                                "filesBase", "files",
                                "connectBase", "connect",
                                "meterEventsBase", "meter_events")
                        .entrySet()
                        .stream()
                        .map(base -> base.getKey() + '=' + SERVER.url() + '/' + base.getValue())
                        .collect(Collectors.joining("&"));
        return connection.entrySet().stream()
                .map(option -> '&' + option.getKey() + '=' + option.getValue())
                .collect(Collectors.joining("", "stripe:?secretKey=sk_test_corpus&" + bases, ""));
    }
}
