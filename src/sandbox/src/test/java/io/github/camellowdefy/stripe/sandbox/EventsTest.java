// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.ShippingRateCreateParams;
import com.stripe.service.V1Services;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {

    private final StripeSandbox sandbox =
            StripeSandbox.builder()
                    .clock(SandboxClock.frozenAt(Instant.parse("2026-01-01T00:00:00Z")))
                    .account("acct_connected")
                    .start();
    private final V1Services stripe = Clients.stripe(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void everyChangeIsAnEventWithTheObjectAsItWasThen() throws StripeException {
        Customer customer = create("Ada");
        stripe.customers()
                .update(customer.getId(), CustomerUpdateParams.builder().setName("Eva").build());
        stripe.customers().delete(customer.getId());

        List<Event> events = stripe.events().list().getData();
        assertThat(events)
                .extracting(Event::getType)
                .containsExactly("customer.deleted", "customer.updated", "customer.created");
        assertThat(name(events.get(2))).isEqualTo("Ada");
        assertThat(name(events.get(1))).isEqualTo("Eva");
        assertThat(events.get(1).getData().getPreviousAttributes())
                .isEqualTo(Map.of("name", "Ada"));
        assertThat(events.get(2).getData().getPreviousAttributes()).isNull();
        assertThat(stripe.events().retrieve(events.get(0).getId()).getType())
                .isEqualTo("customer.deleted");
    }

    @Test
    void ofWhatStripeHasNoTypeForNobodyHears() throws StripeException {
        stripe.shippingRates()
                .create(
                        ShippingRateCreateParams.builder()
                                .setDisplayName("Ground")
                                .setType(ShippingRateCreateParams.Type.FIXED_AMOUNT)
                                .build());
        assertThat(stripe.events().list().getData()).isEmpty();
    }

    @Test
    void eventsAreAskedForByOneTypeOrBySeveral() {
        EventListParams both =
                EventListParams.builder().setType("customer.*").addType("charge.failed").build();
        assertThatThrownBy(() -> stripe.events().list(both))
                .hasMessageContaining("You may only specify one of these parameters: type, types.");
    }

    @Test
    void previousAttributesHoldWhatChangedAndNothingElse() throws StripeException {
        Customer customer =
                stripe.customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setName("Ada")
                                        .putMetadata("stays", "1")
                                        .putMetadata("changes", "1")
                                        .build());
        stripe.customers()
                .update(
                        customer.getId(),
                        CustomerUpdateParams.builder()
                                .putMetadata("changes", "2")
                                .putMetadata("comes", "1")
                                .build());
        assertThat(newest().getData().getPreviousAttributes())
                .hasToString("{metadata={changes=1, comes=null}}");
    }

    @Test
    void anUpdateThatChangesNothingIsNoEvent() throws StripeException {
        Customer customer = create("Ada");
        stripe.customers()
                .update(customer.getId(), CustomerUpdateParams.builder().setName("Ada").build());
        assertThat(newest().getType()).isEqualTo("customer.created");
    }

    @Test
    void anEventNamesTheRequestBehindIt() throws StripeException {
        Customer customer =
                stripe.customers()
                        .create(
                                CustomerCreateParams.builder().build(),
                                RequestOptions.builder().setIdempotencyKey("order-7").build());
        Event event = newest();
        assertThat(event.getRequest().getIdempotencyKey()).isEqualTo("order-7");
        assertThat(event.getRequest().getId()).isEqualTo(customer.getLastResponse().requestId());
        assertThat(event.getApiVersion()).isEqualTo(SandboxBuilder.API_VERSION);
        assertThat(event.getAccount()).isNull();
    }

    @Test
    void aReplayIsNoSecondEvent() {
        send(sandbox, "POST", "/v1/customers", "", "Idempotency-Key", "k");
        send(sandbox, "POST", "/v1/customers", "", "Idempotency-Key", "k");
        assertThat(sandbox.events().count()).isEqualTo(1);
    }

    @Test
    void typesAndTimesFilter() throws StripeException {
        create("Ada");
        sandbox.clock().advance(Duration.ofHours(1));
        long later = sandbox.clock().seconds();
        stripe.products().create(ProductCreateParams.builder().setName("Gold").build());

        assertThat(types(EventListParams.builder().setType("customer.created")))
                .containsExactly("customer.created");
        assertThat(types(EventListParams.builder().setType("product.*")))
                .containsExactly("product.created");
        assertThat(
                        types(
                                EventListParams.builder()
                                        .addType("product.created")
                                        .addType("customer.created")))
                .hasSize(2);
        assertThat(
                        types(
                                EventListParams.builder()
                                        .setCreated(
                                                EventListParams.Created.builder()
                                                        .setGte(later)
                                                        .build())))
                .containsExactly("product.created");
        assertThat(types(EventListParams.builder().setType("charge.failed"))).isEmpty();
    }

    @Test
    void eventsAreKeptForThirtyDays() throws StripeException {
        create("Ada");
        String id = newest().getId();
        sandbox.clock().advance(Duration.ofDays(31));
        assertThat(stripe.events().list().getData()).isEmpty();
        assertThat(
                        catchThrowableOfType(
                                        InvalidRequestException.class,
                                        () -> stripe.events().retrieve(id))
                                .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void anEventOfAConnectedAccountNamesIt() throws StripeException {
        RequestOptions connected =
                RequestOptions.builder().setStripeAccount("acct_connected").build();
        stripe.customers().create(CustomerCreateParams.builder().build(), connected);
        assertThat(stripe.events().list(connected).getData())
                .singleElement()
                .satisfies(event -> assertThat(event.getAccount()).isEqualTo("acct_connected"));
        assertThat(stripe.events().list().getData()).isEmpty();
    }

    private Customer create(String name) throws StripeException {
        return stripe.customers().create(CustomerCreateParams.builder().setName(name).build());
    }

    private Event newest() throws StripeException {
        return stripe.events().list().getData().get(0);
    }

    private List<String> types(EventListParams.Builder params) throws StripeException {
        return stripe.events().list(params.build()).getData().stream().map(Event::getType).toList();
    }

    private static String name(Event event) {
        return ((Customer) event.getDataObjectDeserializer().getObject().orElseThrow()).getName();
    }
}
