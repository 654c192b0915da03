// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;

/** The route file of the quickstart, unchanged, and two lines of configuration. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "camel.main.routes-include-pattern=classpath:routes/*.yaml",
            "camel.component.stripe.configuration=#class:io.github.camellowdefy.stripe.sandbox.SandboxConfiguration('sandbox.json')"
        })
class RoutesOnSpringBootTest {

    @Autowired private ProducerTemplate template;

    @Test
    void answersTheThreeRequests() {
        Map<?, ?> customers = template.requestBody("direct:list-customers", null, Map.class);
        assertThat((List<?>) customers.get("data")).hasSize(3);
        assertThat(template.requestBody("direct:create-payment-intent", null, Map.class))
                .containsEntry("amount", 2000L);
        assertThat(template.requestBody("direct:retrieve-checkout-session", null, Map.class))
                .containsEntry("status", "open");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
