// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StripeSandboxExtension.class)
class FrontDoorTest {

    /** The common pool has one thread on two processors, and these wait. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static StripeSandbox shared;
    private StripeSandbox field;

    @Test
    void aTestGetsOneSandboxWhicheverWayItAsks(StripeSandbox parameter) {
        assertThat(parameter).isSameAs(field).isSameAs(shared);
        assertThat(parameter.url()).isEqualTo("http://127.0.0.1:" + parameter.port());
    }

    @Test
    void everyAnswerHasStripesHeaders() {
        HttpResponse<String> answer =
                send(
                        field,
                        "POST",
                        "/v1/customers",
                        "",
                        "Stripe-Version",
                        "2023-08-16",
                        "Idempotency-Key",
                        "headers");
        assertThat(answer.headers().firstValue("Request-Id").orElseThrow()).startsWith("req_");
        assertThat(answer.headers().firstValue("Stripe-Version")).hasValue("2023-08-16");
        assertThat(answer.headers().firstValue("Idempotency-Key")).hasValue("headers");
        assertThat(send(field, "GET", "/v1/customers", null).headers().firstValue("Stripe-Version"))
                .hasValue(SandboxBuilder.API_VERSION);
    }

    @Test
    void anAnswerIsCompressedForThoseWhoAcceptIt() throws Exception {
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(field.url() + "/v1/customers"))
                                        .header("Authorization", "Bearer " + field.secretKey())
                                        .header("Accept-Encoding", "gzip, deflate")
                                        .build(),
                                BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .asString()
                .startsWith("{\"object\":\"list\"");
    }

    @Test
    void http2IsSpokenInTheClear() throws Exception {
        HttpResponse<String> answer = get(HttpClient.newHttpClient(), field);
        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void tlsIsSpokenWithACertificateOfItsOwn() throws Exception {
        try (StripeSandbox secure = StripeSandbox.builder().tls().start()) {
            assertThat(secure.url()).startsWith("https://");
            HttpClient.Builder client = HttpClient.newBuilder().sslContext(secure.sslContext());
            assertThat(get(client.build(), secure).version()).isEqualTo(Version.HTTP_2);
            HttpResponse<String> old = get(client.version(Version.HTTP_1_1).build(), secure);
            assertThat(old.version()).isEqualTo(Version.HTTP_1_1);
            assertThat(old.statusCode()).isEqualTo(200);
            assertThat(secure.certificate()).startsWith("-----BEGIN CERTIFICATE-----\n");
            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), secure))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFaultCutsAStreamOfHttp2Too() throws Exception {
        try (StripeSandbox secure = StripeSandbox.builder().tls().start()) {
            HttpClient client = HttpClient.newBuilder().sslContext(secure.sslContext()).build();
            for (Fault fault :
                    List.of(Fault.TRUNCATED_BODY, Fault.RESET_AFTER, Fault.CLOSE_BEFORE)) {
                secure.faults().next(fault);
                assertThatThrownBy(() -> get(client, secure)).isInstanceOf(IOException.class);
                assertThat(get(client, secure).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void withoutTlsThereIsNoCertificate() {
        assertThatThrownBy(field::sslContext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("builder().tls()");
    }

    @Test
    void twoSandboxesShareNothing() throws StripeException {
        try (StripeSandbox other = StripeSandbox.start()) {
            String id =
                    Clients.stripe(other)
                            .customers()
                            .create(CustomerCreateParams.builder().build())
                            .getId();
            assertThat(other.customers().with("id", id).count()).isEqualTo(1);
            assertThat(field.customers().with("id", id).count()).isZero();
        }
    }

    @Test
    void theSameSeedGivesTheSameIds() {
        assertThat(firstId(7)).isEqualTo(firstId(7)).isNotEqualTo(firstId(8));
    }

    @Test
    void stateOutlivesTheProcessInASnapshot(@TempDir Path folder) {
        Path file = folder.resolve("state.json");
        String created;
        String secretOfEndpoint;
        try (StripeSandbox first = StripeSandbox.builder().seed(1).snapshot(file).start()) {
            created =
                    send(first, "POST", "/v1/customers", "name=Ada", "Idempotency-Key", "k").body();
            secretOfEndpoint =
                    send(
                                    first,
                                    "POST",
                                    "/v1/webhook_endpoints",
                                    "url=http://127.0.0.1:1/&enabled_events[]=charge.failed")
                            .body();
            send(first, "POST", "/v1/customers", "name=Gone");
            String gone = first.customers().with("name", "Gone").list().get(0).get("id").toString();
            send(first, "DELETE", "/v1/customers/" + gone, null);
        }
        assertThat(file).content().contains("whsec_");
        try (StripeSandbox second = StripeSandbox.builder().seed(1).snapshot(file).start()) {
            assertThat(second.customers().list())
                    .singleElement()
                    .satisfies(customer -> assertThat(customer).containsEntry("name", "Ada"));
            assertThat(second.events().count()).isEqualTo(3);
            HttpResponse<String> again =
                    send(second, "POST", "/v1/customers", "name=Ada", "Idempotency-Key", "k");
            assertThat(again.body()).isEqualTo(created);
            assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
            String fresh = send(second, "POST", "/v1/customers", "").body();
            assertThat(fresh).isNotEqualTo(created);
            assertThat(second.customers().list().get(0)).containsEntry("name", null);
            assertThat(secretOfEndpoint).contains("whsec_");
        }
    }

    @Test
    void aFileThatIsNoSnapshotIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), "{\"version\": 99}");
        SandboxBuilder builder = StripeSandbox.builder().snapshot(file);
        assertThatThrownBy(builder::start).hasMessageContaining("is no snapshot of this sandbox");
        assertThat(file).hasContent("{\"version\": 99}");
    }

    @Test
    void requestsBeyondTheLimitAreRefusedWhenThereIsOne() {
        try (StripeSandbox limited = StripeSandbox.builder().requestsPerSecond(2).start()) {
            HttpResponse<String> answer;
            do {
                answer = send(limited, "GET", "/v1/customers", null);
            } while (answer.statusCode() == 200);
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).contains("rate_limit");
            assertThat(answer.headers().firstValue("Stripe-Rate-Limited-Reason")).isPresent();
        }
    }

    @Test
    void latencyDelaysAnswersAndNotWork() {
        try (StripeSandbox slow = StripeSandbox.builder().latency(Duration.ofHours(1)).start()) {
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(
                            () -> send(slow, "POST", "/v1/customers", ""), THREADS);
            await().until(() -> slow.customers().count() == 1);
            assertThat(answer).isNotDone();
        }
    }

    @Test
    void aPortInUseIsSaidSo() {
        SandboxBuilder builder = StripeSandbox.builder().port(field.port());
        assertThatThrownBy(builder::start)
                .hasMessageContaining("could not listen on port " + field.port());
    }

    @Test
    void wrongChoicesAreRefusedInWords() {
        SandboxBuilder builder = StripeSandbox.builder();
        assertThatThrownBy(() -> builder.port(-1)).hasMessageContaining("0 to 65535, read -1");
        assertThatThrownBy(() -> builder.secretKey("sk_live_x"))
                .hasMessageContaining("sk_test_")
                .hasMessageNotContaining("sk_live_x");
        assertThatThrownBy(() -> builder.account("nobody")).hasMessageContaining("acct_");
        assertThatThrownBy(() -> builder.faults(1.5, Fault.HANG))
                .hasMessageContaining("between 0 and 1");
    }

    @Test
    void assertionsCountByMetadata() throws StripeException {
        StripeClient stripe = Clients.builder(field).build();
        for (String order : List.of("7", "8", "7")) {
            stripe.v1()
                    .customers()
                    .create(
                            CustomerCreateParams.builder()
                                    .putMetadata("order", order)
                                    .setBalance(100L)
                                    .build());
        }
        assertThat(field.customers().withMetadata("order", "7").count()).isEqualTo(2);
        assertThat(field.customers().withMetadata("order", "7").sum("balance")).isEqualTo(200);
        assertThat(field.customers().withMetadata("order", "9").list()).isEmpty();
        assertThat(field.charges().count()).isZero();
    }

    private static String firstId(long seed) {
        try (StripeSandbox sandbox = StripeSandbox.builder().seed(seed).start()) {
            send(sandbox, "POST", "/v1/customers", "");
            return sandbox.customers().list().get(0).get("id").toString();
        }
    }

    private static HttpResponse<String> get(HttpClient client, StripeSandbox sandbox)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + "/v1/customers"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + sandbox.secretKey())
                        .build(),
                BodyHandlers.ofString());
    }
}
