// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.console.DevConsole;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LowdefyExampleTest {

    private static final String ORDER =
            "{\"order\": {\"number\": 4711, \"total\": 19.99, \"currency\": \"EUR\"}}";

    private final Main main = new Main();

    @BeforeEach
    void start() {
        main.configure().setProfile("sandbox");
        // the test ends it
        main.addOverrideProperty("camel.main.duration-max-messages", "0");
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void runsTheRequestsOfTheFilesAsTheyAre() throws Exception {
        assertThat((List<?>) call("list_customers", null).get("data"))
                .extracting("name")
                .containsExactly("Mary Somerville", "Grace Hopper", "Ada Lovelace");
        assertThat(call("create_payment_intent", null))
                .containsEntry("object", "payment_intent")
                .containsEntry("amount", 2000L);
        assertThat(call("retrieve_checkout_session", null))
                .containsEntry(
                        "id", "cs_test_onpT2icY2lrSU0IgDGXEhhcOHcWeJS5BpLcQGMx0uI9TZHLMBdzvWpvx");
        assertThat(call("pay_order", ORDER))
                .containsEntry("amount", 1999L)
                .containsEntry("currency", "eur");
    }

    @Test
    void printsTheFilesAsRoutesToGoOnFrom() {
        Object printed =
                PluginHelper.getDevConsoleResolver(main.getCamelContext())
                        .resolveDevConsole("lowdefy")
                        .call(DevConsole.MediaType.TEXT);

        assertThat((String) printed)
                .contains("secretKey: '{{lowdefy.secret.STRIPE_SECRET_KEY}}'")
                .contains("uri: stripe:customers/list", "uri: direct:pay_order")
                .doesNotContain("sk_test_");
    }

    private Map<String, Object> call(String request, Object body) throws Exception {
        ProducerTemplate template = main.getCamelTemplate();
        return template.requestBody("direct:" + request, body, Map.class);
    }
}
