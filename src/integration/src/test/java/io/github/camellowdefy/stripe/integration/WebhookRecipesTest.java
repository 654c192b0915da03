// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.event.InvalidEventException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes of the guide to events, which {@link WebhookGuideTest} finds in there. */
class WebhookRecipesTest {

    private static final String SECRET = "whsec_of_the_recipes";
    private static final String EVENT =
            "{\"id\":\"evt_1Recipe\",\"object\":\"event\",\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"pi_1\"}}}";

    private final WebhookSandbox stripe = new WebhookSandbox();
    private final List<Object> types = new CopyOnWriteArrayList<>();
    private WebhookServer server;

    @AfterEach
    void close() throws Exception {
        server.close();
        stripe.close();
    }

    @Test
    void servesEitherSourceWithOneRoute() throws Exception {
        serve(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        interceptFrom("direct:event").process(WebhookRecipesTest.this::note);

                        from("stripe:events?types=payment_intent.succeeded,charge.dispute.*") // polled
                                .to("direct:event");
                        from("stripe:webhook?path=/stripe&webhookSecret={{webhook.secret}}") // pushed
                                .to("direct:event");

                        from("direct:event")
                                .log("${header.CamelStripeEventType} ${body[data][object][id]}");
                    }
                });

        stripe.createPayment();
        assertThat(server.deliver(EVENT.formatted("charge.refunded"), SECRET).statusCode())
                .isEqualTo(200);

        await().untilAsserted(
                        () ->
                                assertThat(types)
                                        .containsExactlyInAnyOrder(
                                                "payment_intent.succeeded", "charge.refunded"));
    }

    @Test
    void checksDeliveriesBehindAnyOtherHttpFront() throws Exception {
        serve(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(
                                        SignatureVerificationException.class,
                                        InvalidEventException.class)
                                .handled(true)
                                .removeHeaders("*", "CamelHttpResponseCode")
                                .setBody(simple("${exception.message}"));

                        from("platform-http:/stripe?httpMethodRestrict=POST")
                                .to(
                                        "stripe:webhooks/constructEvent?webhookSecret={{webhook.secret}}")
                                .to("direct:event")
                                .removeHeaders("*")
                                .setBody(constant(""));

                        from("direct:event").process(WebhookRecipesTest.this::note);
                    }
                });

        String event = EVENT.formatted("charge.refunded");

        assertThat(server.deliver(event, SECRET).statusCode()).isBetween(200, 299);
        HttpResponse<String> refusal = server.deliver(event, "whsec_of_somebody_else");
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.body())
                .startsWith("No signature of the delivery matches its body")
                .doesNotContain("Exception", "evt_1Recipe");
        assertThat(refusal.headers().map()).doesNotContainKey("stripe-signature");
        byte[] form = event.getBytes(UTF_8);
        assertThat(
                        server.post(
                                        form,
                                        "application/x-www-form-urlencoded",
                                        WebhookServer.signature(form, SECRET))
                                .statusCode())
                .isEqualTo(400);
        assertThat(types).hasSize(1);
    }

    @Test
    void sendsEachTypeItsOwnWay() throws Exception {
        serve(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:charge.refunded").process(WebhookRecipesTest.this::note);
                        from("stripe:webhook?webhookSecret={{webhook.secret}}").to("direct:event");

                        from("direct:event")
                                .toD(
                                        "direct:${header.CamelStripeEventType}?failIfNoConsumers=false&block=false");
                    }
                });

        assertThat(server.deliver(EVENT.formatted("payout.paid"), SECRET).statusCode())
                .isEqualTo(200);
        assertThat(types).isEmpty();
        assertThat(server.deliver(EVENT.formatted("charge.refunded"), SECRET).statusCode())
                .isEqualTo(200);
        assertThat(types).hasSize(1);
    }

    @Test
    void sendsEachTypeItsOwnWayAndToTheAudit() throws Exception {
        serve(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:charge.refunded").process(WebhookRecipesTest.this::note);
                        from("direct:audit").process(WebhookRecipesTest.this::note);
                        from("stripe:webhook?webhookSecret={{webhook.secret}}").to("direct:event");

                        from("direct:event")
                                .recipientList(
                                        simple(
                                                "direct:${header.CamelStripeEventType}?failIfNoConsumers=false&block=false,direct:audit"));
                    }
                });

        server.deliver(EVENT.formatted("payout.paid"), SECRET);
        assertThat(types).containsExactly("payout.paid");
        server.deliver(EVENT.formatted("charge.refunded"), SECRET);
        assertThat(types).containsExactly("payout.paid", "charge.refunded", "charge.refunded");
    }

    private void serve(RouteBuilder recipe) throws Exception {
        server = WebhookServer.start(WebhookFront.named("platform-http-main"), stripe.sandbox());
        server.context().getPropertiesComponent().addInitialProperty("webhook.secret", SECRET);
        server.context().addRoutes(recipe);
    }

    private void note(Exchange exchange) {
        types.add(exchange.getMessage().getBody(Map.class).get("type"));
    }
}
