// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static io.github.camellowdefy.stripe.integration.WebhookServer.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeConstants;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The webhook behind every HTTP server Camel users have, with real requests. */
@ParameterizedClass
@MethodSource("fronts")
class WebhookFrontsTest {

    private static final String SECRET = "whsec_of_the_front";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String NAME = "Zoë Müller 咖啡 😀";
    private static final String EVENT =
            """
            {
              "id": "evt_1Front",
              "object": "event",
              "type": "customer.created",
              "created": 1790000000,
              "data": {"object": {"id": "cus_1", "object": "customer", "name": "%s"}}
            }
            """
                    .formatted(NAME);

    private final WebhookFront front;
    private final WebhookSandbox stripe = new WebhookSandbox();
    private WebhookServer server;

    WebhookFrontsTest(WebhookFront front) {
        this.front = front;
    }

    static Stream<WebhookFront> fronts() {
        return WebhookFront.all();
    }

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
        }
        stripe.close();
    }

    @Test
    void takesWhatIsSignedAndRunsTheRouteOnce() throws Exception {
        serve();

        HttpResponse<String> answer = server.deliver(EVENT, SECRET);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(names()).containsExactly(NAME);
    }

    @Test
    void checksTheBytesThatWereSentWhateverTheRequestSaysTheyAre() throws Exception {
        serve();
        byte[] payload = EVENT.getBytes(UTF_8);

        for (String contentType :
                List.of(JSON, "application/json", "application/json; charset=iso-8859-1")) {
            HttpResponse<String> answer =
                    server.post(payload, contentType, signature(payload, SECRET));
            assertThat(answer.statusCode()).as(contentType).isEqualTo(200);
        }

        assertThat(names()).containsExactly(NAME, NAME, NAME);
    }

    @Test
    void refusesWhatWasChangedOrNotSigned() throws Exception {
        serve();
        byte[] payload = EVENT.getBytes(UTF_8);
        byte[] changed = EVENT.replace("cus_1", "cus_2").getBytes(UTF_8);

        assertThat(server.post(changed, JSON, signature(payload, SECRET)).statusCode())
                .isEqualTo(400);
        assertThat(server.post(payload, JSON, null).statusCode()).isEqualTo(400);
        assertThat(server.post(payload, JSON, "").statusCode()).isEqualTo(400);
        assertThat(server.deliver(EVENT, "whsec_of_somebody_else").statusCode()).isEqualTo(400);
        assertThat(server.post(new byte[0], JSON, signature(payload, SECRET)).statusCode())
                .isEqualTo(400);
        assertThat(server.events()).isEmpty();
    }

    @Test
    void refusesASignatureThatWasSentTwice() throws Exception {
        serve();
        byte[] payload = EVENT.getBytes(UTF_8);
        HttpRequest.Builder twice =
                server.request()
                        .header("Content-Type", JSON)
                        .header("Stripe-Signature", signature(payload, SECRET))
                        .header("Stripe-Signature", signature(payload, SECRET))
                        .POST(BodyPublishers.ofByteArray(payload));

        assertThat(server.send(twice).statusCode()).isEqualTo(400);
        assertThat(server.events()).isEmpty();
    }

    @Test
    void takesWhatIsSaidToBeAFormOnlyWhereItsServerLeftTheBytesAlone() throws Exception {
        serve();
        byte[] payload = EVENT.getBytes(UTF_8);

        HttpResponse<String> answer =
                server.post(
                        payload, "application/x-www-form-urlencoded", signature(payload, SECRET));

        assertThat(answer.statusCode()).isIn(200, 400);
        assertThat(server.events()).hasSize(answer.statusCode() == 200 ? 1 : 0);
    }

    @Test
    void saysWhyInOneSentenceThatQuotesNothing() throws Exception {
        serve();

        HttpResponse<String> answer = server.deliver(EVENT, "whsec_of_somebody_else");

        assertThat(answer.body())
                .startsWith("No signature of the delivery matches its body")
                .doesNotContain("whsec_", "cus_1", "evt_1Front");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("stripe"));
    }

    @Test
    void answersOtherMethodsThatItTakesOnlyPost() throws Exception {
        serve();

        assertThat(server.send(server.request().GET()).statusCode()).isEqualTo(405);
        assertThat(server.send(server.request().DELETE()).statusCode()).isEqualTo(405);
        assertThat(server.events()).isEmpty();
    }

    @Test
    void refusesABodyOverTheLimitWhetherOrNotItsLengthIsGiven() throws Exception {
        server = WebhookServer.start(front, stripe.sandbox());
        server.serve(Map.of("webhookSecret", SECRET, "webhookMaxPayloadSize", "1000"));
        byte[] large = (EVENT + " ".repeat(100_000)).getBytes(UTF_8);
        HttpRequest.Builder chunked =
                server.request()
                        .header("Content-Type", JSON)
                        .header("Stripe-Signature", signature(large, SECRET))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

        assertThat(server.post(large, JSON, signature(large, SECRET)).statusCode()).isEqualTo(413);
        assertThat(server.send(chunked).statusCode()).isEqualTo(413);
        assertThat(server.events()).isEmpty();
        assertThat(server.deliver(EVENT, SECRET).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsWhoeverIsStillSendingTenMegabytesThatTheyAreTooMany() throws Exception {
        serve();
        byte[] large = (EVENT + " ".repeat(10_000_000)).getBytes(UTF_8);

        assertThat(server.post(large, JSON, signature(large, SECRET)).statusCode()).isEqualTo(413);
        assertThat(server.events()).isEmpty();
    }

    @Test
    void checksBytesThatAreSaidToBeZipped() throws Exception {
        serve();
        byte[] payload = EVENT.getBytes(UTF_8);
        HttpRequest.Builder zipped =
                server.request()
                        .header("Content-Type", JSON)
                        .header("Content-Encoding", "gzip")
                        .header("Stripe-Signature", signature(payload, "whsec_of_somebody_else"))
                        .POST(BodyPublishers.ofByteArray(payload));

        assertThat(server.send(zipped).statusCode()).isEqualTo(400);
        assertThat(server.events()).isEmpty();
    }

    @Test
    void survivesAHeaderOfTenMegabytes() throws Exception {
        serve();
        byte[] payload = EVENT.getBytes(UTF_8);
        String header = signature(payload, SECRET) + ",v1=" + "0".repeat(10_000_000);

        assertThat(statusOrBrokenOff(payload, header)).isIn(0, 431);
        assertThat(server.events()).isEmpty();
        assertThat(server.deliver(EVENT, SECRET).statusCode()).isEqualTo(200);
    }

    @Test
    void isDeliveredAgainByStripeWhatTheRouteFailedOn() throws Exception {
        server = WebhookServer.start(front, stripe.sandbox());
        String secret = stripe.createEndpoint(server.url()).getSecret();
        server.serve(Map.of("webhookSecret", secret), failingOnce());

        stripe.createCustomer(NAME);
        assertThat(server.events()).isEmpty();
        stripe.advance(Duration.ofMinutes(5));

        assertThat(stripe.answers()).containsExactly(500, 200);
        assertThat(names()).containsExactly(NAME);
        assertThat(server.events().get(0).getHeader(StripeConstants.EVENT_TYPE))
                .isEqualTo("customer.created");
    }

    private static Processor failingOnce() {
        AtomicBoolean failed = new AtomicBoolean();
        return exchange -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("not today");
            }
        };
    }

    private void serve() throws Exception {
        server = WebhookServer.start(front, stripe.sandbox());
        server.serve(Map.of("webhookSecret", SECRET));
    }

    /** By a client of its own: the server closes a connection that may look fit for more. */
    private int statusOrBrokenOff(byte[] payload, String header) throws Exception {
        HttpRequest.Builder request =
                server.request()
                        .header("Content-Type", JSON)
                        .header("Stripe-Signature", header)
                        .POST(BodyPublishers.ofByteArray(payload));
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private List<Object> names() {
        return server.events().stream()
                .map(message -> message.getBody(Map.class))
                .map(event -> (Map<?, ?>) event.get("data"))
                .map(data -> (Map<?, ?>) data.get("object"))
                .<Object>map(customer -> customer.get("name"))
                .toList();
    }
}
