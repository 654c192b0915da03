// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.consumer.EventRoute;
import io.github.camellowdefy.stripe.consumer.webhook.WebhookService;
import io.github.camellowdefy.stripe.option.Place;
import io.github.camellowdefy.stripe.option.RefusedEndpointException;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.LoggingExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint where camel-webhook is there: {@code webhook:stripe:webhook?...} then serves it. The
 * only class that knows camel-webhook, which stays an optional dependency.
 */
final class StripeWebhookCapableEndpoint extends StripeEndpoint implements WebhookCapableEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhookCapableEndpoint.class);

    private static final String NAME = "webhook:stripe:webhook";

    private WebhookConfiguration serving;
    private WebhookService service;

    private StripeWebhookCapableEndpoint(String uri, StripeComponent component, String path) {
        super(uri, component, path);
    }

    /** Names no type of camel-webhook: a caller can be linked without it. */
    static StripeEndpoint of(String uri, StripeComponent component, String path) {
        return new StripeWebhookCapableEndpoint(uri, component, path);
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration serving) {
        this.serving = serving;
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        try {
            if (!serving.isWebhookAutoRegister()) {
                service().requireSecret();
            }
            return service()
                    .handler(
                            serving.computeFullPath(false),
                            // not taken from a pool
                            new EventRoute.Exchanges(this::createExchange, exchange -> {}),
                            AsyncProcessorConverterHelper.convert(next),
                            new LoggingExceptionHandler(getCamelContext(), getClass()));
        } catch (IllegalArgumentException e) {
            throw new RefusedEndpointException(NAME, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The webhook cannot be served", e);
        }
    }

    @Override
    public void registerWebhook() throws Exception {
        try {
            register(serving.computeFullExternalUrl());
        } catch (IllegalArgumentException e) {
            throw new RefusedEndpointException(NAME, e);
        }
    }

    private void register(String url) throws Exception {
        if (service().hasConfiguredSecret()
                && getWebhookConfiguration().getRegisterEndpoint() == null) {
            LOG.info("{} has a webhook secret and so an endpoint: nothing is registered", url);
            return;
        }
        service().register(url);
    }

    @Override
    public void unregisterWebhook() throws Exception {
        service().unregister();
    }

    @Override
    protected void doStop() throws Exception {
        if (service != null) {
            service.close();
            service = null;
        }
        super.doStop();
    }

    private WebhookService service() throws Exception {
        if (service == null) {
            if (!getPath().isEmpty() && !getPath().equals("webhook")) {
                throw new IllegalArgumentException(
                        "webhook:stripe:%s cannot be served: only webhook:stripe:webhook can."
                                .formatted(Excerpt.plain(getPath())));
            }
            service = new WebhookService(this, Place.CAMEL_WEBHOOK);
        }
        return service;
    }
}
