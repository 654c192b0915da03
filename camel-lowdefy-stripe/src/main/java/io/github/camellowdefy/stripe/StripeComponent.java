// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.connection.ConnectionWatcher;
import io.github.camellowdefy.stripe.connection.StripeHealthCheck;
import io.github.camellowdefy.stripe.connection.StripeMeters;
import io.github.camellowdefy.stripe.option.ClassPath;
import io.github.camellowdefy.stripe.option.RefusedEndpointException;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.StringHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls any operation of the Stripe API, and receives its events.
 *
 * <pre>{@code
 * StripeComponent stripe = new StripeComponent(context);
 * stripe.getConfiguration().setSecretKey("sk_test_...");
 * context.addComponent("stripe", stripe);
 * }</pre>
 */
@Component("stripe,lowdefy-stripe")
public class StripeComponent extends HealthCheckComponent {

    private static final Logger LOG = LoggerFactory.getLogger(StripeComponent.class);

    private static final boolean MICROMETER =
            ClassPath.OWN.holds("io.micrometer.core.instrument.MeterRegistry");

    private static final boolean CAMEL_WEBHOOK =
            ClassPath.OWN.holds("org.apache.camel.component.webhook.WebhookCapableEndpoint");

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

    private Clock keyClock = Clock.systemUTC();

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

    /**
     * Has generated idempotency keys made and grow old by another time than the system's, such as
     * that of a sandbox, which forgets keys by it; a {@code java.time.Clock} bean of the context
     * comes first. For tests.
     */
    public void useKeyClock(Clock other) {
        this.keyClock = other;
    }

    Clock keyClock() {
        return keyClock;
    }

    /** The configurer that sets the properties {@code camel.component.stripe.*}. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return new OptionConfigurer();
    }

    /** The name of this component in its context, which is also that of its properties. */
    public String name() {
        CamelContext context = getCamelContext();
        return context.getComponentNames().stream()
                .filter(name -> context.hasComponent(name) == this)
                .findFirst()
                .orElse(getDefaultName());
    }

    List<ConnectionWatcher> watchers() {
        List<ConnectionWatcher> watchers = new ArrayList<>();
        watchers.addAll(
                StripeHealthCheck.watchers(
                        getCamelContext(), isHealthCheckProducerEnabled(), healthCheckProbe));
        // asked here: to load StripeMeters takes Micrometer
        if (MICROMETER) {
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
        OptionConfigurer.declareSecrets(getCamelContext());
        checkProperties();
        warnOfOtherStripe();
    }

    /**
     * Refuses the properties of this component that cannot be set, before camel-main sets them: it
     * repeats the value of an option that it cannot set.
     */
    private void checkProperties() {
        String prefix = "camel.component." + name() + '.';
        Properties own =
                getCamelContext()
                        .getPropertiesComponent()
                        .loadProperties(property -> property.startsWith(prefix));
        for (String property : own.stringPropertyNames()) {
            try {
                OptionHolder.COMPONENT.checkProperty(
                        property.substring(prefix.length()), own.getProperty(property));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The property %s cannot be set. %s".formatted(property, e.getMessage()), e);
            }
        }
    }

    /** Once for the context, however many components of this kind it has. */
    private void warnOfOtherStripe() throws IOException {
        CamelContext context = getCamelContext();
        boolean first =
                context.getComponentNames().stream()
                        .map(context::hasComponent)
                        .noneMatch(other -> other instanceof StripeComponent && other != this);
        if (first && ClassPath.of(context).holds(APACHES)) {
            LOG.warn(
                    "Both {} and {} are on the classpath; stripe: is answered by {}. Use lowdefy-stripe: for this one.",
                    APACHES,
                    StripeComponent.class.getName(),
                    ClassPath.of(context).component("stripe"));
        }
    }

    /**
     * Loads the trusted certificates, which takes a cold JVM a while, beside the making of the
     * routes.
     */
    private static void readTrustedCertificates() {
        try {
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            LOG.debug("The connection that needs TLS will say what is wrong with it", e);
        }
    }

    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
        try {
            return super.createEndpoint(uri, properties);
        } catch (IllegalArgumentException e) {
            return refused(uri, e);
        } catch (PropertyBindingException e) {
            return refused(
                    uri,
                    new IllegalArgumentException(
                            "The option %s is %s; expected a value that fits, or #bean: and the name of a bean of the right type."
                                    .formatted(
                                            e.getPropertyName(),
                                            Excerpt.of(String.valueOf(e.getValue())))));
        } catch (RuntimeCamelException e) {
            return refused(uri, new IllegalArgumentException(Excerpt.redact(e.getMessage())));
        }
    }

    /**
     * The endpoint in the place of one that cannot be made. While routes are made, Camel adds the
     * URI to whatever is thrown, and a key may be in it; to what a route cannot start with, it adds
     * nothing.
     */
    private Endpoint refused(String uri, IllegalArgumentException refusal) {
        String withoutOptions = StringHelper.before(uri, "?", uri);
        if (!getCamelContext().getRouteController().isStartingRoutes()) {
            throw new RefusedEndpointException(withoutOptions, refusal);
        }
        return new RefusedEndpoint(withoutOptions, this, refusal);
    }

    /** Comes before Camel logs the options. */
    @Override
    protected void validateURI(String uri, String path, Map<String, Object> parameters) {
        parameters.forEach(OptionHolder.ENDPOINT::check);
        super.validateURI(uri, path, parameters);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        StripeEndpoint endpoint =
                CAMEL_WEBHOOK
                        ? StripeWebhookCapableEndpoint.of(uri, this, remaining)
                        : new StripeEndpoint(uri, this, remaining);
        endpoint.setOptions(parameters.keySet());
        connect(endpoint, parameters);
        endpoint.getProducerConfiguration()
                .setParams(PropertiesHelper.extractProperties(parameters, "params."));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private void connect(StripeEndpoint endpoint, Map<String, Object> parameters) {
        // Camel takes the colon for the end of a scheme where the endpoint has no path
        Object reference =
                parameters.computeIfPresent(
                        CONNECTION,
                        (name, value) -> value.toString().replaceFirst("^#bean://", "#bean:"));
        StripeConfiguration bean = null;
        try {
            bean =
                    resolveAndRemoveReferenceParameter(
                            parameters, CONNECTION, StripeConfiguration.class);
        } catch (NoSuchBeanException e) {
            // said below, without the value in Camel's message
        }
        if (bean == null && reference != null) {
            throw new IllegalArgumentException(
                    "The option connection names %s; expected a bean of type %s."
                            .formatted(
                                    Excerpt.plain(reference.toString()),
                                    StripeConfiguration.class.getName()));
        }
        endpoint.setConnection(bean);
        if (bean != null) {
            endpoint.setConnectionName(reference.toString().replaceFirst("^#(bean:)?", ""));
        }
    }
}
