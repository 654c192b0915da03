// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeWebhookConfiguration;
import io.github.camellowdefy.stripe.consumer.EventRoute;
import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.poll.EventClaims;
import io.github.camellowdefy.stripe.webhook.Deliveries;
import io.github.camellowdefy.stripe.webhook.Deliveries.Delivery;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

class WebhookHandlerTest {

    private static final Delivery SNAPSHOT = Deliveries.named("snapshot");

    @Test
    void leavesAnEventToTheNextDeliveryWhenItIsStoppedBeforeTheRouteRuns() throws Exception {
        MemoryIdempotentRepository seen = new MemoryIdempotentRepository();
        seen.start();
        DeliveryReader deliveries =
                new DeliveryReader(
                        new StripeWebhookConfiguration(),
                        () -> List.of(Deliveries.CURRENT),
                        Deliveries.CLOCK);
        WebhookHandler stopping =
                new WebhookHandler(
                        "/stripe",
                        deliveries,
                        EventTypes.ALL,
                        seen,
                        new EventRoute(null, null, null, null, null),
                        task -> {
                            throw new RejectedExecutionException();
                        });
        Exchange http = new DefaultExchange(new DefaultCamelContext());
        http.getMessage().setBody(SNAPSHOT.payload());
        http.getMessage().setHeader("Stripe-Signature", SNAPSHOT.header());

        stopping.process(http);

        assertThat(http.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(500);
        assertThat(EventClaims.claim(seen, "evt_3PxKj2LkdIwHu7ix0Q1w2e3r").isMine()).isTrue();
    }
}
