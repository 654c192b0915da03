// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps secrets out of Actuator's answers, and puts the component's meters into its registry. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public class StripeActuatorAutoConfiguration {

    /** A secret or restricted key, or a signing secret, wherever in a value it stands. */
    private static final Pattern SECRET =
            Pattern.compile("(?<![A-Za-z0-9])(?:[sr]k_[a-z]+_|whsec_)\\w+");

    /** The ends of the names whose values are secret, without dots, dashes and underscores. */
    private static final Set<String> SECRET_OPTIONS =
            Set.of("secretkey", "webhooksecret", "proxyusername", "proxypassword");

    /** The options of the component and of beans, and the variables that usually hold them. */
    private static final Pattern OURS =
            Pattern.compile(
                    "camel(component(lowdefy)?stripe|lowdefystripe|beans).*|.*stripe(secretkey|webhooksecret)");

    /** What Lowdefy's {@code _secret} reads. */
    private static final String LOWDEFY = "lowdefysecret";

    private static final Pattern SEPARATORS = Pattern.compile("[._\\-\\[\\]]");

    @Bean
    SanitizingFunction lowdefyStripeSanitizingFunction() {
        return data -> isSecret(data) ? data.withSanitizedValue() : data;
    }

    private static boolean isSecret(SanitizableData data) {
        String name = SEPARATORS.matcher(data.getLowerCaseKey()).replaceAll("");
        return name.startsWith(LOWDEFY)
                || OURS.matcher(name).matches() && SECRET_OPTIONS.stream().anyMatch(name::endsWith)
                || data.getValue() != null && SECRET.matcher(data.getValue().toString()).find();
    }

    /** Where the application has several registries, the component takes the primary one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Meters {

        /** The name under which the component looks for its registry. */
        private static final String REGISTRY = "metricsRegistry";

        @Bean
        CamelContextConfiguration lowdefyStripeMeters(ObjectProvider<MeterRegistry> registries) {
            return new CamelContextConfiguration() {
                @Override
                public void beforeApplicationStart(CamelContext context) {
                    MeterRegistry primary = registries.getIfAvailable();
                    if (primary != null && context.getRegistry().lookupByName(REGISTRY) == null) {
                        context.getRegistry().bind(REGISTRY, MeterRegistry.class, primary);
                    }
                }

                @Override
                public void afterApplicationStart(CamelContext context) {
                    // nothing: the component asks once it connects
                }
            };
        }
    }
}
