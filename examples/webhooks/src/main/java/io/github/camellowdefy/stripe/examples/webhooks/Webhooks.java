// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.webhooks;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.webhook.Delivery;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * A shop that takes Stripe's webhooks with the routes of {@code routes/webhooks.camel.yaml}. A
 * sandbox in this process plays Stripe and the customer; nothing leaves the machine.
 */
public final class Webhooks {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PrintStream out;
    private final StripeSandbox stripe;
    private final String shop;
    private int reported;

    private Webhooks(PrintStream out, StripeSandbox stripe, String shop) {
        this.out = out;
        this.stripe = stripe;
        this.shop = shop;
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String shop = "http://" + HOST + ':' + freePort();
        try (StripeSandbox stripe = StripeSandbox.start()) {
            out.println("Stripe is a sandbox at " + stripe.url() + ", the shop is at " + shop);
            Main main = camel(stripe, shop);
            main.start();
            try (ProducerTemplate customer = main.getCamelContext().createProducerTemplate()) {
                new Webhooks(out, stripe, shop).play(customer);
            } finally {
                main.stop();
            }
        }
    }

    private static Main camel(StripeSandbox stripe, String shop) {
        Main main = new Main();
        main.configure().setRoutesIncludePattern("classpath:routes/*.yaml");
        main.configure()
                .httpServer()
                .withEnabled(true)
                .withHost(HOST)
                .withPort(URI.create(shop).getPort());
        main.addInitialProperty("shop.url", shop);
        main.bind("sandbox", stripe.configuration());
        main.addInitialProperty("camel.component.stripe.configuration", "#bean:sandbox");
        return main;
    }

    private void play(ProducerTemplate customer) throws Exception {
        stripe.faults().next(Fault.DUPLICATE_DELIVERY);
        out.println("\n== A customer pays, and Stripe happens to tell it twice");
        Map<?, ?> payment =
                customer.requestBody(
                        "stripe:paymentIntents/create",
                        Map.of(
                                "amount",
                                2000,
                                "currency",
                                "eur",
                                "payment_method",
                                "pm_card_visa",
                                "payment_method_types",
                                new String[] {"card"},
                                "confirm",
                                true,
                                "metadata",
                                Map.of("order", "6735")),
                        Map.class);
        report();

        out.println("\n== The customer's bank takes the money back");
        stripe.createDispute((String) payment.get("latest_charge"));
        report();

        out.println("\n== A stranger claims that order 6736 is paid");
        out.println("           answered with " + forge());
    }

    /** Waits for the deliveries that are under way and prints how the shop answered them. */
    private void report() throws InterruptedException {
        stripe.webhooks().awaitIdle(PATIENCE);
        for (; reported < stripe.webhooks().deliveries().size(); reported++) {
            Delivery delivery = stripe.webhooks().deliveries().get(reported);
            out.printf(
                    "           %s of %s answered with %d%n",
                    delivery.event(), delivery.type(), delivery.status());
        }
    }

    private int forge() throws IOException, InterruptedException {
        String event =
                "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\"}";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(shop + "/stripe"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(event))
                        .build();
        HttpResponse<Void> answer =
                HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        return answer.statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
