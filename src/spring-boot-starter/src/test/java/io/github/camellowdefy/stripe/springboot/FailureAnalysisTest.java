// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.StripeConfiguration;
import java.util.Arrays;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTest {

    private static final String KEY = "4242SECRET4242";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    camel.component.stripe.secret-kye=sk_test_KEY                 | The property camel.component.stripe.secret-kye | There is no option secretKye; the nearest is secretKey
                    camel.component.stripe.apiKey=sk_test_KEY                     | The property camel.component.stripe.apikey     | There is no option apiKey; the nearest is secretKey
                    camel.component.lowdefy-stripe.retries=3                      | The property camel.component.lowdefy-stripe.retries | is not known: There is no option retries
                    camel.component.stripe.http2=true                             | The property camel.component.stripe.http2      | The option http2 was removed: the component speaks HTTP/1.1; delete the option.
                    camel.component.stripe.secret-key.live=sk_test_KEY            | The property camel.component.stripe.secret-key.live | There is no option secretKeyLive
                    camel.component.stripe.timeout=soon                           | The property camel.component.stripe.timeout    | cannot be used: The option timeout is
                    camel.component.stripe.worker-pool=#bean:none                 | The property camel.component.stripe.worker-pool | found no bean of that name
                    camel.component.stripe.secret-key=pk_test_KEY                 | The property camel.component.stripe.secret-key | cannot be used: The option secretKey holds a publishable key
                    camel.lowdefy-stripe.connections.europe.secret-key=pk_test_KEY | The property camel.lowdefy-stripe.connections.europe.secret-key | cannot be used: The option secretKey holds a publishable key
                    camel.lowdefy-stripe.connections.europe.key=sk_test_KEY       | The property camel.lowdefy-stripe.connections.europe.key | There is no option key
                    camel.lowdefy-stripe.connections.europe=sk_test_KEY           | The property camel.lowdefy-stripe.connections.europe | expected camel.lowdefy-stripe.connections.europe.secret-key
                    camel.lowdefy-stripe.connections.europe.timeout=soon          | The property camel.lowdefy-stripe.connections.europe.timeout | cannot be used: The option timeout is
                    camel.lowdefy-stripe.conections.europe.secret-key=sk_test_KEY | The property camel.lowdefy-stripe.conections.europe.secret-key | expected camel.lowdefy-stripe.connections.<name>.<option>
                    camel.component.stripe.secret-key=${NOWHERE}                  | The property camel.component.stripe.secret-key | cannot be used: Its placeholder ${NOWHERE} has no value.
                    camel.component.stripe.secret-key={{env:NOWHERE}}             | The property camel.component.stripe.secret-key | cannot be used: Its placeholder {{env:NOWHERE}} has no value.
                    camel.component.stripe.secret-key=                            | The option secretKey is missing                | The value of camel.component.stripe.secret-key is empty: give it one.
                    camel.lowdefy-stripe.connections.europe.secret-key=${NOWHERE} | The property camel.lowdefy-stripe.connections.europe.secret-key | cannot be used: Its placeholder ${NOWHERE} has no value.
                    shop.to=stripe:customers/list?connection=#bean:europe         | The option connection names #bean:europe       | Set camel.lowdefy-stripe.connections.europe.secret-key, or declare a bean europe of type StripeConfiguration.
                    shop.to=stripe:customers/lst                                  | customers.list                                 | It was read by
                    shop.to=stripe:customers/list?secretKye=sk_test_KEY           | There is no option secretKye                   | It was read by the endpoint stripe://customers/list.
                    shop.from=stripe:events                                       | The option secretKey is missing                | It was read by the route shop.
                    shop.to=lowdefy-stripe:customers/list                         | The option secretKey is missing                | the environment variable CAMEL_COMPONENT_LOWDEFYSTRIPE_SECRETKEY.
                    camel.lowdefy-stripe.connections.taken.secret-key=sk_test_KEY | describes the connection taken                 | the application has a bean of that name
                    """)
    void saysInOneSentenceWhatIsWrongWithAProperty(
            String property, String where, String what, CapturedOutput output) {
        fail(Shop.class, property.replace("KEY", KEY));

        assertThat(output.getOut())
                .contains("APPLICATION FAILED TO START", "Action:", where, what)
                .doesNotContain("\tat ", KEY);
    }

    @Test
    void takesTwoSpellingsOfOneConnectionForAMistake(CapturedOutput output) {
        fail(
                Shop.class,
                "camel.lowdefy-stripe.connections.us-east.secret-key=sk_test_" + KEY,
                "camel.lowdefy-stripe.connections.useast.api-version=2025-03-31.basil");

        assertThat(output.getOut())
                .contains("us-east", "useast", "Spring Boot takes the two names for one.")
                .doesNotContain("\tat ", KEY);
    }

    @Test
    void saysWhichPropertyTheMissingKeyIsSetBy(CapturedOutput output) {
        fail(Shop.class);

        assertThat(output.getOut())
                .contains(
                        "The option secretKey is missing",
                        "It was read by the route shop.",
                        "Set camel.component.stripe.secret-key in application.properties, or the environment variable CAMEL_COMPONENT_STRIPE_SECRETKEY.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    keyed    ; application-live.properties; camel.component.stripe.secret-key; live; stripe:customers/list
                    layered  ; application.yaml; camel.component.stripe.secret-key; test | stage; stripe:customers/list
                    listed   ; application.yaml; camel.component.stripe.secretkey; (test) | (stage); stripe:customers/list
                    alias    ; application-live.properties; camel.component.lowdefystripe.secretkey; live; lowdefy-stripe:customers/list
                    connected; application-live.yaml; camel.lowdefy-stripe.connections.eu-rope.secretkey; live; stripe:customers/list?connection=#bean:europe
                    connected; application-live.yaml; camel.lowdefy-stripe.connections.eu-rope.secretkey; live; stripe:customers/list
                    """)
    void findsTheKeyInAProfileThatIsNotActive(
            String folder,
            String file,
            String property,
            String profile,
            String to,
            CapturedOutput output) {
        fail(
                Shop.class,
                "spring.config.location=optional:classpath:/profiles/%s/".formatted(folder),
                "shop.to=" + to);

        assertThat(output.getOut())
                .contains(
                        "%s is set in %s, and the profile %s is not active"
                                .formatted(property, file, profile))
                .doesNotContain("\tat ", KEY);
    }

    @Test
    void saysWhichPropertyTheMissingSigningSecretIsSetBy(CapturedOutput output) {
        fail(
                Shop.class,
                "camel.component.stripe.secret-key=sk_test_" + KEY,
                "shop.to=stripe:webhooks/constructEvent");

        assertThat(output.getOut())
                .contains(
                        "A webhook secret is required",
                        "Set camel.component.stripe.webhook-secret in application.properties")
                .doesNotContain(KEY);
    }

    @Test
    void leavesTheFailuresOfOthersToOthers(CapturedOutput output) {
        fail(Broken.class, "camel.component.stripe.secret-key=sk_test_" + KEY);

        assertThat(output.getOut()).contains("no concern of Stripe", "\tat ");
    }

    private static void fail(Class<?> application, String... properties) {
        SpringApplication spring = new SpringApplication(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        String[] arguments = Arrays.stream(properties).map(p -> "--" + p).toArray(String[]::new);
        assertThatThrownBy(() -> spring.run(arguments)).isNotNull();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        RouteBuilder routes(
                @Value("${shop.from:direct:shop}") String from,
                @Value("${shop.to:stripe:customers/list}") String to) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from(from).routeId("shop").to(to);
                }
            };
        }

        @Bean
        StripeConfiguration taken() {
            return new StripeConfiguration();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broken {
        @Bean
        RouteBuilder routes() {
            throw new IllegalArgumentException("no concern of Stripe");
        }
    }
}
