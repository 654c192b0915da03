// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.connection.ConnectionOptions;
import io.github.camellowdefy.stripe.connection.KeySource;
import io.github.camellowdefy.stripe.connection.SharedConnections;
import io.github.camellowdefy.stripe.connection.StripeCalls;
import io.github.camellowdefy.stripe.option.Options;
import io.github.camellowdefy.stripe.option.Place;
import io.github.camellowdefy.stripe.producer.StripeProducer;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.SynchronousDelegateProducer;

/** Call any operation of the Stripe API from a nested map, and receive its events. */
@ManagedResource(description = "Managed Stripe endpoint")
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "stripe,lowdefy-stripe",
        extendsScheme = "stripe",
        title = "Stripe,Stripe (alias)",
        syntax = "stripe:operation",
        category = {Category.CLOUD, Category.SAAS},
        headersClass = StripeConstants.class)
public class StripeEndpoint extends ManagedStripeEndpoint
        implements AsyncEndpoint, EndpointServiceLocation {

    private static final StripeEndpointConfigurer CONFIGURER = new StripeEndpointConfigurer();

    @UriPath(
            name = "operation",
            description =
                    "The leading keys of the call, separated by slashes, such as `customers` or `customers/list`; the message body holds the rest. Also `rawRequest`, `webhooks/constructEvent`, `lowdefy/` with the id of a request, and for consumers `events` and `webhook`.")
    @Metadata(required = false)
    private final String path;

    @UriParam(
            description =
                    "A bean of type StripeConfiguration to start from, such as `#bean:europe`; options of this endpoint win over it, and it wins over the component.")
    private Object connection;

    @UriParam private StripeConfiguration configuration = new StripeConfiguration();

    @UriParam
    private StripeProducerConfiguration producerConfiguration = new StripeProducerConfiguration();

    @UriParam
    private StripeEventsConfiguration eventsConfiguration = new StripeEventsConfiguration();

    @UriParam
    private StripeWebhookConfiguration webhookConfiguration = new StripeWebhookConfiguration();

    private Collection<String> options = List.of();
    private String connectionName;

    public StripeEndpoint(String uri, StripeComponent component, String path) {
        super(uri, component);
        this.path = path == null ? "" : path;
    }

    /** Keeps which options the URI sets, as it spells them. */
    void setOptions(Collection<String> names) {
        options = List.copyOf(names);
    }

    void setConnectionName(String name) {
        connectionName = name;
    }

    /**
     * Checks the options of the endpoint, which a producer or consumer does when it starts.
     *
     * @throws IllegalArgumentException one sentence that names the option
     */
    public void checkOptions(Place place) {
        Options.check(place, options, name -> CONFIGURER.getOptionValue(this, name, true));
    }

    public String getPath() {
        return path;
    }

    public Object getConnection() {
        return connection;
    }

    /** Sets the configuration to start from; it is read, never changed. */
    public void setConnection(Object connection) {
        this.connection = (StripeConfiguration) connection;
    }

    public StripeConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(StripeConfiguration configuration) {
        this.configuration = configuration;
    }

    public StripeProducerConfiguration getProducerConfiguration() {
        return producerConfiguration;
    }

    public void setProducerConfiguration(StripeProducerConfiguration producerConfiguration) {
        this.producerConfiguration = producerConfiguration;
    }

    public StripeEventsConfiguration getEventsConfiguration() {
        return eventsConfiguration;
    }

    public void setEventsConfiguration(StripeEventsConfiguration eventsConfiguration) {
        this.eventsConfiguration = eventsConfiguration;
    }

    public StripeWebhookConfiguration getWebhookConfiguration() {
        return webhookConfiguration;
    }

    public void setWebhookConfiguration(StripeWebhookConfiguration webhookConfiguration) {
        this.webhookConfiguration = webhookConfiguration;
    }

    /** The clock: the context's own {@code java.time.Clock} bean where it has one. */
    public Clock clock() {
        return clockOr(Clock.systemUTC());
    }

    /** The time by which generated idempotency keys are made and grow old. */
    public Clock keyClock() {
        return clockOr(getComponent().keyClock());
    }

    private Clock clockOr(Clock otherwise) {
        Clock bound = CamelContextHelper.findSingleByType(getCamelContext(), Clock.class);
        return bound == null ? otherwise : bound;
    }

    @Override
    public StripeComponent getComponent() {
        return (StripeComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() throws Exception {
        SpecialPaths.ProducerFactory special = SpecialPaths.producer(path);
        if (special == null) {
            return new StripeProducer(this);
        }
        Producer producer = special.create(this);
        return producerConfiguration.isSynchronous()
                ? new SynchronousDelegateProducer(producer)
                : producer;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = SpecialPaths.consumer(path).create(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Refuses a path at once that {@link #createConsumer} would refuse when polling begins. */
    @Override
    public PollingConsumer createPollingConsumer() throws Exception {
        SpecialPaths.consumer(path);
        return super.createPollingConsumer();
    }

    /**
     * The checked options of this endpoint's connection.
     *
     * @throws IllegalArgumentException one sentence that names the option
     */
    public ConnectionOptions connectionOptions() {
        StripeConfiguration effective = effectiveConfiguration();
        Options.checkConnection(OptionConfigurer.values(effective));
        return new ConnectionOptions(effective);
    }

    /** Opens the connection for calls that a consumer makes for itself. */
    public StripeCalls calls() throws Exception {
        return new StripeCalls(connect(), connectionOptions().callOptions());
    }

    /**
     * The effective options: the endpoint's own first, then those of the connection bean, then
     * those of the component.
     */
    public StripeConfiguration effectiveConfiguration() {
        return configuration.orElse(
                getCamelContext(), configurations().skip(1).toArray(StripeConfiguration[]::new));
    }

    /** The current signing secrets: a rotated secret verifies the next delivery. */
    public List<String> webhookSecrets() {
        return configurations()
                .map(StripeConfiguration::getWebhookSecret)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Options::signingSecrets)
                .orElse(List.of());
    }

    /** The configurations of this endpoint, the nearest first. */
    private Stream<StripeConfiguration> configurations() {
        return Stream.of(
                        configuration,
                        (StripeConfiguration) connection,
                        getComponent().getConfiguration())
                .filter(Objects::nonNull);
    }

    /**
     * A share in the connection these options describe, to be closed when it is not needed any
     * more.
     *
     * @throws IllegalArgumentException when an option is not usable, in one sentence
     */
    public SharedConnections.Lease connect() throws Exception {
        KeySource key =
                KeySource.nearest(
                        configuration,
                        (StripeConfiguration) connection,
                        getComponent(),
                        getComponent()::getConfiguration,
                        getComponent().name());
        key.check();
        SharedConnections.Lease lease =
                SharedConnections.of(getCamelContext())
                        .acquire(
                                connectionOptions(),
                                key,
                                connectionName,
                                getComponent().watchers());
        show(lease);
        return lease;
    }

    @Override
    public String getServiceUrl() {
        return ConnectionOptions.apiBase(effectiveConfiguration());
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    /** Account and version where they are set; never a key. */
    @Override
    public Map<String, String> getServiceMetadata() {
        StripeConfiguration effective = effectiveConfiguration();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.computeIfAbsent("stripeAccount", name -> effective.getStripeAccount());
        metadata.computeIfAbsent("apiVersion", name -> effective.getApiVersion());
        return metadata;
    }

    /** The URI, in which Camel blanks the secrets that it knows by their names. */
    @Override
    public String toString() {
        return Excerpt.redact(super.toString());
    }
}
