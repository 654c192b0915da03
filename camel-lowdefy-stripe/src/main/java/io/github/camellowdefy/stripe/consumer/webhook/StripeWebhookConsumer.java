// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import io.github.camellowdefy.stripe.StripeEndpoint;
import io.github.camellowdefy.stripe.StripeWebhookConfiguration;
import io.github.camellowdefy.stripe.consumer.EventRoute;
import io.github.camellowdefy.stripe.option.Place;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

/** Receives Stripe's webhook deliveries on the HTTP server of the runtime. */
public class StripeWebhookConsumer extends DefaultConsumer {

    private WebhookService service;
    private Consumer http;

    public StripeWebhookConsumer(StripeEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public StripeEndpoint getEndpoint() {
        return (StripeEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        try {
            serve();
        } catch (Exception e) {
            // Camel does not stop a consumer that has not started, and a supervisor starts it again
            release();
            throw e;
        }
    }

    private void serve() throws Exception {
        StripeEndpoint endpoint = getEndpoint();
        StripeWebhookConfiguration configuration = endpoint.getWebhookConfiguration();
        RestConsumerFactory server =
                HttpServers.find(
                        endpoint.getCamelContext(), configuration.getHttpServerComponent());
        service = new WebhookService(endpoint, Place.WEBHOOK);
        if (configuration.getRegisterEndpoint() != null) {
            service.register(configuration.getRegisterEndpoint());
        }
        service.requireSecret();
        http =
                server.createConsumer(
                        endpoint.getCamelContext(),
                        service.handler(
                                configuration.getPath(),
                                new EventRoute.Exchanges(
                                        () -> createExchange(false),
                                        exchange -> releaseExchange(exchange, false)),
                                getAsyncProcessor(),
                                getExceptionHandler()),
                        WebhookHandler.METHODS,
                        configuration.getPath(),
                        null,
                        null,
                        null,
                        endpoint.getCamelContext().getRestConfiguration(),
                        Map.of());
        HttpServers.takeAsTheyCome(http.getEndpoint());
        ServiceHelper.startService(http);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownService(http);
        http = null;
        try {
            if (service != null) {
                service.unregister();
            }
        } finally {
            release();
            super.doStop();
        }
    }

    private void release() {
        ServiceHelper.stopAndShutdownService(http);
        http = null;
        if (service != null) {
            service.close();
            service = null;
        }
    }
}
