// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** What the dev console shows goes on without the Lowdefy file. */
class LowdefyExportTest {

    private static final Map<String, Object> ORDER =
            Map.of("id", "7", "total", 1999, "currency", "EUR", "at", new Date(0));

    @Test
    void theDocumentationsExamplesBecomeYamlRoutes() throws Exception {
        try (LowdefyContext lowdefy = LowdefyContext.start()) {
            lowdefy.loadFrom("classpath:lowdefy/documentation.lowdefy.yaml");

            assertThat(console(lowdefy))
                    .isEqualTo(
                            """
                            # classpath:lowdefy/documentation.lowdefy.yaml
                            - beans:
                              - name: stripe
                                type: io.github.camellowdefy.stripe.StripeConfiguration
                                properties:
                                  secretKey: '{{LOWDEFY_SECRET_STRIPE_SECRET_KEY}}'
                              - name: stripe_older
                                type: io.github.camellowdefy.stripe.StripeConfiguration
                                properties:
                                  secretKey: '{{LOWDEFY_SECRET_STRIPE_SECRET_KEY}}'
                                  apiVersion: 2017-12-14
                            - route:
                                id: list_customers
                                description: customers.list of the connection stripe
                                from:
                                  uri: direct:list_customers
                                  steps:
                                  - setBody:
                                      language:
                                        language: lowdefy
                                        expression: |
                                          limit: 30
                                  - to:
                                      uri: stripe:customers/list
                                      parameters:
                                        connection: '#bean:stripe'
                            - route:
                                id: create_payment_intent
                                description: paymentIntents.create of the connection stripe
                                from:
                                  uri: direct:create_payment_intent
                                  steps:
                                  - setBody:
                                      language:
                                        language: lowdefy
                                        expression: |
                                          - amount: 2000
                                            currency: eur
                                            payment_method_types:
                                            - card
                                  - to:
                                      uri: stripe:paymentIntents/create
                                      parameters:
                                        connection: '#bean:stripe'
                            - route:
                                id: retrieve_checkout_session
                                description: checkout.sessions.retrieve of the connection stripe
                                from:
                                  uri: direct:retrieve_checkout_session
                                  steps:
                                  - setBody:
                                      language:
                                        language: lowdefy
                                        expression: |
                                          - cs_test_onpT2icY2lrSU0IgDGXEhhcOHcWeJS5BpLcQGMx0uI9TZHLMBdzvWpvx
                                  - to:
                                      uri: stripe:checkout/sessions/retrieve
                                      parameters:
                                        connection: '#bean:stripe'

                            """);
        }
    }

