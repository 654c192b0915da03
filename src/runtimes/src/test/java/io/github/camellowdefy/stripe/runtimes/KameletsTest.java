// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.runtimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Kamelets of the component's jar, found where Camel looks for them. */
class KameletsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StripeSandbox sandbox = StripeSandbox.start();
    private final Main main = new Main();
    private int port;
    private CamelContext camel;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        main.configure().httpServer().withEnabled(true).withHost("127.0.0.1").withPort(port);
        main.start();
        camel = main.getCamelContext();
        template = main.getCamelTemplate();
        sandbox.configure(camel.getComponent("stripe", StripeComponent.class));
    }

    @AfterEach
    void stop() {
        main.stop();
        sandbox.close();
    }

    @Test
    void callsAnOperationWithTheMessageOrWithParameters() throws Exception {
        template.requestBody(
                "kamelet:stripe-call-action?operation=customers/create", "{name: Ada Lovelace}");
        route(
                "direct:signup",
                "kamelet:stripe-call-action?operation=customers/create&parameters=RAW({email: ${header.email} })");
        template.requestBodyAndHeader("direct:signup", "any", "email", "grace@example.com");
        String list =
                template.requestBody(
                        "kamelet:stripe-call-action?operation=customers/list", null, String.class);

        assertThat(JSON.readTree(list).path("data").findValuesAsText("name"))
                .contains("Ada Lovelace");
        assertThat(sandbox.customers().with("email", "grace@example.com").count()).isOne();
    }

    @Test
    void makesOnePaymentOfAllMessagesWithTheSameKey() throws Exception {
        route(
                "direct:pay",
                "kamelet:stripe-payment-sink?currency=eur&idempotencyKey=RAW(order-${header.order})");
        for (int order : new int[] {1, 1, 2}) {
            template.requestBodyAndHeader(
                    "direct:pay",
                    "{amount: 2000, payment_method: pm_card_visa, payment_method_types: [card]}",
                    "order",
                    order);
        }

        assertThat(sandbox.charges().count()).isEqualTo(2);
        assertThat(sandbox.charges().sum("amount")).isEqualTo(4000);
    }

    @Test
    void receivesEventsByPolling() throws Exception {
        MockEndpoint events = camel.getEndpoint("mock:events", MockEndpoint.class);
        events.expectedMessageCount(1);
        route(
                "kamelet:stripe-event-source?types=customer.*&startFrom=earliest&delay=50",
                "mock:events");
        template.requestBody("stripe:customers/create", Map.of("name", "Ada Lovelace"));

        MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, events);
        assertThat(json(events).path("type").asText()).isEqualTo("customer.created");
    }

    @Test
    void receivesEventsByWebhook() throws Exception {
        MockEndpoint events = camel.getEndpoint("mock:events", MockEndpoint.class);
        events.expectedMessageCount(1);
        Map<?, ?> endpoint =
                template.requestBody(
                        "stripe:webhookEndpoints/create",
                        Map.of(
                                "url",
                                "http://127.0.0.1:%d/hook".formatted(port),
                                "enabled_events",
                                List.of("customer.created")),
                        Map.class);
        route(
                "kamelet:stripe-webhook-source?path=/hook&webhookSecret=RAW(%s)"
                        .formatted(endpoint.get("secret")),
                "mock:events");
        template.requestBody("stripe:customers/create", Map.of("name", "Ada Lovelace"));

        MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, events);
        assertThat(json(events).at("/data/object/name").asText()).isEqualTo("Ada Lovelace");
    }

    @Test
    void theRoutesOfTheGuidePayAndHearOfIt() throws Exception {
        String page = Files.readString(Path.of("../docs/runtimes.md"));
        int start = page.indexOf("- route:", page.indexOf("## Kamelets"));
        String routes = page.substring(start, page.indexOf("```", start));
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        ResourceHelper.fromString(
                                "guide.yaml", routes.replace("log:paid", "mock:paid")));
        MockEndpoint paid = camel.getEndpoint("mock:paid", MockEndpoint.class);
        paid.expectedMessageCount(1);

        for (int i = 0; i < 2; i++) {
            template.requestBodyAndHeader(
                    "direct:pay",
                    "{amount: 2000, payment_method: pm_card_visa, payment_method_types: [card]}",
                    "orderId",
                    "7");
        }

        MockEndpoint.assertIsSatisfied(20, TimeUnit.SECONDS, paid);
        assertThat(sandbox.charges().count()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "stripe-call-action,    operation",
        "stripe-payment-sink,   idempotencyKey",
        "stripe-webhook-source, webhookSecret"
    })
    void namesTheRequiredPropertyThatIsMissing(String kamelet, String property) {
        assertThatThrownBy(() -> route("kamelet:" + kamelet, "mock:events"))
                .rootCause()
                .hasMessageContaining(property);
    }

    private void route(String from, String to) throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(from).to(to);
                    }
                });
    }

    private static JsonNode json(MockEndpoint events) throws Exception {
        return JSON.readTree(events.getExchanges().get(0).getMessage().getBody(String.class));
    }
}
