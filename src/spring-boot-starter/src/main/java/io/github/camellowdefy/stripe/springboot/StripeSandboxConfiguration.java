// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.sandbox.SandboxBuilder;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A Stripe in this process in place of the real one: the component and every connection bean call
 * it, whatever their properties say. Needs camel-lowdefy-stripe-sandbox on the class path.
 *
 * <pre>{@code
 * @SpringBootTest
 * @Import(StripeSandboxConfiguration.class)
 * class CheckoutTest {
 *     @Autowired StripeSandbox sandbox;
 * }
 * }</pre>
 */
@Configuration(proxyBeanMethods = false)
public class StripeSandboxConfiguration {

    static final String SEED_FILE = "camel.lowdefy-stripe.sandbox.seed-file";

    /**
     * The sandbox, unless the application has one; filled by the fixtures that {@code
     * camel.lowdefy-stripe.sandbox.seed-file} names, where it is set.
     */
    @Bean
    @ConditionalOnMissingBean
    StripeSandbox stripeSandbox(@Value("${" + SEED_FILE + ":}") String seedFile) {
        SandboxBuilder sandbox = StripeSandbox.builder();
        return (seedFile.isEmpty() ? sandbox : sandbox.seedFile(seedFile)).start();
    }

    @Bean
    static BeanPostProcessor lowdefyStripeSandboxConnections(
            ObjectProvider<StripeSandbox> sandbox) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof StripeConfiguration connection) {
                    sandbox.getObject().configure(connection);
                }
                return bean;
            }
        };
    }

    @Bean
    ComponentCustomizer lowdefyStripeSandboxComponent(StripeSandbox sandbox) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, org.apache.camel.Component target) {
                sandbox.configure((StripeComponent) target);
            }

            @Override
            public boolean isEnabled(String name, org.apache.camel.Component target) {
                return target instanceof StripeComponent;
            }

            /** After the properties. */
            @Override
            public int getOrder() {
                return LOWEST;
            }
        };
    }
}
