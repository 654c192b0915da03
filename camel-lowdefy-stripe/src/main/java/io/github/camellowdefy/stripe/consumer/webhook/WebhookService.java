// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import io.github.camellowdefy.stripe.Acknowledge;
import io.github.camellowdefy.stripe.StripeEndpoint;
import io.github.camellowdefy.stripe.StripeEventsConfiguration;
import io.github.camellowdefy.stripe.StripeWebhookConfiguration;
import io.github.camellowdefy.stripe.connection.StripeCalls;
import io.github.camellowdefy.stripe.consumer.EventOptions;
import io.github.camellowdefy.stripe.consumer.EventRoute;
import io.github.camellowdefy.stripe.consumer.EventWriter;
import io.github.camellowdefy.stripe.consumer.Repositories;
import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.option.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.IdempotentRepository;

/** The parts of a webhook beside the HTTP server: verification, registration and the handler. */
public final class WebhookService implements AutoCloseable {

    private final StripeEndpoint endpoint;
    private final StripeWebhookConfiguration webhook;
    private final StripeEventsConfiguration events;
    private final EventTypes types;
    private final DeliveryReader deliveries;
    private StripeCalls calls;
    private WebhookRegistration registration;
    private ExecutorService afterwards;

    /** Reads the options; opens nothing. */
    public WebhookService(StripeEndpoint endpoint, Place place) {
        endpoint.checkOptions(place);
        this.endpoint = endpoint;
        this.webhook = endpoint.getWebhookConfiguration();
        this.events = endpoint.getEventsConfiguration();
        this.types = EventOptions.types(endpoint.getEventsConfiguration().getTypes(), endpoint);
        this.deliveries = new DeliveryReader(webhook, this::secrets, endpoint.clock());
    }

    /**
     * Fails where forged deliveries could not be recognised.
     *
     * @throws IllegalArgumentException when there is no usable secret
     */
    public void requireSecret() {
        deliveries.requireSecret();
    }

    public boolean hasConfiguredSecret() {
        return !endpoint.webhookSecrets().isEmpty();
    }

    /**
     * Creates or updates the account's endpoint for this URL; deliveries signed with its secret are
     * accepted.
     */
    public void register(String url) throws Exception {
        registration =
                new WebhookRegistration(
                        RegistrationApi.of(
                                calls(), webhook.getRegisterPayload(), webhook.isRegisterConnect()),
                        url,
                        Repositories.secrets(
                                endpoint.getCamelContext(),
                                "registrationRepository",
                                webhook.getRegistrationRepository()));
        registration.register(
                types, endpoint.effectiveConfiguration().getApiVersion(), hasConfiguredSecret());
    }

    /** Deletes the registered endpoint where {@code unregister} is set. */
    public void unregister() throws Exception {
        if (registration != null && webhook.isUnregister()) {
            registration.remove();
        }
    }

    /**
     * The processor that answers the HTTP requests.
     *
     * @param name the name of the webhook in the log
     */
    public WebhookHandler handler(
            String name,
            EventRoute.Exchanges exchanges,
            AsyncProcessor route,
            ExceptionHandler failures)
            throws Exception {
        CamelContext context = endpoint.getCamelContext();
        IdempotentRepository repository = events.getIdempotentRepository();
        if (repository != null) {
            Repositories.start(context, repository);
        }
        if (webhook.getAcknowledge() == Acknowledge.BEFORE) {
            afterwards =
                    context.getExecutorServiceManager()
                            .newDefaultThreadPool(endpoint, "StripeWebhook");
        }
        EventWriter writer = new EventWriter(endpoint.connectionOptions().outputType());
        EventRoute processed =
                new EventRoute(
                        exchanges,
                        route,
                        failures,
                        writer,
                        events.isFetchObject() ? calls() : null);
        return new WebhookHandler(name, deliveries, types, repository, processed, afterwards);
    }

    /** Waits for the routes under way and closes the threads and the connection. */
    @Override
    public void close() {
        if (afterwards != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(afterwards);
        }
        if (calls != null) {
            calls.close();
        }
    }

    private StripeCalls calls() throws Exception {
        if (calls == null) {
            calls = endpoint.calls();
        }
        return calls;
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(endpoint.webhookSecrets());
        if (registration != null && registration.secret() != null) {
            secrets.add(registration.secret());
        }
        return secrets;
    }
}
