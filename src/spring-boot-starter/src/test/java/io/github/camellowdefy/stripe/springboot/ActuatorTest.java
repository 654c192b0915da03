// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that shows all that Actuator has. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.routes-include-pattern=classpath:routes/*.yaml",
            "camel.component.stripe.configuration=#class:io.github.camellowdefy.stripe.sandbox.SandboxConfiguration('sandbox.json')",
            // what Actuator shows
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.env.show-values=always",
            "management.endpoint.configprops.show-values=always",
            "management.endpoint.health.show-details=always",
            "camel.health.producers-enabled=true",
            "camel.health.exposure-level=full",
            "camel.component.lowdefy-stripe.secret-key=sk_test_ofTheAlias",
            "camel.component.lowdefy-stripe.proxy-password=ofTheProxy",
            "camel.component.lowdefy-stripe.api-version=2025-03-31.basil",
            "camel.lowdefy-stripe.connections.europe.secret-key=ofEurope",
            "camel.beans.us.webhook-secret=ofTheBean",
            "LOWDEFY_SECRET_SHOP=ofLowdefy",
            "STRIPE_WEBHOOK_SECRET=ofTheWebhook",
            "shop.comment=pay with sk_live_ofTheShop, soon",
            "shop.hook=whsec_ofTheHook",
            "STRIPE_SECRET_KEY=ofTheEnvironment"
        })
class ActuatorTest {

    @Autowired private ProducerTemplate template;
    @Autowired private SimpleMeterRegistry first;

    @Value("${local.server.port}")
    private int port;

    @Test
    void showsNoSecretThoughActuatorIsToShowAllValues() throws Exception {
        assertThat(get("env") + get("configprops"))
                .contains("camel.component.lowdefy-stripe.secret-key", "2025-03-31.basil")
                .doesNotContain(
                        "ofTheAlias",
                        "ofTheProxy",
                        "ofEurope",
                        "ofTheShop",
                        "ofTheHook",
                        "ofTheEnvironment",
                        "ofTheBean",
                        "ofLowdefy",
                        "ofTheWebhook");
    }

    @Test
    void takesPartInHealthAndInThePrimaryRegistry() throws Exception {
        template.requestBody("direct:list-customers", (Object) null);

        assertThat(get("health")).contains("producer:stripe-", "\"status\":\"UP\"");
        assertThat(get("metrics/camel.stripe.calls")).contains("\"outcome\"", "succeeded");
        assertThat(first.find("camel.stripe.calls").meters()).isNotEmpty();
    }

    private String get(String endpoint) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d/actuator/%s".formatted(port, endpoint));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    /** Two registries, so that Spring Boot makes a primary one of both. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        SimpleMeterRegistry first() {
            return new SimpleMeterRegistry();
        }

        @Bean
        SimpleMeterRegistry second() {
            return new SimpleMeterRegistry();
        }

        @Bean
        StripeConfiguration another() {
            return new StripeConfiguration();
        }
    }
}
