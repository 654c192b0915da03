// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.StripeConstants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A webhook is down for an hour; a poller beside it fills in what it has missed. */
class WebhookCatchUpTest {

    /** Long enough ago that all that happens has passed by the clock of the machine. */
    private static final Instant START = Instant.now().minus(Duration.ofHours(12));

    private final WebhookSandbox stripe = new WebhookSandbox(START);
    private final WebhookFront jetty = WebhookFront.named("Jetty").keepingItsPort();
    private final MemoryStateRepository offsets = new MemoryStateRepository();
    private final MemoryIdempotentRepository seen = new MemoryIdempotentRepository();
    private final List<String> processed = new CopyOnWriteArrayList<>();
    private String secret;
    private WebhookServer server;

    @BeforeEach
    void start() throws Exception {
        // what has started already outlives the contexts
        offsets.start();
        seen.start();
        server = WebhookServer.start(jetty, stripe.sandbox());
        secret = stripe.createEndpoint(server.url()).getSecret();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        stripe.close();
    }

    @Test
    void losesNothingAndRunsNothingTwice() throws Exception {
        serve();
        stripe.createCustomer("before");
        assertThat(stripe.answers()).containsExactly(200);
        server.close();
        for (int i = 0; i < 6; i++) {
            stripe.createCustomer("while the webhook is down " + i);
            stripe.advance(Duration.ofMinutes(10));
        }
        assertThat(stripe.answers()).hasSizeGreaterThan(7).containsOnlyOnce(200);

        server = WebhookServer.start(jetty, stripe.sandbox());
        serve();
        stripe.createCustomer("while it is up again");
        await().until(() -> processed.size() >= 8);
        stripe.advance(Duration.ofHours(6));

        assertThat(stripe.undelivered()).isEmpty();
        assertThat(processed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(stripe.eventIds("customer.created"));
    }

    private void serve() throws Exception {
        server.context().getPropertiesComponent().addInitialProperty("webhook.secret", secret);
        server.context().getPropertiesComponent().addInitialProperty("sweep.every", "200");
        server.context().getRegistry().bind("offsets", offsets);
        server.context().getRegistry().bind("seen", seen);
        server.context()
                .addRoutes(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("direct:event").process(WebhookCatchUpTest.this::note);

                                from("stripe:webhook?path=/stripe&webhookSecret={{webhook.secret}}"
                                                + "&idempotentRepository=#bean:seen")
                                        .to("direct:event");
                                from("stripe:events?deliverySuccess=false&minAge=120000&delay={{sweep.every:600000}}"
                                                + "&offsetRepository=#bean:offsets&idempotentRepository=#bean:seen")
                                        .routeId("sweep")
                                        .to("direct:event");
                            }
                        });
    }

    private void note(Exchange exchange) {
        processed.add(exchange.getMessage().getHeader(StripeConstants.EVENT_ID, String.class));
    }
}
