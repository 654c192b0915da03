// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many calls go out at once and in a second; in virtual time and without a network. */
class LimitsTest {

    private static final String LOCKED =
            "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"lock_timeout\",\"message\":\"Locked\"}}";
    private static final String TOO_MANY =
            "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Too many\"}}";

    private final VirtualTimeline time = new VirtualTimeline();
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void noMoreAreInFlightThanAllowed() {
        StripeConnection connection = open(limits().concurrent(3));
        send(connection, 10);

        assertThat(transport.sent()).hasSize(3);
        assertThat(connection.snapshot().inFlight()).isEqualTo(3);
        assertThat(connection.snapshot().queued()).isEqualTo(7);
        transport.sent(1).ok();
        assertThat(transport.sent()).hasSize(4);
        transport.sent(0).fail(new IOException("lost"));
        assertThat(transport.sent()).hasSize(5);
        assertThat(connection.snapshot().inFlight()).isEqualTo(3);
    }

    @Test
    void theOldestGoesFirst() {
        StripeConnection connection = open(limits().concurrent(1));
        send(connection, 50);
        for (int i = 0; i < 50; i++) {
            transport.last().ok();
        }

        assertThat(names()).containsExactlyElementsOf(numbered(50));
    }

    @Test
    void aRepeatedAttemptIsOlderThanWhoeverCameLater() {
        StripeConnection connection = open(limits().concurrent(1).retries(1));
        send(connection, 4);
        transport.last().answer(503, TOO_MANY, "retry-after", "1");
        time.advance(Duration.ofSeconds(1));
        transport.last().ok();
        transport.last().ok();

        assertThat(names()).containsExactly("name=0", "name=1", "name=0", "name=2");
    }

    @Test
    void theQueueHasAnEnd() throws Exception {
        StripeConnection connection = open(limits().concurrent(2).queued(3));
        List<StripeCallFuture> calls = send(connection, 6);

        assertThat(calls.subList(0, 5)).noneMatch(StripeCallFuture::isDone);
        assertThat(SampleCalls.failure(calls.get(5)))
                .isInstanceOf(StripeBusyException.class)
                .isInstanceOf(StripeNotSentException.class)
                .hasMessageContaining("2 calls are under way (maxConcurrentRequests)")
                .hasMessageContaining("3 are waiting (maxQueuedRequests)");
        assertThat(calls.get(5).report().outcome()).isEqualTo(CallOutcome.REJECTED);

        transport.sent(0).ok();
        assertThat(send(connection, 1).get(0)).isNotDone();
    }

    @Test
    void withoutAQueueWhatCannotGoAtOnceIsRejected() {
        StripeConnection connection = open(limits().concurrent(1).queued(0));

        List<StripeCallFuture> calls = send(connection, 2);

        assertThat(calls.get(0)).isNotDone();
        assertThat(calls.get(1)).isCompletedExceptionally();
    }

    @Test
    void aCancelledCallLeavesTheQueue() {
        StripeConnection connection = open(limits().concurrent(1).queued(2));
        List<StripeCallFuture> calls = send(connection, 3);
        calls.get(1).cancel(true);

        assertThat(connection.snapshot().queued()).isEqualTo(1);
        assertThat(send(connection, 1).get(0)).isNotDone();
        transport.last().ok();
        assertThat(names()).containsExactly("name=0", "name=2");
    }

    @Test
    void aLongQueueThatEndsAtOnceNeedsNoDeepStack() {
        transport.answeringBy(
                sent -> {
                    if (transport.sent().size() > 1) {
                        sent.ok();
                    }
                });
        StripeConnection connection = open(limits().concurrent(1).queued(20_000));
        List<StripeCallFuture> calls = send(connection, 20_000);

        transport.sent(0).ok();

        assertThat(calls).allMatch(call -> call.isDone() && !call.isCompletedExceptionally());
        assertThat(connection.snapshot().inFlight()).isZero();
        assertThat(connection.snapshot().queued()).isZero();
    }

