// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.events.V2CoreAccountCreatedEvent;
import com.stripe.events.V2CoreAccountCreatedEventNotification;
import com.stripe.events.V2CoreEventDestinationPingEventNotification;
import com.stripe.exception.StripeException;
import com.stripe.model.v2.core.Account;
import com.stripe.model.v2.core.Event;
import com.stripe.model.v2.core.EventDestination;
import com.stripe.model.v2.core.EventNotification;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.v2.core.AccountCreateParams;
import com.stripe.param.v2.core.EventDestinationCreateParams;
import com.stripe.param.v2.core.EventListParams;
import io.github.camellowdefy.stripe.sandbox.Receiver.Received;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThinEventsTest {

    private final StripeSandbox sandbox = StripeSandbox.start();
    private final StripeClient stripe = Clients.builder(sandbox).build();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        sandbox.close();
    }

    @Test
    void aThinEventSaysWhereItsObjectIs() throws Exception {
        EventDestination destination = destination("v2.core.account.created");
        Account account = account("Ada");

        EventNotification notification = received(destination);
        assertThat(notification).isInstanceOf(V2CoreAccountCreatedEventNotification.class);
        V2CoreAccountCreatedEventNotification created =
                (V2CoreAccountCreatedEventNotification) notification;
        assertThat(created.fetchRelatedObject().getDisplayName()).isEqualTo("Ada");
        assertThat(created.getRelatedObject().getId()).isEqualTo(account.getId());
        assertThat(created.fetchEvent()).isInstanceOf(V2CoreAccountCreatedEvent.class);
        assertThat(receiver.received().get(0).body()).doesNotContain("\"data\"");
    }

    @Test
    void thinEventsAreListedByObjectAndPagedByUrl() throws StripeException {
        String id = account("first").getId();
        for (int i = 0; i < 4; i++) {
            account("another");
        }
        assertThat(
                        stripe.v2()
                                .core()
                                .events()
                                .list(EventListParams.builder().setObjectId(id).build())
                                .getData())
                .extracting(Event::getType)
                .containsExactly("v2.core.account.created");
        assertThat(
                        stripe.v2()
                                .core()
                                .events()
                                .list(EventListParams.builder().setLimit(2L).build())
                                .autoPagingIterable())
                .hasSize(5);
    }

    @Test
    void aDestinationMayAskForThinFormsOfV1Events() throws Exception {
        destination("v1.customer.created");
        String id = stripe.v1().customers().create(CustomerCreateParams.builder().build()).getId();
        settle();
        assertThat(receiver.received())
                .singleElement()
                .satisfies(
                        received ->
                                assertThat(received.body())
                                        .contains("\"type\":\"v1.customer.created\"")
                                        .contains("\"url\":\"/v1/customers/" + id + '"')
                                        .contains("\"snapshot_event\":\"evt_"));
    }

    @Test
    void aDestinationOfSnapshotsGetsWholeEvents() throws Exception {
        EventDestination destination =
                create("customer.created", EventDestinationCreateParams.EventPayload.SNAPSHOT);
        stripe.v1().customers().create(CustomerCreateParams.builder().setName("Ada").build());
        settle();
        Received received = receiver.received().get(0);
        assertThat(
                        stripe.constructEvent(
                                        received.body(),
                                        received.signature(),
                                        destination.getWebhookEndpoint().getSigningSecret())
                                .getType())
                .isEqualTo("customer.created");
    }

    @Test
    void aPingReachesItsDestinationWhateverThatSubscribesTo() throws Exception {
        EventDestination destination = destination("v2.core.account.closed");
        destination("v2.core.account.closed");
        stripe.v2().core().eventDestinations().ping(destination.getId());
        assertThat(received(destination))
                .isInstanceOf(V2CoreEventDestinationPingEventNotification.class);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void aDisabledDestinationGetsNothing() throws Exception {
        EventDestination destination = destination("v2.core.account.created");
        assertThat(stripe.v2().core().eventDestinations().disable(destination.getId()).getStatus())
                .isEqualTo("disabled");
        account("Ada");
        settle();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void theSigningSecretIsShownOnceAndOnlyOnRequest() throws StripeException {
        EventDestination destination = destination("v2.core.account.created");
        assertThat(destination.getWebhookEndpoint().getSigningSecret()).startsWith("whsec_");
        assertThat(
                        stripe.v2()
                                .core()
                                .eventDestinations()
                                .retrieve(destination.getId())
                                .getWebhookEndpoint()
                                .getSigningSecret())
                .isNull();
    }

    private EventDestination destination(String type) throws StripeException {
        return create(type, EventDestinationCreateParams.EventPayload.THIN);
    }

    private EventDestination create(String type, EventDestinationCreateParams.EventPayload payload)
            throws StripeException {
        return stripe.v2()
                .core()
                .eventDestinations()
                .create(
                        EventDestinationCreateParams.builder()
                                .setName("here")
                                .setType(EventDestinationCreateParams.Type.WEBHOOK_ENDPOINT)
                                .setEventPayload(payload)
                                .addEnabledEvent(type)
                                .setWebhookEndpoint(
                                        EventDestinationCreateParams.WebhookEndpoint.builder()
                                                .setUrl(receiver.url())
                                                .build())
                                .addInclude(
                                        EventDestinationCreateParams.Include
                                                .WEBHOOK_ENDPOINT__SIGNING_SECRET)
                                .build());
    }

    private Account account(String name) throws StripeException {
        return stripe.v2()
                .core()
                .accounts()
                .create(AccountCreateParams.builder().setDisplayName(name).build());
    }

    private EventNotification received(EventDestination destination) throws Exception {
        settle();
        Received received = receiver.received().get(0);
        return stripe.parseEventNotification(
                received.body(),
                received.signature(),
                destination.getWebhookEndpoint().getSigningSecret());
    }

    private void settle() throws InterruptedException {
        assertThat(sandbox.webhooks().awaitIdle(Duration.ofSeconds(20))).isTrue();
    }
}
