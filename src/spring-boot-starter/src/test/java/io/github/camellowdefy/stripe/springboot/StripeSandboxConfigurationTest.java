// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;

@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "camel.component.stripe.secret-key=sk_live_ofProduction",
            "camel.lowdefy-stripe.connections.europe.secret-key=sk_live_ofEurope",
            "camel.lowdefy-stripe.sandbox.seed-file=classpath:seed.yaml"
        })
@Import(StripeSandboxConfiguration.class)
class StripeSandboxConfigurationTest {

    @Autowired private StripeSandbox sandbox;
    @Autowired private ProducerTemplate template;

    @Test
    void takesThePlaceOfStripeForEveryConnection() {
        for (String endpoint :
                List.of(
                        "stripe:customers/create",
                        "lowdefy-stripe:customers/create",
                        "stripe:customers/create?connection=#bean:europe",
                        "stripe:customers/create?connection=#bean:own")) {
            template.requestBody(endpoint, Map.of("name", endpoint));
        }

        assertThat(sandbox.customers().count()).isEqualTo(5);

        sandbox.reset();

        assertThat(sandbox.customers().list())
                .extracting(customer -> customer.get("id"))
                .containsExactly("cus_ada");
    }

    @Test
    void itsPropertyIsKnownToEditors() throws IOException {
        assertThat(
                        new ClassPathResource("META-INF/spring-configuration-metadata.json")
                                .getContentAsString(StandardCharsets.UTF_8))
                .contains('"' + StripeSandboxConfiguration.SEED_FILE + '"');
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        StripeConfiguration own() {
            StripeConfiguration own = new StripeConfiguration();
            own.setSecretKey("sk_live_own");
            return own;
        }
    }
}
