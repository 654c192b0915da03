// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.ExpiredKeyException;
import io.github.camellowdefy.stripe.call.GeneratedKey;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Idempotency keys and secret keys, from attempt to attempt. */
class KeysTest {

    private static final IOException LOST = new IOException("Connection reset");

    private final VirtualTimeline time = new VirtualTimeline();
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void aCallWithoutAKeyGetsOneAndKeepsIt() {
        StripeCallFuture call = open(retries(2)).send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().fail(LOST);
        time.advance(Duration.ofSeconds(1));
        transport.last().ok();

        assertThat(call.idempotencyKey()).startsWith("camel-stripe-");
        assertThat(transport.sent())
                .extracting(sent -> sent.header("Idempotency-Key"))
                .containsExactly(call.idempotencyKey(), call.idempotencyKey());
        assertThat(call.join().idempotencyKey()).isEqualTo(call.idempotencyKey());
    }

    @Test
    void aGeneratedKeyThatIsTooOldIsNotSent() throws Exception {
        StripeConnection connection = open(retries(0));
        String old = GeneratedKey.at(Instant.now().minus(Duration.ofHours(24)));
        StripeCallFuture call = connection.send(SampleCalls.create(old), AnswerFormat.MAP);

        assertThat(SampleCalls.failure(call)).isInstanceOf(ExpiredKeyException.class);
        assertThat(transport.sent()).isEmpty();
        assertThat(connection.snapshot().waitingToRetry()).isZero();
    }

    @Test
    void twoCallsNeverShareAKey() {
        StripeConnection connection = open(retries(0));

        assertThat(connection.send(SampleCalls.create(), AnswerFormat.MAP).idempotencyKey())
                .isNotEqualTo(
                        connection.send(SampleCalls.create(), AnswerFormat.MAP).idempotencyKey());
    }

    @Test
    void onlyOperationsThatTakeAKeyGetOne() {
        StripeConnection connection = open(retries(0));
        connection.send(SampleCalls.list(), AnswerFormat.MAP);
        connection.send(
                SampleCalls.of(SampleCalls.DELETE_CUSTOMER, List.of("cus_1"), Map.of()),
                AnswerFormat.MAP);
        connection.send(
                SampleCalls.of(SampleCalls.DELETE_DESTINATION, List.of("ed_1"), Map.of()),
                AnswerFormat.MAP);
        connection.send(
                SampleCalls.of(SampleCalls.CREATE_METER_EVENT, List.of(), Map.of()),
                AnswerFormat.MAP);

        assertThat(transport.sent())
                .extracting(sent -> sent.header("Idempotency-Key") != null)
                .containsExactly(false, false, true, true);
    }

    @Test
    void aRotatedKeyIsUsedByTheNextAttempt() {
        AtomicReference<String> key = new AtomicReference<>("sk_test_old");
        open(retries(1).secretKey(key::get)).send(SampleCalls.create(), AnswerFormat.MAP);
        key.set("sk_test_new");
        transport.last().fail(LOST);
        time.advance(Duration.ofSeconds(1));

        assertThat(transport.sent())
                .extracting(sent -> sent.header("Authorization"))
                .containsExactly("Bearer sk_test_old", "Bearer sk_test_new");
    }

    @Test
    void aKeyThatHasGoneBadLeavesALostAnswerOpen() throws Exception {
        AtomicReference<String> key = new AtomicReference<>("sk_test_old");
        StripeCallFuture call =
                open(retries(1).secretKey(key::get)).send(SampleCalls.create(), AnswerFormat.MAP);
        key.set("");
        transport.last().fail(LOST);
        time.advance(Duration.ofSeconds(1));

        assertThat(SampleCalls.failure(call))
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasCauseInstanceOf(InvalidStripeCallException.class);
        assertThat(call.report().open()).isTrue();
    }

    @Test
    void aCallMayBringItsOwnSecretKey() {
        CallOptions options = new CallOptions(null, null, null, null, "rk_test_other", null, null);
        open(retries(0)).send(SampleCalls.list().with(options), AnswerFormat.MAP);

        assertThat(transport.last().header("Authorization")).isEqualTo("Bearer rk_test_other");
    }

    private StripeConnection open(Connecting connecting) {
        return connecting.open(time, transport);
    }

    private static Connecting retries(int retries) {
        return Connecting.to("http://127.0.0.1:1").retries(retries);
    }
}
