// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.encode.RequestNotSentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repeated, when, and under which key; in virtual time and without a network. */
class AttemptsTest {

    private static final String SERVER_ERROR =
            "{\"error\":{\"type\":\"api_error\",\"message\":\"Sorry\"}}";
    private static final String RATE_LIMIT =
            "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Too many\"}}";
    private static final String LOCKED =
            "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"lock_timeout\",\"message\":\"Locked\"}}";
    private static final IOException LOST = new IOException("Connection reset");
    private static final IOException NOT_SENT = new RequestNotSentException("nobody listens", null);

    private final VirtualTimeline time = new VirtualTimeline();
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void theWaitIsWhatTheAnswerAsksFor() {
        StripeCallFuture call = open(retries(1)).send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().answer(503, SERVER_ERROR, "retry-after", "7");

        time.advance(Duration.ofMillis(6999));
        assertThat(transport.sent()).hasSize(1);
        time.advance(Duration.ofMillis(1));
        assertThat(transport.sent()).hasSize(2);
        transport.last().ok();
        assertThat(call.join().attempts()).isEqualTo(2);
    }

    @Test
    void waitingTakesNoPlaceAmongThoseInFlight() {
        StripeConnection connection = open(retries(1).concurrent(1));
        connection.send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().answer(503, SERVER_ERROR, "retry-after", "60");

        StripeCallFuture other = connection.send(SampleCalls.create(), AnswerFormat.MAP);
        assertThat(connection.snapshot().waitingToRetry()).isEqualTo(1);
        transport.last().ok();

        assertThat(other).isCompleted();
    }

