// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.sandbox.SandboxConfiguration;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.webhook.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Main main = new Main();
    private String shop;
    private StripeSandbox stripe;

    @BeforeEach
    void start() throws IOException {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (ServerSocket free = new ServerSocket(0)) {
            shop = "http://localhost:" + free.getLocalPort();
            main.addOverrideProperty("camel.server.port", "" + free.getLocalPort());
        }
        // the test pays itself
        main.addOverrideProperty("camel.main.auto-startup-exclude-pattern", "customers");
        main.configure().setProfile("sandbox");
        main.start();
        stripe =
                ((SandboxConfiguration)
                                main.getCamelContext()
                                        .getComponent("stripe", StripeComponent.class)
                                        .getConfiguration())
                        .sandbox();
    }

    @AfterEach
    void stop() {
        main.stop();
        System.setOut(console);
    }

    @Test
    void shipsWhatACustomerPaysOnThePageOnce() throws Exception {
        stripe.faults().next(Fault.DUPLICATE_DELIVERY);
        HttpResponse<Void> paid = post(page(), FORM, "number=4242424242424242");

        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location")).hasValue(shop + "/thanks");
        assertThat(printed()).containsOnlyOnce("is paid: 1200 eur in minor units. It is shipped.");
        assertThat(stripe.webhooks().deliveries()).extracting(Delivery::status).containsOnly(200);
    }

    @Test
    void raisesTheAlarmWhenABankTakesMoneyBack() throws Exception {
        post(page(), FORM, "number=4000000000000259");

        assertThat(printed()).containsOnlyOnce("1200 eur are disputed as fraudulent");
    }

    @Test
    void shipsNothingForADeliveryThatStripeDidNotSign() throws Exception {
        int status =
                post(
                                shop + "/stripe",
                                "application/json",
                                "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\"}")
                        .statusCode();

        assertThat(status).isEqualTo(400);
        assertThat(printed())
                .contains("refused a delivery with 400: The Stripe-Signature header is missing")
                .doesNotContain("is paid", "whsec_");
    }

    @Test
    void takesTheMoneyOfTheCustomersThatTheSandboxBrings() throws Exception {
        main.getCamelTemplate().sendBodyAndHeader("direct:pay", "", "card", "pm_card_visa");

        assertThat(printed()).containsOnlyOnce("Order pm_card_visa is paid: 2000 eur");
    }

    /** Where the shop sends the browser to. */
    private String page() throws Exception {
        HttpResponse<Void> buy = post(shop + "/buy", FORM, "");
        assertThat(buy.statusCode()).isEqualTo(303);
        return buy.headers().firstValue("Location").orElseThrow();
    }

    private String printed() throws InterruptedException {
        stripe.webhooks().awaitIdle(Duration.ofSeconds(20));
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static HttpResponse<Void> post(String url, String type, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding());
    }
}
