// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.service.V1Services;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StripeSandboxExtension.class)
class IdempotencyTest {

    /** The common pool has one thread on two processors, and these wait. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private StripeSandbox sandbox;
    private V1Services stripe;

    @BeforeEach
    void connect() {
        stripe = Clients.stripe(sandbox);
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndDoesNothingTwice() throws StripeException {
        Customer first = create("once", "a@example.com");
        Customer again = create("once", "a@example.com");

        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(again.getLastResponse().headers().firstValue("Original-Request"))
                .hasValue(first.getLastResponse().requestId());
        assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(sandbox.customers().with("email", "a@example.com").count()).isEqualTo(1);
    }

    @Test
    void theSameKeyWithOtherParametersIsRefused() throws StripeException {
        create("params", "a@example.com");
        IdempotencyException refused =
                catchThrowableOfType(
                        IdempotencyException.class, () -> create("params", "b@example.com"));
        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused)
                .hasMessageStartingWith(
                        "Keys for idempotent requests can only be used with the same parameters")
                .hasMessageContaining("'params'");
    }

    @Test
    void theSameKeyForAnotherEndpointIsRefused() {
        send(sandbox, "POST", "/v1/customers", "", "Idempotency-Key", "endpoint");
        HttpResponse<String> other =
                send(sandbox, "POST", "/v1/products", "name=x", "Idempotency-Key", "endpoint");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body())
                .contains("idempotency_error")
                .contains("('/v1/products' vs '/v1/customers')");
    }

    @Test
    void theOrderOfParametersDoesNotMatter() {
        String one =
                send(sandbox, "POST", "/v1/customers", "name=a&phone=1", "Idempotency-Key", "order")
                        .body();
        assertThat(
                        send(
                                        sandbox,
                                        "POST",
                                        "/v1/customers",
                                        "phone=1&name=a",
                                        "Idempotency-Key",
                                        "order")
                                .body())
                .isEqualTo(one);
    }

    @Test
    void whatFailedValidationMayBeCorrectedUnderTheSameKey() {
        String path = "/v1/webhook_endpoints";
        String body = "url=http://127.0.0.1/&enabled_events[]=*";
        HttpResponse<String> invalid = send(sandbox, "POST", path, "", "Idempotency-Key", "fix");
        HttpResponse<String> valid = send(sandbox, "POST", path, body, "Idempotency-Key", "fix");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(valid.statusCode()).isEqualTo(200);
    }

    @Test
    void anErrorOfTheWorkItselfIsRepeatedToo() {
        String path = "/v1/customers/cus_later";
        String first = send(sandbox, "POST", path, "name=a", "Idempotency-Key", "err").body();
        HttpResponse<String> again =
                send(sandbox, "POST", path, "name=a", "Idempotency-Key", "err");
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).isEqualTo(first);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    }

    @Test
    void aKeyIsForgottenAfterADay() throws StripeException {
        Customer first = create("day", "a@example.com");
        sandbox.clock().advance(Duration.ofHours(23));
        assertThat(create("day", "a@example.com").getId()).isEqualTo(first.getId());
        sandbox.clock().advance(Duration.ofHours(2));
        assertThat(create("day", "a@example.com").getId()).isNotEqualTo(first.getId());
    }

    @Test
    void accountsDoNotShareKeys() {
        try (StripeSandbox own = StripeSandbox.builder().account("acct_other").start()) {
            String here = send(own, "POST", "/v1/customers", "", "Idempotency-Key", "k").body();
            String there =
                    send(
                                    own,
                                    "POST",
                                    "/v1/customers",
                                    "",
                                    "Idempotency-Key",
                                    "k",
                                    "Stripe-Account",
                                    "acct_other")
                            .body();
            assertThat(there).isNotEqualTo(here);
        }
    }

    @Test
    void aSecondRequestWhileTheFirstRunsConflicts() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (StripeSandbox slow =
                StripeSandbox.builder()
                        .behaviours(
                                table ->
                                        table.on(
                                                "POST /v1/customers",
                                                call -> {
                                                    running.countDown();
                                                    await(go);
                                                    return call.proceed();
                                                }))
                        .start()) {
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(
                            () -> send(slow, "POST", "/v1/customers", "", "Idempotency-Key", "k"),
                            THREADS);
            await(running);
            HttpResponse<String> second =
                    send(slow, "POST", "/v1/customers", "", "Idempotency-Key", "k");
            go.countDown();
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(second.body()).contains("idempotency_key_in_use");
            assertThat(first.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aKeyOf256CharactersIsTooLong() {
        HttpResponse<String> answer =
                send(sandbox, "POST", "/v1/customers", "", "Idempotency-Key", "k".repeat(256));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("up to 255 characters");
    }

    private Customer create(String key, String email) throws StripeException {
        return stripe.customers()
                .create(
                        CustomerCreateParams.builder().setEmail(email).build(),
                        RequestOptions.builder().setIdempotencyKey(key).build());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
