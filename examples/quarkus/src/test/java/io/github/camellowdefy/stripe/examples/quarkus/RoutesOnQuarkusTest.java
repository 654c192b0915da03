// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RoutesOnQuarkusTest {

    @Inject ProducerTemplate template;

    @Test
    void answersTheThreeRequestsOfTheDocumentation() {
        Map<?, ?> customers = template.requestBody("direct:list-customers", null, Map.class);
        assertThat((List<?>) customers.get("data")).hasSize(3);
        assertThat(template.requestBody("direct:create-payment-intent", null, Map.class))
                .containsEntry("amount", 2000L);
        assertThat(template.requestBody("direct:retrieve-checkout-session", null, Map.class))
                .containsEntry("status", "open");
    }
}
