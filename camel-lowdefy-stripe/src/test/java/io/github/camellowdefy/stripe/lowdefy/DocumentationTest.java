// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.StripeConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of the connector's documentation, pasted into one file. */
class DocumentationTest {

    private LowdefyContext lowdefy;

    @BeforeEach
    void load() throws Exception {
        lowdefy = LowdefyContext.start().loadFrom("classpath:lowdefy/documentation.lowdefy.yaml");
    }

    @AfterEach
    void stop() {
        lowdefy.close();
    }

    @Test
    void listsTheThirtyMostRecentCustomers() {
        lowdefy.server().script(Reply.json("{\"object\":\"list\",\"data\":[{\"id\":\"cus_1\"}]}"));

        Exchange answered = lowdefy.send("direct:list_customers", null);

        assertThat(answered.getException()).isNull();
        assertThat(answered.getMessage().getBody(Map.class)).containsEntry("object", "list");
        ReceivedRequest request = lowdefy.server().lastRequest();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/api/v1/customers?limit=30");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + LowdefyContext.KEY);
        assertThat(request.header("Stripe-Version")).isNull();
    }

    @Test
    void createsAPaymentIntent() {
        Exchange answered = lowdefy.send("direct:create_payment_intent", null);

        assertThat(answered.getException()).isNull();
        ReceivedRequest request = lowdefy.server().lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/api/v1/payment_intents");
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("amount=2000&currency=eur&payment_method_types[0]=card");
    }

    @Test
    void retrievesACheckoutSessionByItsId() {
        Exchange answered = lowdefy.send("stripe:lowdefy/retrieve_checkout_session", null);

        assertThat(answered.getException()).isNull();
        assertThat(lowdefy.server().lastRequest().target())
                .isEqualTo(
                        "/api/v1/checkout/sessions/cs_test_onpT2icY2lrSU0IgDGXEhhcOHcWeJS5BpLcQGMx0uI9TZHLMBdzvWpvx");
    }

    @Test
    void aMessageThatIsAlreadyThereIsNotPartOfTheRequest() {
        Exchange answered =
                lowdefy.send(
                        "direct:list_customers",
                        exchange -> {
                            exchange.getMessage().setBody(Map.of("limit", 1));
                            exchange.getMessage()
                                    .setHeader("CamelStripeOperation", "customers/del");
                        });

        assertThat(answered.getException()).isNull();
        assertThat(lowdefy.server().lastRequest().target()).isEqualTo("/api/v1/customers?limit=30");
    }

    @Test
    void connectionsAreBeansOfTheirId() {
        StripeConfiguration older =
                lowdefy.context()
                        .getRegistry()
                        .lookupByNameAndType("stripe_older", StripeConfiguration.class);

        assertThat(older.getSecretKey()).isEqualTo(LowdefyContext.KEY);
        assertThat(older.getApiVersion()).isEqualTo("2017-12-14");
        assertThat(lowdefy.context().getRegistry().findByTypeWithName(StripeConfiguration.class))
                .containsOnlyKeys("stripe", "stripe_older");
    }

    @Test
    void routesTellWhereTheyComeFrom() {
        Route route = lowdefy.context().getRoute("create_payment_intent");

        assertThat(route.getSourceLocation())
                .isEqualTo("classpath:lowdefy/documentation.lowdefy.yaml:21");
        assertThat(route.getSourceLocationShort()).isEqualTo("documentation.lowdefy.yaml:21");
        assertThat(route.getDescription())
                .isEqualTo("paymentIntents.create of the connection stripe");
    }

    @Test
    void aRequestNobodyLoadedIsSaidToBeMissing() {
        Exchange answered = lowdefy.send("stripe:lowdefy/list_custmers", null);

        assertThat(answered.getException())
                .hasMessage(
                        "stripe:lowdefy/list_custmers names no request of a loaded Lowdefy file; there are create_payment_intent, list_customers, retrieve_checkout_session.");
        assertThat(lowdefy.server().arrivals()).isZero();
    }
}
