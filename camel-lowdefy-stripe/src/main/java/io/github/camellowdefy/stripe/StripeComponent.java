/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls any operation of the Stripe API, and receives its events. */
@Component("stripe,lowdefy-stripe")
public class StripeComponent extends HealthCheckComponent {

    private static final Logger LOG = LoggerFactory.getLogger(StripeComponent.class);

    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    private static final String CAMEL_WEBHOOK =
            "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    /** Apache's own component, which claims the scheme {@code stripe} as well. */
    private static final String APACHES = "org.apache.camel.component.stripe.StripeComponent";

    private static final String CONNECTION = "connection";

    @Metadata(label = "advanced", description = "The options every endpoint starts from.")
    private StripeConfiguration configuration = new StripeConfiguration();

    @Metadata(
            label = "health",
            defaultValue = "false",
            description =
                    "Whether the health check asks Stripe itself when no call has ended in the last minute.")
    private boolean healthCheckProbe;

    public StripeComponent() {}

    public StripeComponent(CamelContext context) {
        super(context);
    }

    public StripeConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(StripeConfiguration configuration) {
        this.configuration = configuration;
    }

    public boolean isHealthCheckProbe() {
        return healthCheckProbe;
    }

    public void setHealthCheckProbe(boolean healthCheckProbe) {
        this.healthCheckProbe = healthCheckProbe;
    }

    /** What the properties {@code camel.component.stripe.*} are set with. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return CheckedConfigurer.of(super.getComponentPropertyConfigurer());
    }

    /** What shows the connections of this component to the outside. */
    List<ConnectionWatcher> watchers() {
        List<ConnectionWatcher> watchers = new ArrayList<>();
        watchers.addAll(
                HealthWatcher.in(
                        getCamelContext(), isHealthCheckProducerEnabled(), healthCheckProbe));
        // asked here: to load StripeMeters takes Micrometer
        if (isThere(MICROMETER)) {
            watchers.addAll(StripeMeters.in(getCamelContext()));
        }
        return watchers;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (configuration.getSslContextParameters() == null) {
            getCamelContext()
                    .getExecutorServiceManager()
                    .newThread("StripeTls", StripeComponent::readTrustedCertificates)
                    .start();
        }
        if (isThere(APACHES)) {
            LOG.warn(
                    "Both {} and {} are on the classpath; stripe: is answered by {}. Use lowdefy-stripe: for this one.",
                    APACHES,
                    StripeComponent.class.getName(),
                    answersStripe());
        }
    }

    /** Takes a cold JVM a while, in which Camel can make the routes. */
    private static void readTrustedCertificates() {
        try {
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            LOG.debug("The connection that needs TLS will say what is wrong with it", e);
        }
    }

    private boolean isThere(String className) {
        return getCamelContext().getClassResolver().resolveClass(className) != null;
    }

    private String answersStripe() {
        return getCamelContext()
                .getCamelContextExtension()
                .getBootstrapFactoryFinder("META-INF/services/org/apache/camel/component/")
                .findClass("stripe")
                .map(Class::getName)
                .orElse("neither");
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        StripeEndpoint endpoint =
                isThere(CAMEL_WEBHOOK)
                        ? StripeWebhookCapableEndpoint.of(uri, this, remaining)
                        : new StripeEndpoint(uri, this, remaining);
        endpoint.setConnection(connection(parameters));
        endpoint.getProducerConfiguration()
                .setParams(PropertiesHelper.extractProperties(parameters, "params."));
        // Camel would set any property of that name, such as configuration, and all others with it
        refuse(EndpointOptions.unknown(parameters.keySet()));
        if (getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter types) {
            new OptionValues(types).check(parameters);
        }
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private StripeConfiguration connection(Map<String, Object> parameters) {
        // Camel takes the colon for the end of a scheme where the endpoint has no path
        Object reference =
                parameters.computeIfPresent(
                        CONNECTION,
                        (name, value) -> value.toString().replaceFirst("^#bean://", "#bean:"));
        StripeConfiguration bean =
                resolveAndRemoveReferenceParameter(
                        parameters, CONNECTION, StripeConfiguration.class);
        if (bean == null && reference != null) {
            throw new IllegalArgumentException(
                    "The option connection names %s; expected a bean of type %s."
                            .formatted(reference, StripeConfiguration.class.getName()));
        }
        return bean;
    }

    @Override
    protected void validateParameters(
            String uri, Map<String, Object> parameters, String optionPrefix) {
        refuse(parameters.keySet().stream().findFirst());
    }

    /** Names what is unknown and what is near, never a value: it may be a key. */
    private void refuse(Optional<String> unknown) {
        unknown.ifPresent(
                option -> {
                    throw new IllegalArgumentException(
                            "There is no option %s; %s."
                                    .formatted(option, EndpointOptions.adviceOn(option)));
                });
    }
}