    @Test
    void theExportMakesTheSameCalls() throws Exception {
        String yaml;
        ReceivedRequest before;
        try (LowdefyContext lowdefy =
                LowdefyContext.start(Map.of("LOWDEFY_SECRET_STATEMENT", "SHOP"))) {
            lowdefy.loadFrom("classpath:lowdefy/operators.lowdefy.yaml");
            yaml = console(lowdefy);
            before = pay(lowdefy);
        }
        try (LowdefyContext camel =
                LowdefyContext.start(Map.of("LOWDEFY_SECRET_STATEMENT", "SHOP"))) {
            camel.load(ResourceHelper.fromString("file:exported.camel.yaml", yaml));
            ReceivedRequest after = pay(camel);

            assertThat(after.target()).isEqualTo(before.target());
            assertThat(new String(after.body(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(before.body(), StandardCharsets.UTF_8));
            assertThat(after.header("Authorization")).isEqualTo(before.header("Authorization"));
            camel.send("direct:retrieve", Map.of("id", "{limit: 1}"));
            assertThat(camel.server().lastRequest().target())
                    .as("text of a message is never read as YAML")
                    .isEqualTo("/api/v1/customers/%7Blimit%3A%201%7D");
        }
    }

    @Test
    void aSecretIsAPlaceholderForThePropertyItComesFrom() throws Exception {
        try (LowdefyContext lowdefy =
                LowdefyContext.start(Map.of("lowdefy.secret.OTHER", LowdefyContext.KEY))) {
            lowdefy.load(LowdefyContext.CONNECTION.replace("STRIPE_SECRET_KEY", "OTHER"));

            assertThat(console(lowdefy)).contains("secretKey: '{{lowdefy.secret.OTHER}}'");
        }
    }

    @Test
    void aPayloadIsNamedThatIsNotCheckedAnyMore() throws Exception {
        try (LowdefyContext lowdefy = LowdefyContext.start()) {
            lowdefy.load(
                    LowdefyContext.CONNECTION
                            + """
                            requests:
                              - id: pay
                                type: StripeRequest
                                connectionId: stripe
                                payload: {limit: 1, email: 2}
                                properties: {customers: {list: [{limit: {_payload: limit}}]}}
                            """);

            assertThat(console(lowdefy))
                    .contains(
                            "\n# A message to direct:pay has to be a map with the keys limit, email; this was checked, and is not any more.\n- beans:");
        }
    }

    @Test
    void bracesInAValueAreNoPlaceholdersInTheExport() throws Exception {
        String yaml;
        try (LowdefyContext lowdefy = LowdefyContext.start()) {
            lowdefy.load(
                    LowdefyContext.CONNECTION
                            + """
                            requests:
                              - id: pay
                                type: StripeRequest
                                connectionId: stripe
                                properties:
                                  customers:
                                    list:
                                      - email: "{{name}} ${body}"
                                        limit: 3
                            """);
            yaml = console(lowdefy);
            lowdefy.send("direct:pay", null);
            assertThat(lowdefy.server().lastRequest().target())
                    .isEqualTo("/api/v1/customers?email=%7B%7Bname%7D%7D%20%24%7Bbody%7D&limit=3");
        }
        try (LowdefyContext camel = LowdefyContext.start()) {
            camel.load(ResourceHelper.fromString("file:exported.camel.yaml", yaml));
            camel.send("direct:pay", null);

            assertThat(camel.server().lastRequest().target())
                    .isEqualTo("/api/v1/customers?email=%7B%7Bname%7D%7D%20%24%7Bbody%7D&limit=3");
        }
    }

    @Test
    void camelsOwnDumpShowsTheOperators() throws Exception {
        try (LowdefyContext lowdefy = LowdefyContext.start()) {
            lowdefy.loadFrom("classpath:lowdefy/operators.lowdefy.yaml");

            String xml =
                    PluginHelper.getModelToXMLDumper(lowdefy.context())
                            .dumpModelAsXml(
                                    lowdefy.context(), lowdefy.context().getRouteDefinition("pay"));

            assertThat(xml)
                    .contains("<language trim=\"false\" language=\"lowdefy\">- amount:")
                    .contains("_payload: total")
                    .contains(
                            "<to id=",
                            "uri=\"stripe:paymentIntents/create?connection=#bean:stripe\"");
        }
    }

    @Test
    void aCheckOfASignatureIsNamedAndLeftToTheEndpointForIt() throws Exception {
        try (LowdefyContext lowdefy = LowdefyContext.start()) {
            lowdefy.load(
                    LowdefyContext.CONNECTION
                            + "requests:\n  - id: check\n    type: StripeRequest\n"
                            + "    connectionId: stripe\n    properties: {webhooks: {constructEvent:"
                            + " [{_payload: body}, {_payload: header}, {_secret: WEBHOOK}]}}\n");

            assertThat(console(lowdefy))
                    .contains(
                            "# The request check checks a signature; for that, send the delivery to stripe:webhooks/constructEvent.")
                    .doesNotContain("route:");
        }
    }

    @Test
    void theConsoleListsFilesAndRequests() throws Exception {
        try (LowdefyContext lowdefy = LowdefyContext.start()) {
            lowdefy.loadFrom("classpath:lowdefy/documentation.lowdefy.yaml");

            Map<?, ?> json = (Map<?, ?>) resolve(lowdefy).call(DevConsole.MediaType.JSON);

            Map<?, ?> file = (Map<?, ?>) ((List<?>) json.get("files")).get(0);
            assertThat(file.get("file")).isEqualTo("classpath:lowdefy/documentation.lowdefy.yaml");
            assertThat(file.get("requests"))
                    .isEqualTo(
                            List.of(
                                    "list_customers",
                                    "create_payment_intent",
                                    "retrieve_checkout_session"));
        }
    }

    private static ReceivedRequest pay(LowdefyContext context) {
        Exchange answered = context.send("direct:pay", ORDER);
        assertThat(answered.getException()).isNull();
        return context.server().lastRequest();
    }

    private static String console(LowdefyContext context) {
        return (String) resolve(context).call(DevConsole.MediaType.TEXT);
    }

    private static DevConsole resolve(LowdefyContext context) {
        return PluginHelper.getDevConsoleResolver(context.context()).resolveDevConsole("lowdefy");
    }
}
