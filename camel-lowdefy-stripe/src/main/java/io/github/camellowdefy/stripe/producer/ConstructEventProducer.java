// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.StripeEndpoint;
import io.github.camellowdefy.stripe.StripeWebhookConfiguration;
import io.github.camellowdefy.stripe.consumer.EventWriter;
import io.github.camellowdefy.stripe.consumer.webhook.DeliveryReader;
import io.github.camellowdefy.stripe.consumer.webhook.DeliveryReader.Delivery;
import io.github.camellowdefy.stripe.consumer.webhook.Refusals;
import io.github.camellowdefy.stripe.option.Place;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/**
 * Turns the delivery an HTTP consumer has received into its event, or refuses it: the check of
 * {@code stripe:webhook} as a step behind any HTTP front. A refusal is an exception, {@link
 * com.stripe.exception.SignatureVerificationException} or {@link
 * io.github.camellowdefy.stripe.event.InvalidEventException}, with the HTTP status to answer with
 * in the header {@code CamelHttpResponseCode}.
 */
public class ConstructEventProducer extends DefaultProducer {

    private static final String NAME = "stripe:webhooks/constructEvent";

    private DeliveryReader deliveries;
    private EventWriter writer;

    public ConstructEventProducer(StripeEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        StripeEndpoint endpoint = (StripeEndpoint) getEndpoint();
        StripeWebhookConfiguration configuration = endpoint.getWebhookConfiguration();
        endpoint.checkOptions(Place.CONSTRUCT_EVENT);
        deliveries = new DeliveryReader(configuration, endpoint::webhookSecrets, endpoint.clock());
        deliveries.requireSecret();
        writer = new EventWriter(endpoint.connectionOptions().outputType());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        try {
            Delivery delivery = deliveries.read(message);
            writer.write(delivery.event(), delivery.json(), message);
        } catch (Exception e) {
            message.setHeader(StripeConstants.RETRYABLE, false);
            if (Refusals.isRefusal(e)) {
                // not the URI, which may hold the secret
                Refusals.answer(e, NAME, message);
            }
            throw e;
        }
    }
}