    @Test
    void theLastErrorIsTheOneThatSurfaces() throws Exception {
        StripeCallFuture call = open(retries(1)).send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().fail(NOT_SENT);
        time.advance(Duration.ofSeconds(1));
        transport.last().answer(500, SERVER_ERROR, "request-id", "req_2");

        assertThat(SampleCalls.failure(call))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getRequestId()).isEqualTo("req_2"));
        assertThat(call.report())
                .isEqualTo(
                        new CallReport(
                                "customers.create",
                                call.idempotencyKey(),
                                CallOutcome.FAILED,
                                2,
                                500,
                                "req_2",
                                null,
                                1000,
                                true,
                                true));
    }

    /** Answers after which Stripe may have acted. */
    static Stream<Consumer<ScriptedTransport.Sent>> opening() {
        return Stream.of(
                sent -> sent.fail(LOST),
                sent -> sent.answer(500, SERVER_ERROR),
                sent -> sent.answer(409, SERVER_ERROR),
                sent -> sent.answer(200, "<html>"),
                sent -> sent.answer(424, SERVER_ERROR, "stripe-should-retry", "true"));
    }

    /** Answers that say nothing about an earlier attempt. */
    static Stream<Consumer<ScriptedTransport.Sent>> saying() {
        return Stream.concat(
                IntStream.of(400, 401, 403, 404, 409, 422, 429, 500, 503)
                        .mapToObj(status -> sent -> sent.answer(status, SERVER_ERROR)),
                IntStream.of(302, 400, 402, 403, 404, 408, 413, 421, 502)
                        .mapToObj(status -> sent -> sent.answer(status, "<html>No.</html>")));
    }

    static Stream<Arguments> openThenSilent() {
        return opening().flatMap(first -> saying().map(then -> Arguments.of(first, then)));
    }

    @ParameterizedTest
    @MethodSource("openThenSilent")
    void noAnswerThatStripeMayGiveBeforeItLooksAtTheKeySettlesAnEarlierAttempt(
            Consumer<ScriptedTransport.Sent> first, Consumer<ScriptedTransport.Sent> then)
            throws Exception {
        StripeCallFuture call = open(retries(1)).send(SampleCalls.create("k-1"), AnswerFormat.MAP);
        first.accept(transport.last());
        time.advance(Duration.ofSeconds(1));
        then.accept(transport.last());

        assertThat(SampleCalls.failure(call))
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasCauseInstanceOf(StripeException.class)
                .hasMessageContaining("does not tell what became of an earlier attempt: ")
                .hasMessageEndingWith("repeat it with the same idempotency key k-1");
        assertThat(call.report().outcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(call.report().acted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("saying")
    void whatIsOpenBeforeTheCallStaysOpenLikewise(Consumer<ScriptedTransport.Sent> answer)
            throws Exception {
        StripeCallFuture call =
                open(retries(0)).send(SampleCalls.create("k-1"), AnswerFormat.MAP, true);
        answer.accept(transport.last());

        assertThat(SampleCalls.failure(call))
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasCauseInstanceOf(StripeException.class);
        assertThat(call.report().acted()).isTrue();
    }

    /** Answers that Stripe gives only once it has looked at the key. */
    static Stream<Consumer<ScriptedTransport.Sent>> settling() {
        return Stream.of(
                sent -> sent.answer(402, SERVER_ERROR),
                sent -> sent.answer(400, SERVER_ERROR, "idempotent-replayed", "true"),
                sent -> sent.answer(404, SERVER_ERROR, "idempotent-replayed", "true"));
    }

    @ParameterizedTest
    @MethodSource("settling")
    void anAnswerGivenUnderTheKeySettlesEarlierAttempts(Consumer<ScriptedTransport.Sent> answer)
            throws Exception {
        StripeCallFuture call =
                open(retries(1)).send(SampleCalls.create("k-1"), AnswerFormat.MAP, true);
        transport.last().fail(LOST);
        time.advance(Duration.ofSeconds(1));
        answer.accept(transport.last());

        assertThat(SampleCalls.failure(call)).isNotInstanceOf(StripeUnansweredException.class);
        assertThat(call.report().open()).isFalse();
    }

    @Test
    void aRepeated500IsStillNoAnswer() {
        StripeCallFuture call = open(retries(0)).send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().answer(500, SERVER_ERROR, "idempotent-replayed", "true");

        assertThat(call.report().acted()).isTrue();
    }

    @Test
    void aCallThatOnlyReadsEndsAsItsLastAnswerSays() throws Exception {
        StripeCallFuture call = open(retries(1)).send(SampleCalls.list(), AnswerFormat.MAP);
        transport.last().fail(LOST);
        time.advance(Duration.ofSeconds(1));
        transport.last().answer(429, RATE_LIMIT);

        assertThat(SampleCalls.failure(call)).isInstanceOf(RateLimitException.class);
        assertThat(call.report().acted()).isFalse();
    }

    @Test
    void whatIsRefusedBeforeItIsSentLeavesAnOpenKeyOpen() throws Exception {
        StripeConnection full = open(retries(0).concurrent(1).queued(0));
        full.send(SampleCalls.create(), AnswerFormat.MAP);
        StripeCallFuture call = full.send(SampleCalls.create("k-1"), AnswerFormat.MAP, true);

        assertThat(SampleCalls.failure(call))
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasCauseInstanceOf(StripeBusyException.class)
                .hasMessageContaining("in an earlier attempt, and another was not made: ");
        assertThat(call.report().acted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 409})
    void anErrorThatSettlesNothingStaysOpenThoughTheNextAttemptIsNotSent(int status)
            throws Exception {
        StripeCallFuture call = open(retries(1)).send(SampleCalls.create("k-1"), AnswerFormat.MAP);
        transport.last().answer(status, SERVER_ERROR);
        time.advance(Duration.ofSeconds(1));
        transport.last().fail(NOT_SENT);

        assertThat(SampleCalls.failure(call))
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasMessageEndingWith("repeat it with the same idempotency key k-1");
        assertThat(call.report().open()).isTrue();
    }

    @Test
    void aCallThatWasTurnedAwayOnceDoesNotEndAsNotSent() throws Exception {
        StripeCallFuture call = open(retries(1)).send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().answer(429, LOCKED);
        time.advance(Duration.ofSeconds(1));
        transport.last().fail(NOT_SENT);

        assertThat(SampleCalls.failure(call)).isInstanceOf(StripeOutcomeUnknownException.class);
    }

    @Test
    void aDeclineIsFinal() {
        StripeCallFuture call = open(retries(1)).send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().answer(402, SERVER_ERROR);

        assertThat(call.report().open()).isFalse();
        assertThat(transport.sent()).hasSize(1);
    }

    @Test
    void aCallMaySayItselfHowOftenItIsRepeated() throws Exception {
        StripeConnection connection = open(retries(2));
        StripeCallFuture never =
                connection.send(
                        SampleCalls.create().with(SampleCalls.retrying(0)), AnswerFormat.MAP);
        transport.last().fail(LOST);
        assertThat(SampleCalls.failure(never)).isInstanceOf(StripeOutcomeUnknownException.class);

        StripeCallFuture often =
                connection.send(
                        SampleCalls.create().with(SampleCalls.retrying(9)), AnswerFormat.MAP);
        for (int attempt = 1; attempt <= 9; attempt++) {
            transport.last().fail(LOST);
            time.advance(Duration.ofSeconds(5));
        }
        transport.last().ok();
        assertThat(often.join().attempts()).isEqualTo(10);
    }

    @Test
    void aBodyThatCanBeReadOnceIsSentOnce() throws Exception {
        StripeCall upload =
                SampleCalls.of(
                        SampleCalls.CREATE_FILE,
                        List.of(),
                        Map.of(
                                "purpose",
                                "dispute_evidence",
                                "file",
                                new ByteArrayInputStream(new byte[10])));
        StripeCallFuture call = open(retries(5)).send(upload, AnswerFormat.MAP);
        transport.last().fail(LOST);
        time.advance(Duration.ofMinutes(1));

        assertThat(SampleCalls.failure(call))
                .isInstanceOf(StripeOutcomeUnknownException.class)
                .hasMessageContaining("can be read only once");
        assertThat(transport.sent()).hasSize(1);
    }

    @Test
    void nothingIsWaitedForThatComesAfterTheDeadline() throws Exception {
        StripeCallFuture call =
                open(retries(5).deadline(10_000)).send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().answer(503, SERVER_ERROR, "retry-after", "10");

        assertThat(SampleCalls.failure(call)).isInstanceOf(ApiException.class);
        assertThat(call.report().durationMillis()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void theDeadlineIsTheMostAnAttemptMayTake() {
        open(retries(5).deadline(10_000)).send(SampleCalls.create(), AnswerFormat.MAP);
        time.advance(Duration.ofSeconds(4));
        transport.last().answer(503, SERVER_ERROR, "retry-after", "1");
        time.advance(Duration.ofSeconds(1));

        assertThat(transport.sent())
                .extracting(ScriptedTransport.Sent::timeout)
                .containsExactly(10_000L, 5_000L);
    }

    @Test
    void aCallWhoseTurnDoesNotComeInTimeIsNotSent() throws Exception {
        StripeConnection connection = open(retries(5).concurrent(1).deadline(10_000));
        connection.send(SampleCalls.create(), AnswerFormat.MAP);
        StripeCallFuture waiting = connection.send(SampleCalls.create("k-2"), AnswerFormat.MAP);
        time.advance(Duration.ofSeconds(10));

        assertThat(SampleCalls.failure(waiting))
                .isInstanceOfSatisfying(
                        StripeNotSentException.class,
                        e -> assertThat(e.getIdempotencyKey()).isEqualTo("k-2"))
                .hasMessageContaining("deadline of 10000 ms");
        assertThat(transport.sent()).hasSize(1);
        assertThat(connection.snapshot().queued()).isZero();
    }

    @Test
    void closingEndsTheWaitAndKeepsTheKey() throws Exception {
        StripeConnection connection = open(retries(2));
        StripeCallFuture call = connection.send(SampleCalls.create("k-3"), AnswerFormat.MAP);
        transport.last().fail(LOST);

        connection.close();

        assertThat(SampleCalls.failure(call))
                .isInstanceOfSatisfying(
                        StripeOutcomeUnknownException.class,
                        e -> assertThat(e.getIdempotencyKey()).isEqualTo("k-3"));
        time.advance(Duration.ofMinutes(1));
        assertThat(transport.sent()).hasSize(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    void closingAfterAServerErrorLeavesTheCallOpen() throws Exception {
        StripeConnection connection = open(retries(2));
        StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().answer(500, SERVER_ERROR);

        connection.close();

        assertThat(SampleCalls.failure(call)).isInstanceOf(StripeOutcomeUnknownException.class);
    }

    @Test
    void closingWhileARequestIsHandedOverLeavesTheCallOpen() throws Exception {
        StripeConnection connection = open(retries(2));
        transport.answeringBy(sent -> connection.close());

        StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

        assertThat(SampleCalls.failure(call))
                .isInstanceOfSatisfying(
                        StripeOutcomeUnknownException.class,
                        e -> assertThat(e.getAttempts()).isEqualTo(1));
        assertThat(transport.last().answer()).isCancelled();
        assertThat(connection.snapshot().inFlight()).isZero();
    }

    @Test
    void closingFailsWhatIsInFlightAsOpenAndWhatIsQueuedAsNotSent() throws Exception {
        StripeConnection connection = open(retries(2).concurrent(1));
        StripeCallFuture inFlight = connection.send(SampleCalls.create(), AnswerFormat.MAP);
        StripeCallFuture queued = connection.send(SampleCalls.create(), AnswerFormat.MAP);

        connection.close();

        assertThat(SampleCalls.failure(inFlight)).isInstanceOf(StripeOutcomeUnknownException.class);
        assertThat(SampleCalls.failure(queued)).isInstanceOf(StripeNotSentException.class);
        assertThat(transport.sent()).hasSize(1);
        assertThat(transport.last().answer()).isCancelled();
    }

    @Test
    void aClosedConnectionTakesNoCalls() throws Exception {
        StripeConnection connection = open(retries(2));
        connection.close();

        assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                .isInstanceOf(StripeNotSentException.class);
        assertThat(transport.sent()).isEmpty();
        assertThat(connection.snapshot().waitingToRetry()).isZero();
    }

    @Test
    void aCancelledCallIsNotRepeated() {
        StripeConnection connection = open(retries(2));
        StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().fail(LOST);

        assertThat(call.cancel(true)).isTrue();

        time.advance(Duration.ofMinutes(1));
        assertThat(transport.sent()).hasSize(1);
        assertThat(call).isCancelled();
        assertThat(connection.snapshot().outcomes()).containsEntry(CallOutcome.CANCELLED, 1L);
    }

    @Test
    void aCancelledCallAbortsItsRequest() {
        StripeCallFuture call = open(retries(2)).send(SampleCalls.create(), AnswerFormat.MAP);

        call.cancel(true);

        assertThat(transport.last().answer()).isCancelled();
        assertThat(call.handle((answer, e) -> e).join()).isInstanceOf(CancellationException.class);
    }

    @Test
    void theReasonOfARateLimitIsInTheException() throws Exception {
        StripeCallFuture call = open(retries(2)).send(SampleCalls.create(), AnswerFormat.MAP);
        transport
                .last()
                .answer(
                        429,
                        RATE_LIMIT,
                        "stripe-rate-limited-reason",
                        "endpoint-concurrency",
                        "request-id",
                        "req_9");

        assertThat(SampleCalls.failure(call))
                .isInstanceOf(RateLimitException.class)
                .isInstanceOfSatisfying(
                        StripeRateLimitException.class,
                        e -> {
                            assertThat(e.getReason()).isEqualTo("endpoint-concurrency");
                            assertThat(e.getRequestId()).isEqualTo("req_9");
                            assertThat(e.getStatusCode()).isEqualTo(429);
                        })
                .hasMessageContaining("Too many (rate limited by: endpoint-concurrency)");
        assertThat(call.report().rateLimitedReason()).isEqualTo("endpoint-concurrency");
        assertThat(transport.sent()).hasSize(1);
    }

    @Test
    void whatCannotBeEncodedIsNeitherSentNorQueued() throws Exception {
        StripeConnection connection = open(retries(2));
        StripeCallFuture call =
                connection.send(
                        SampleCalls.of(
                                SampleCalls.CREATE_CUSTOMER,
                                List.of(),
                                Map.of("balance", Double.NaN)),
                        AnswerFormat.MAP);

        assertThat(SampleCalls.failure(call)).isInstanceOf(InvalidStripeCallException.class);
        assertThat(transport.sent()).isEmpty();
        assertThat(call.report().outcome()).isEqualTo(CallOutcome.INVALID);
        assertThat(connection.snapshot().waitingToRetry()).isZero();
    }

    @Test
    void everythingIsCounted() {
        StripeConnection connection = open(retries(1));
        List<CallReport> heard = new ArrayList<>();
        connection.addListener(heard::add);
        connection.addListener(
                report -> {
                    throw new IllegalStateException("a listener's own trouble");
                });
        connection.send(SampleCalls.create(), AnswerFormat.MAP);
        transport.last().fail(LOST);
        time.advance(Duration.ofSeconds(1));
        transport.last().ok();
        connection.send(SampleCalls.create("k-4"), AnswerFormat.MAP);
        transport.last().answer(404, SERVER_ERROR, "request-id", "req_404");
        connection.send(SampleCalls.list(), AnswerFormat.MAP);

        ConnectionSnapshot snapshot = connection.snapshot();

        assertThat(snapshot.calls()).isEqualTo(3);
        assertThat(snapshot.attempts()).isEqualTo(4);
        assertThat(snapshot.inFlight()).isEqualTo(1);
        assertThat(snapshot.retriesByCause())
                .containsEntry(RetryCause.CONNECTION_LOST, 1L)
                .hasSize(RetryCause.values().length);
        assertThat(snapshot.outcomes())
                .containsEntry(CallOutcome.SUCCEEDED, 1L)
                .containsEntry(CallOutcome.FAILED, 1L);
        assertThat(snapshot.recentErrors())
                .singleElement()
                .satisfies(
                        error -> {
                            assertThat(error.exception())
                                    .isEqualTo(InvalidRequestException.class.getSimpleName());
                            assertThat(error.report().requestId()).isEqualTo("req_404");
                        });
        assertThat(heard)
                .extracting(CallReport::outcome)
                .containsExactly(CallOutcome.SUCCEEDED, CallOutcome.FAILED);
    }

    private StripeConnection open(Connecting connecting) {
        return connecting.open(time, transport);
    }

    private static Connecting retries(int retries) {
        return Connecting.to("http://127.0.0.1:1").retries(retries);
    }
}
