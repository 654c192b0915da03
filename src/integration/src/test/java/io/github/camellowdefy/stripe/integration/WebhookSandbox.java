// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.v2.core.EventDestination;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.v2.core.AccountCreateParams;
import com.stripe.param.v2.core.EventDestinationListParams;
import com.stripe.service.V1Services;
import io.github.camellowdefy.stripe.sandbox.SandboxBuilder;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.webhook.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A Stripe that delivers events, and somebody at its dashboard. */
final class WebhookSandbox implements AutoCloseable {

    /** A connected account. */
    static final String CONNECTED = "acct_connected";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StripeSandbox sandbox;
    private final StripeClient client;
    private final V1Services stripe;

    WebhookSandbox() {
        this(StripeSandbox.builder());
    }

    /** Time stands still but for {@link #advance}. */
    WebhookSandbox(Instant start) {
        this(StripeSandbox.builder().clock(SandboxClock.frozenAt(start)));
    }

    private WebhookSandbox(SandboxBuilder settings) {
        sandbox = settings.account(CONNECTED).start();
        client =
                StripeClient.builder()
                        .setApiKey(sandbox.secretKey())
                        .setApiBase(sandbox.url())
                        .build();
        stripe = client.v1();
    }

    StripeSandbox sandbox() {
        return sandbox;
    }

    /** Creates an endpoint for new customers; only this answer holds the secret it signs with. */
    WebhookEndpoint createEndpoint(String url) throws StripeException {
        return stripe.webhookEndpoints()
                .create(
                        WebhookEndpointCreateParams.builder()
                                .setUrl(url)
                                .addEnabledEvent(EnabledEvent.CUSTOMER__CREATED)
                                .build());
    }

    List<WebhookEndpoint> endpoints() throws StripeException {
        return stripe.webhookEndpoints().list().getData();
    }

    /** The only endpoint there is. */
    WebhookEndpoint endpoint() throws StripeException {
        assertThat(endpoints()).hasSize(1);
        return endpoints().get(0);
    }

    /** All event destinations, with their addresses. */
    List<EventDestination> destinations() throws StripeException {
        return client.v2()
                .core()
                .eventDestinations()
                .list(
                        EventDestinationListParams.builder()
                                .addInclude(
                                        EventDestinationListParams.Include.WEBHOOK_ENDPOINT__URL)
                                .build())
                .getData();
    }

    /** The only event destination there is. */
    EventDestination destination() throws StripeException {
        assertThat(destinations()).hasSize(1);
        return destinations().get(0);
    }

    void disable(EventDestination destination) throws StripeException {
        client.v2().core().eventDestinations().disable(destination.getId());
    }

    /** Makes an event in the connected account and waits until it has been delivered, or not. */
    void createCustomerOfConnected(String name) throws Exception {
        stripe.customers()
                .create(
                        CustomerCreateParams.builder().setName(name).build(),
                        RequestOptions.builder().setStripeAccount(CONNECTED).build());
        settle();
    }

    /** Makes an event of the v2 API and waits until it has been delivered, or not. */
    String createAccount(String name) throws Exception {
        String id =
                client.v2()
                        .core()
                        .accounts()
                        .create(AccountCreateParams.builder().setDisplayName(name).build())
                        .getId();
        settle();
        return id;
    }

    /** Makes an event and waits until it has been delivered, or not. */
    void createCustomer(String name) throws Exception {
        stripe.customers().create(CustomerCreateParams.builder().setName(name).build());
        settle();
    }

    /** Has a customer pay. */
    void createPayment() throws Exception {
        stripe.paymentIntents()
                .create(
                        PaymentIntentCreateParams.builder()
                                .setAmount(2000L)
                                .setCurrency("eur")
                                .setPaymentMethod("pm_card_visa")
                                .addPaymentMethodType("card")
                                .setConfirm(true)
                                .build());
        settle();
    }

    List<String> eventIds(String type) throws StripeException {
        return events(EventListParams.builder().setType(type));
    }

    /** The events Stripe could not deliver so far. */
    List<String> undelivered() throws StripeException {
        return events(EventListParams.builder().setDeliverySuccess(false));
    }

    private List<String> events(EventListParams.Builder params) throws StripeException {
        return stripe.events().list(params.setLimit(100L).build()).getData().stream()
                .map(Event::getId)
                .toList();
    }

    /** Lets time pass and waits until what was due has been delivered, or not. */
    void advance(Duration time) throws InterruptedException {
        sandbox.clock().advance(time);
        settle();
    }

    /** What the deliveries so far were answered with. */
    List<Integer> answers() {
        return sandbox.webhooks().deliveries().stream().map(Delivery::status).toList();
    }

    private void settle() throws InterruptedException {
        assertThat(sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
