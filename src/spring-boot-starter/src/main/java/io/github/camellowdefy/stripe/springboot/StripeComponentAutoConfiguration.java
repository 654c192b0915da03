// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.StripeComponent;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Configures the component, under both its names, from {@code camel.component.stripe.*} and {@code
 * camel.component.lowdefy-stripe.*}, and makes a bean of each {@code
 * camel.lowdefy-stripe.connections.<name>.*}.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.stripe"})
@EnableConfigurationProperties(StripeConnections.class)
@Import(StripeConnectionRegistrar.class)
public class StripeComponentAutoConfiguration {

    static final String CONNECTION_FACTORY = "lowdefyStripeConnectionFactory";

    private static final String PREFIX = "camel.component.";

    @Bean
    @ConfigurationProperties("camel.component.stripe")
    StripeComponentConfiguration lowdefyStripeProperties() {
        return new StripeComponentConfiguration();
    }

    @Bean
    @ConfigurationProperties("camel.component.lowdefy-stripe")
    StripeComponentConfiguration lowdefyStripeAliasProperties() {
        return new StripeComponentConfiguration();
    }

    @Bean
    ComponentOptions lowdefyStripeComponentOptions(CamelContext context, Environment environment) {
        return new ComponentOptions(context, new PropertyPlaces(environment));
    }

    @Bean(CONNECTION_FACTORY)
    StripeConnectionFactory lowdefyStripeConnectionFactory(
            StripeConnections connections, ComponentOptions options) {
        return new StripeConnectionFactory(connections, options);
    }

    @Bean
    StripePropertiesCheck lowdefyStripePropertiesCheck(
            Environment environment, CamelContext context, ComponentOptions options) {
        return new StripePropertiesCheck(new PropertyPlaces(environment), context, options);
    }

    @Bean
    CamelContextConfiguration lowdefyStripeStartVeto() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.addLifecycleStrategy(new StartVeto());
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing: what is refused later is thrown to whoever asks for it
            }
        };
    }

    @Lazy
    @Bean
    ComponentCustomizer configureLowdefyStripeComponent(
            Environment environment,
            ComponentOptions options,
            StripeComponentConfiguration lowdefyStripeProperties,
            StripeComponentConfiguration lowdefyStripeAliasProperties) {
        Map<String, StripeComponentConfiguration> bySchemes =
                Map.of(
                        "stripe", lowdefyStripeProperties,
                        "lowdefy-stripe", lowdefyStripeAliasProperties);
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                options.set((StripeComponent) target, PREFIX + name, bySchemes.get(name).values());
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof StripeComponent
                        && bySchemes.containsKey(name)
                        && HierarchicalPropertiesEvaluator.evaluate(
                                environment, PREFIX + "customizer", PREFIX + name + ".customizer");
            }
        };
    }
}
