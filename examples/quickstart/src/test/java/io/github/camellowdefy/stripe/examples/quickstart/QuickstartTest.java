// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickstartTest {

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
    void answersTheThreeRequestsOfTheDocumentation() throws Exception {
        ProducerTemplate template = main.getCamelTemplate();

        Map<?, ?> customers = template.requestBody("direct:list-customers", null, Map.class);
        assertThat((List<?>) customers.get("data"))
                .extracting("name")
                .containsExactly("Mary Somerville", "Grace Hopper", "Ada Lovelace");
        assertThat(template.requestBody("direct:create-payment-intent", null, Map.class))
                .containsEntry("object", "payment_intent")
                .containsEntry("amount", 2000L);
        assertThat(template.requestBody("direct:retrieve-checkout-session", null, Map.class))
                .containsEntry("object", "checkout.session")
                .containsEntry("status", "open");
    }
}
