// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StripeComponentAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    CamelAutoConfiguration.class,
                                    StripeComponentAutoConfiguration.class));

    @Test
    void setsTheOptionsOfThePropertiesAndNoOther() {
        runner.withPropertyValues(
                        "camel.component.stripe.secret-key=sk_test_1",
                        "camel.component.stripe.timeout=8s",
                        "camel.component.stripe.health-check-probe=true")
                .run(
                        application -> {
                            StripeComponent component =
                                    component(application.getBean(CamelContext.class), "stripe");
                            StripeConfiguration set = component.getConfiguration();
                            assertThat(set.getSecretKey()).isEqualTo("sk_test_1");
                            assertThat(set.getTimeout()).isEqualTo(8000L);
                            assertThat(component.isHealthCheckProbe()).isTrue();
                            assertThat(set.getMaxNetworkRetries()).isNull();
                            assertThat(set.getApiBase()).isNull();
                        });
    }

    @Test
    void keepsTheTwoNamesOfTheComponentApart() {
        runner.withPropertyValues(
                        "camel.component.stripe.secret-key=sk_test_1",
                        "camel.component.lowdefy-stripe.secret-key=sk_test_2")
                .run(
                        application -> {
                            CamelContext camel = application.getBean(CamelContext.class);
                            assertThat(key(component(camel, "stripe"))).isEqualTo("sk_test_1");
                            assertThat(key(component(camel, "lowdefy-stripe")))
                                    .isEqualTo("sk_test_2");
                        });
    }

    @Test
    void readsTheEnvironmentAsSpringBootDoes() {
        runner.withInitializer(
                        application ->
                                application
                                        .getEnvironment()
                                        .getPropertySources()
                                        .addFirst(
                                                new SystemEnvironmentPropertySource(
                                                        "test-systemEnvironment",
                                                        Map.of(
                                                                "CAMEL_COMPONENT_STRIPE_SECRETKEY",
                                                                "sk_test_1",
                                                                "CAMEL_LOWDEFYSTRIPE_CONNECTIONS_EUROPE_SECRETKEY",
                                                                "sk_test_2"))))
                .run(
                        application -> {
                            assertThat(
                                            key(
                                                    component(
                                                            application.getBean(CamelContext.class),
                                                            "stripe")))
                                    .isEqualTo("sk_test_1");
                            assertThat(application.getBean("europe"))
                                    .hasFieldOrPropertyWithValue("secretKey", "sk_test_2");
                        });
    }

    @Test
    void makesABeanOfEachConnection() {
        runner.withPropertyValues(
                        "camel.lowdefy-stripe.connections.europe.secret-key=sk_test_1",
                        "camel.lowdefy-stripe.connections.europe.max-network-retries=0",
                        "camel.lowdefy-stripe.connections.us-east.secret-key=sk_test_2")
                .run(
                        application -> {
                            assertThat(application.getBeansOfType(StripeConfiguration.class))
                                    .containsOnlyKeys("europe", "us-east");
                            StripeConfiguration europe =
                                    application.getBean("europe", StripeConfiguration.class);
                            assertThat(europe.getSecretKey()).isEqualTo("sk_test_1");
                            assertThat(europe.getMaxNetworkRetries()).isZero();
                            assertThat(europe.getTimeout()).isNull();
                            CamelContext camel = application.getBean(CamelContext.class);
                            assertThat(
                                            camel.getEndpoint(
                                                    "stripe:customers/list?connection=#bean:us-east"))
                                    .isNotNull();
                        });
    }

    @Test
    void setsTheReplacedConfigurationBeforeTheOtherOptions() {
        runner.withUserConfiguration(Own.class)
                .withPropertyValues(
                        "camel.component.stripe.api-version=2025-03-31.basil",
                        "camel.component.stripe.configuration=#bean:own")
                .run(
                        application ->
                                assertThat(
                                                component(
                                                                application.getBean(
                                                                        CamelContext.class),
                                                                "stripe")
                                                        .getConfiguration())
                                        .isSameAs(application.getBean("own"))
                                        .hasFieldOrPropertyWithValue(
                                                "apiVersion", "2025-03-31.basil"));
    }

    @Test
    void leavesTheComponentAloneWhereThePropertiesSaySo() {
        for (String off :
                new String[] {
                    "camel.component.stripe.enabled", "camel.component.stripe.customizer.enabled"
                }) {
            runner.withPropertyValues("camel.component.stripe.secret-key=sk_test_1", off + "=false")
                    .run(
                            application ->
                                    assertThat(
                                                    key(
                                                            component(
                                                                    application.getBean(
                                                                            CamelContext.class),
                                                                    "stripe")))
                                            .as(off)
                                            .isNull());
        }
    }

    private static StripeComponent component(CamelContext camel, String name) {
        return camel.getComponent(name, StripeComponent.class);
    }

    private static String key(StripeComponent component) {
        return component.getConfiguration().getSecretKey();
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {
        @Bean
        StripeConfiguration own() {
            return new StripeConfiguration();
        }
    }
}
