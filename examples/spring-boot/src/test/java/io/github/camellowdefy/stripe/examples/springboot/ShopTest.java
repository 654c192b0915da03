// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("sandbox")
@ExtendWith(OutputCaptureExtension.class)
class ShopTest {

    private static String shop;

    @Autowired private StripeSandbox sandbox;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            shop = "http://127.0.0.1:" + port;
            properties.add("server.port", () -> port);
            properties.add("shop.url", () -> shop);
        }
    }

    @Test
    void sellsShipsOnceAndRefundsOnce(CapturedOutput output) throws Exception {
        String session =
                post("/checkout?product=tea").body().lines().findFirst().orElseThrow().substring(8);
        assertThat(post("/pay?session=" + session).body()).contains("has paid 1200 eur");
        sandbox.webhooks().awaitIdle(Duration.ofSeconds(20));
        String thanks = get("/thanks?session=" + session).body();
        String payment = thanks.substring(thanks.indexOf("pi_")).strip();
        for (int i = 0; i < 2; i++) {
            assertThat(post("/refund?payment=" + payment).body()).contains("refunded 1200 eur");
        }

        assertThat(thanks).contains("Your order is paid.");
        assertThat(get("/payments").body()).contains(payment);
        assertThat(sandbox.refunds().count()).isOne();
        assertThat(output.getOut()).containsOnlyOnce("tea is paid: 1200 eur. It is shipped.");
    }

    @Test
    void saysWhatItSellsAndWhatStripeDoesNotKnow() throws Exception {
        HttpResponse<String> product = post("/checkout?product=gold");
        assertThat(product.statusCode()).isEqualTo(400);
        assertThat(product.body()).contains("The shop sells", "teapot");

        HttpResponse<String> session = get("/thanks?session=cs_test_none");
        assertThat(session.statusCode()).isEqualTo(400);
        assertThat(session.body()).contains("cs_test_none");
    }

    private static HttpResponse<String> post(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(shop + path)).POST(BodyPublishers.noBody()));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(shop + path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
