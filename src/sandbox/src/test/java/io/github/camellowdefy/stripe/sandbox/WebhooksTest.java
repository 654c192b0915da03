// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.WebhookEndpointUpdateParams;
import com.stripe.service.V1Services;
import io.github.camellowdefy.stripe.sandbox.Receiver.Received;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.webhook.Delivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

    private final StripeSandbox sandbox = StripeSandbox.builder().account("acct_connected").start();
    private final V1Services stripe = Clients.stripe(sandbox);
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        sandbox.close();
    }

    @Test
    void aSubscribedEventIsDeliveredSigned() throws Exception {
        WebhookEndpoint endpoint = endpoint(EnabledEvent.CUSTOMER__CREATED);
        customer("Ada");
        settle();

        Received received = only();
        Event event =
                Webhook.constructEvent(received.body(), received.signature(), endpoint.getSecret());
        assertThat(event.getType()).isEqualTo("customer.created");
        assertThat(event.getId()).isEqualTo(stripe.events().list().getData().get(0).getId());
        assertThat(received.contentType()).startsWith("application/json");
        assertThat(
                        catchThrowable(
                                () ->
                                        Webhook.constructEvent(
                                                received.body(), received.signature(), "whsec_x")))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void whatNobodySubscribedToIsNotDelivered() throws Exception {
        endpoint(EnabledEvent.CHARGE__SUCCEEDED);
        customer("Ada");
        settle();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void aStarSubscribesToAll() throws Exception {
        endpoint(EnabledEvent.ALL);
        send(sandbox, "POST", "/v1/products", "name=x");
        customer("Ada");
        settle();
        assertThat(types()).containsExactly("product.created", "customer.created");
    }

    @Test
    void theSecretIsShownOnceOnly() throws StripeException {
        WebhookEndpoint created = endpoint(EnabledEvent.ALL);
        assertThat(created.getSecret()).startsWith("whsec_");
        assertThat(stripe.webhookEndpoints().retrieve(created.getId()).getSecret()).isNull();
        assertThat(send(sandbox, "GET", "/v1/webhook_endpoints", null).body())
                .doesNotContain("whsec_");
        assertThat(send(sandbox, "POST", "/v1/webhook_endpoints/" + created.getId(), "").body())
                .doesNotContain("whsec_");
    }

    @Test
    void aDisabledEndpointGetsNothing() throws Exception {
        WebhookEndpoint endpoint = endpoint(EnabledEvent.ALL);
        stripe.webhookEndpoints()
                .update(
                        endpoint.getId(),
                        WebhookEndpointUpdateParams.builder().setDisabled(true).build());
        customer("Ada");
        settle();
        assertThat(receiver.received()).isEmpty();
        stripe.webhookEndpoints()
                .update(
                        endpoint.getId(),
                        WebhookEndpointUpdateParams.builder().setDisabled(false).build());
        customer("Eva");
        settle();
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void whatIsNotTakenIsTriedAgainOnTheSandboxClock() throws Exception {
        endpoint(EnabledEvent.ALL);
        receiver.answer(() -> receiver.received().size() < 3 ? 500 : 200);
        customer("Ada");
        settle();
        assertThat(receiver.received()).hasSize(1);
        assertThat(undelivered()).hasSize(1);

        sandbox.clock().advance(Duration.ofMinutes(5));
        settle();
        assertThat(receiver.received()).hasSize(2);
        sandbox.clock().advance(Duration.ofHours(1));
        settle();

        assertThat(sandbox.webhooks().deliveries())
                .extracting(Delivery::attempt, Delivery::status)
                .containsExactly(tuple(1, 500), tuple(2, 500), tuple(3, 200));
        assertThat(undelivered()).isEmpty();
        assertThat(types()).containsOnly("customer.created");
        sandbox.clock().advance(Duration.ofDays(4));
        settle();
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void afterThreeDaysADeliveryIsGivenUp() throws Exception {
        endpoint(EnabledEvent.ALL);
        receiver.answer(() -> 503);
        customer("Ada");
        settle();
        for (int hour = 0; hour < 24 * 4; hour++) {
            sandbox.clock().advance(Duration.ofHours(1));
            settle();
        }
        assertThat(receiver.received()).hasSize(10);
        assertThat(undelivered()).hasSize(1);
    }

    @Test
    void anEndpointThatDoesNotAnswerHoldsUpNoLaterEvent() throws Exception {
        endpoint(EnabledEvent.ALL);
        receiver.answer(() -> receiver.received().size() == 1 ? 500 : 200);
        customer("Ada");
        customer("Eva");
        settle();
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void aRolledSecretSignsBesideTheOldOneUntilThatExpires() throws Exception {
        WebhookEndpoint endpoint = endpoint(EnabledEvent.ALL);
        String rolled = sandbox.webhooks().rollSecret(endpoint.getId(), Duration.ofHours(24));
        customer("Ada");
        settle();
        Received both = only();
        assertThat(both.signature().split("v1=")).hasSize(3);
        Webhook.constructEvent(both.body(), both.signature(), endpoint.getSecret());
        Webhook.constructEvent(both.body(), both.signature(), rolled);

        sandbox.clock().advance(Duration.ofHours(25));
        customer("Eva");
        settle();
        Received one = receiver.received().get(1);
        assertThat(one.signature().split("v1=")).hasSize(2);
        Webhook.constructEvent(one.body(), one.signature(), rolled);
    }

    @Test
    void anEventComesTwiceWhenAsked() throws Exception {
        endpoint(EnabledEvent.ALL);
        sandbox.faults().next(Fault.DUPLICATE_DELIVERY, 1, "customer.*");
        customer("Ada");
        customer("Eva");
        settle();
        assertThat(sandbox.webhooks().deliveries()).hasSize(3);
        List<String> events =
                sandbox.webhooks().deliveries().stream().map(Delivery::event).toList();
        assertThat(events.get(1)).isEqualTo(events.get(0)).isNotEqualTo(events.get(2));
    }

    @Test
    void anEventIsOvertakenWhenAsked() throws Exception {
        endpoint(EnabledEvent.ALL);
        sandbox.faults().next(Fault.REORDERED_DELIVERY);
        customer("Ada");
        send(sandbox, "POST", "/v1/products", "name=x");
        settle();
        assertThat(types()).containsExactly("product.created", "customer.created");
    }

    @Test
    void aConnectEndpointGetsTheEventsOfConnectedAccountsOnly() throws Exception {
        stripe.webhookEndpoints()
                .create(
                        WebhookEndpointCreateParams.builder()
                                .setUrl(receiver.url())
                                .addEnabledEvent(EnabledEvent.ALL)
                                .setConnect(true)
                                .build());
        customer("Ours");
        stripe.customers()
                .create(
                        CustomerCreateParams.builder().setName("Theirs").build(),
                        RequestOptions.builder().setStripeAccount("acct_connected").build());
        settle();
        assertThat(only().body()).contains("\"account\":\"acct_connected\"").contains("Theirs");
    }

    @Test
    void nothingLeavesThisMachine() throws Exception {
        stripe.webhookEndpoints()
                .create(
                        WebhookEndpointCreateParams.builder()
                                .setUrl("https://192.0.2.1/hooks")
                                .addEnabledEvent(EnabledEvent.ALL)
                                .build());
        customer("Ada");
        settle();
        assertThat(sandbox.webhooks().deliveries())
                .singleElement()
                .satisfies(
                        delivery -> {
                            assertThat(delivery.delivered()).isFalse();
                            assertThat(delivery.outcome())
                                    .contains("only delivers to this machine");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ftp://127.0.0.1/x", "http://", "http://a b"})
    void anEndpointNeedsAUrl(String url) {
        InvalidRequestException refused =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () ->
                                stripe.webhookEndpoints()
                                        .create(
                                                WebhookEndpointCreateParams.builder()
                                                        .setUrl(url)
                                                        .addEnabledEvent(EnabledEvent.ALL)
                                                        .build()));
        assertThat(refused.getParam()).isEqualTo("url");
        assertThat(refused.getCode()).isEqualTo("url_invalid");
    }

    @Test
    void anEndpointSubscribesToWhatStripeKnows() throws StripeException {
        assertThat(wanting("charge.suceeded"))
                .hasMessageStartingWith(
                        "Invalid enabled_events[1]: must be one of *, account.application.authorized, ")
                .satisfies(
                        refused -> assertThat(refused.getParam()).isEqualTo("enabled_events[1]"));
        assertThat(wanting("").getParam()).isEqualTo("enabled_events[1]");
        String id = endpoint(EnabledEvent.ALL).getId();
        assertThat(
                        catchThrowableOfType(
                                        InvalidRequestException.class,
                                        () ->
                                                stripe.webhookEndpoints()
                                                        .update(
                                                                id,
                                                                WebhookEndpointUpdateParams
                                                                        .builder()
                                                                        .putExtraParam(
                                                                                "enabled_events",
                                                                                "x")
                                                                        .build()))
                                .getMessage())
                .startsWith("Invalid array");
    }

    private InvalidRequestException wanting(String type) {
        return catchThrowableOfType(
                InvalidRequestException.class,
                () ->
                        stripe.webhookEndpoints()
                                .create(
                                        WebhookEndpointCreateParams.builder()
                                                .setUrl(receiver.url())
                                                .putExtraParam(
                                                        "enabled_events",
                                                        List.of("charge.succeeded", type))
                                                .build()));
    }

    private WebhookEndpoint endpoint(EnabledEvent type) throws StripeException {
        return stripe.webhookEndpoints()
                .create(
                        WebhookEndpointCreateParams.builder()
                                .setUrl(receiver.url())
                                .addEnabledEvent(type)
                                .build());
    }

    private void customer(String name) throws StripeException {
        stripe.customers().create(CustomerCreateParams.builder().setName(name).build());
    }

    private void settle() throws InterruptedException {
        assertThat(sandbox.webhooks().awaitIdle(Duration.ofSeconds(20))).isTrue();
    }

    private Received only() {
        assertThat(receiver.received()).hasSize(1);
        return receiver.received().get(0);
    }

    private List<Event> undelivered() throws StripeException {
        return stripe.events()
                .list(EventListParams.builder().setDeliverySuccess(false).build())
                .getData();
    }

    private List<String> types() {
        return receiver.received().stream()
                .map(each -> each.body().replaceAll(".*\"type\":\"([a-z_.]+)\"}$", "$1"))
                .toList();
    }
}