    @Test
    void aBudgetIsSpentEvenly() {
        transport.answeringBy(ScriptedTransport.Sent::ok);
        List<Long> times = new ArrayList<>();
        transport.answeringBy(
                sent -> {
                    times.add(time.nanoTime());
                    sent.ok();
                });
        send(open(limits().perSecond(10)), 100);
        for (int i = 0; i < 1200; i++) {
            time.advance(Duration.ofMillis(10));
        }

        assertThat(times).hasSize(100).isSorted();
        assertThat(times.get(99) - times.get(0)).isEqualTo(Duration.ofMillis(9900).toNanos());
        for (int i = 0; i + 10 < times.size(); i++) {
            assertThat(times.get(i + 10) - times.get(i))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        }
        assertThat(names()).containsExactlyElementsOf(numbered(100));
    }

    @Test
    void eachAccountHasABudgetOfItsOwn() {
        transport.answeringBy(ScriptedTransport.Sent::ok);
        StripeConnection connection = open(limits().perSecond(10));
        send(connection, 20);
        StripeCallFuture other =
                connection.send(
                        SampleCalls.create().with(SampleCalls.account("acct_2")), AnswerFormat.MAP);

        assertThat(other).isCompleted();
        assertThat(transport.sent()).hasSize(2);
        assertThat(connection.snapshot().queued()).isEqualTo(19);
        time.advance(Duration.ofMillis(1900));
        assertThat(transport.sent()).hasSize(21);
        assertThat(time.pending()).isZero();
    }

    @Test
    void manyAccountsLeaveNothingBehind() {
        transport.answeringBy(ScriptedTransport.Sent::ok);
        StripeConnection connection = open(limits().perSecond(1000));
        for (int i = 0; i < 5000; i++) {
            StripeCallFuture call =
                    connection.send(
                            SampleCalls.create().with(SampleCalls.account("acct_" + i)),
                            AnswerFormat.MAP);
            assertThat(call).isCompleted();
            time.advance(Duration.ofMillis(1));
        }

        assertThat(connection.snapshot().queued()).isZero();
    }

    @Test
    void aPlain429HalvesTheBudgetForAWhileAndIsRepeated() {
        StripeConnection connection = open(limits().perSecond(40).retries(1));
        List<StripeCallFuture> first = send(connection, 1);
        transport.last().answer(429, TOO_MANY, "retry-after", "1");
        transport.answeringBy(ScriptedTransport.Sent::ok);
        time.advance(Duration.ofSeconds(1));
        assertThat(first.get(0)).isCompleted();

        int halved = sentWithin(connection, Duration.ofSeconds(8));
        time.advance(Duration.ofSeconds(60));
        int recovered = sentWithin(connection, Duration.ofSeconds(8));

        assertThat(halved).isBetween(20 * 8 - 1, 20 * 8 + 2);
        assertThat(recovered).isBetween(40 * 8 - 1, 40 * 8 + 2);
        assertThat(connection.snapshot().retriesByCause()).containsEntry(RetryCause.RATE_LIMIT, 1L);
    }

    @Test
    void aLockedObjectIsNoReasonToSendLess() {
        StripeConnection connection = open(limits().perSecond(40).retries(1));
        send(connection, 1);
        transport.last().answer(429, LOCKED, "retry-after", "1");
        transport.answeringBy(ScriptedTransport.Sent::ok);
        time.advance(Duration.ofSeconds(1));

        assertThat(sentWithin(connection, Duration.ofSeconds(8))).isBetween(40 * 8 - 1, 40 * 8 + 2);
        assertThat(connection.snapshot().retriesByCause())
                .containsEntry(RetryCause.LOCK_TIMEOUT, 1L);
    }

    private int sentWithin(StripeConnection connection, Duration span) {
        int before = transport.sent().size();
        List<StripeCallFuture> calls = send(connection, 1000);
        time.advance(span);
        int sent = transport.sent().size() - before;
        calls.forEach(call -> call.cancel(true));
        return sent;
    }

    private List<String> names() {
        return transport.sent().stream().map(ScriptedTransport.Sent::name).toList();
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "name=" + i).toList();
    }

    private static List<StripeCallFuture> send(StripeConnection connection, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> connection.send(named(i), AnswerFormat.MAP))
                .toList();
    }

    private static StripeCall named(int number) {
        return SampleCalls.of(SampleCalls.CREATE_CUSTOMER, List.of(), Map.of("name", number));
    }

    private StripeConnection open(Connecting connecting) {
        return connecting.open(time, transport);
    }

    private static Connecting limits() {
        return Connecting.to("http://127.0.0.1:1");
    }
}
