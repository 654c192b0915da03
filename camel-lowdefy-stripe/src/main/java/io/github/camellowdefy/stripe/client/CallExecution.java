// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.AttemptJudge.Effect;
import io.github.camellowdefy.stripe.client.AttemptJudge.Result;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.answer.Unanswered;
import io.github.camellowdefy.stripe.client.encode.RequestNotSentException;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Takes one call through its attempts. Each attempt waits for its turn ({@link CallGate}), is sent
 * ({@code HttpTransport}) and judged ({@link AttemptJudge}); then the call is repeated or ends. It
 * ends exactly once: with an answer, with a failure or because it was cancelled.
 */
final class CallExecution implements CallGate.Ticket {

    /** Stands for a future that is not there yet; to cancel it changes nothing. */
    private static final Future<?> NOTHING = CompletableFuture.completedFuture(null);

    private final ConnectionParts parts;
    private final StripeCall call;
    private final CallOptions options;
    private final AnswerFormat format;
    private final WireRequest request;
    private final StripeCallFuture future;
    private final BiConsumer<CallReport, Throwable> ended;
    private final long age;
    private final String account;
    private final Deadline deadline;
    private final int retries;
    private final AtomicBoolean over = new AtomicBoolean();

    // one attempt follows the other, each handing these on to the next
    private volatile int attempts;
    private volatile boolean sent;
    private volatile boolean acted;
    private volatile boolean sending;
    private volatile Result last = Result.NONE;
    private volatile Future<?> exchange = NOTHING;
    private volatile Future<?> waiting = NOTHING;
    private volatile Future<?> alarm = NOTHING;
    private long started;

    /**
     * @param age orders calls: the lower, the older
     * @param open whether Stripe may have acted on an earlier call under the same key
     * @param ended called once, before the future completes
     */
    CallExecution(
            ConnectionParts parts,
            StripeCall call,
            WireRequest request,
            AnswerFormat format,
            long age,
            boolean open,
            StripeCallFuture future,
            BiConsumer<CallReport, Throwable> ended) {
        this.parts = parts;
        this.call = call;
        this.options = call.options();
        this.request = request;
        this.format = format;
        this.age = age;
        this.sent = open;
        this.acted = open;
        this.future = future;
        this.ended = ended;
        this.account = request.headers().get("Stripe-Account");
        this.deadline = new Deadline(parts.timeline, parts.deadline);
        Integer own = options.maxNetworkRetries();
        this.retries = own == null ? parts.settings.maxNetworkRetries() : own;
    }

    void start() {
        alarm = deadline.whenUp(this::outOfTime);
        attempt();
    }

    private void attempt() {
        if (over.get()) {
            return;
        }
        if (last.isRepeatable()) {
            parts.stats.retried(last.cause());
        }
        parts.gate.enter(account, this);
        if (deadline.isUp()) {
            // the deadline passed while no attempt waited for its turn
            outOfTime();
        }
    }

    @Override
    public long age() {
        return age;
    }

    /** Sends one request, at its turn. */
    @Override
    public void proceed() {
        // said before asking whether it is over; abandon() does it the other way round, so that
        // one of the two knows of the other
        sending = true;
        if (over.get()) {
            parts.gate.leave();
            return;
        }
        WireRequest complete;
        try {
            complete = parts.headers.addTo(request, options);
        } catch (RuntimeException | Error e) {
            parts.gate.leave();
            Exception failure = e instanceof Exception known ? known : new IllegalStateException(e);
            end(Result.unanswered(failure, Effect.NOT_SENT), acted);
            return;
        }
        started = parts.timeline.nanoTime();
        // counted before the server can receive it, so that a cancellation reports it
        attempts++;
        parts.stats.attempted();
        CompletableFuture<WireResponse> answer = exchange(complete);
        exchange = answer;
        answer.whenComplete(this::answered);
        if (over.get()) {
            answer.cancel(true);
        }
    }

    /**
     * Sends a request; when the transport throws, it is unknown how much of the request was
     * written.
     */
    private CompletableFuture<WireResponse> exchange(WireRequest complete) {
        Integer own = options.timeout();
        long timeout = deadline.cut(own != null ? own : parts.settings.timeout());
        boolean binary = call.operation().kind() == OperationKind.BINARY;
        try {
            return parts.transport.exchange(complete, timeout, binary);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(WireResponse response, Throwable failure) {
        parts.gate.leave();
        Result result = response == null ? parts.judge.judge(failure, attempts) : judged(response);
        // as long as no answer tells what an earlier attempt did; a read leaves nothing behind
        boolean changes = !call.operation().verb().equals("GET");
        boolean missing = acted && changes && result.effect() != Effect.SETTLED;
        acted = missing || result.effect() == Effect.OPEN;
        sent |= result.effect() != Effect.NOT_SENT;
        last = result;
        boolean again = mayFollow(result);
        // until a final answer is published, a cancellation must not report the call as not sent
        sending = !again;
        if (again) {
            attemptAfter(result.delay());
        } else {
            end(result, missing);
        }
    }

    private Result judged(WireResponse response) {
        String requestId = response.headers().get("request-id");
        long nanos = parts.timeline.nanoTime() - started;
        parts.headers.answered(requestId, TimeUnit.NANOSECONDS.toMillis(nanos));
        Result result = parts.judge.judge(response, call, format, attempts);
        if (response.status() == 429 && result.cause() != RetryCause.LOCK_TIMEOUT) {
            parts.gate.refused(account);
        }
        return result;
    }

    private boolean mayFollow(Result result) {
        return result.isRepeatable()
                && attempts <= retries
                && request.isRepeatable()
                && deadline.outlasts(result.delay());
    }

    private void attemptAfter(Duration delay) {
        try {
            waiting = parts.timeline.schedule(this::attempt, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            abandon("the connection was closed");
        }
        if (over.get()) {
            waiting.cancel(false);
        }
    }

    /**
     * @param missing whether the answer to an earlier attempt is still missing
     */
    private void end(Result result, boolean missing) {
        Exception failure = result.failure();
        if (!over.compareAndSet(false, true)) {
            result.discard();
        } else if (failure == null) {
            succeed(result);
        } else if (failure instanceof StripeException && !missing) {
            fail(CallOutcome.FAILED, failure);
        } else if (sent || failure instanceof IOException) {
            fail(
                    sent ? CallOutcome.UNKNOWN : CallOutcome.NOT_SENT,
                    Unanswered.exception(call, attempts, sent, describe(failure), failure));
        } else {
            fail(CallOutcome.INVALID, failure);
        }
    }

    private void succeed(Result result) {
        CallReport report = report(CallOutcome.SUCCEEDED, false);
        StripeAnswer answer = new StripeAnswer(report, result.body(), result.headers());
        if (!publish(report, answer, null)) {
            result.discard();
        }
    }

    private void fail(CallOutcome outcome, Throwable failure) {
        boolean retryable = outcome.isRetryable(last.status(), acted) && !last.advisesAgainst();
        publish(report(outcome, retryable), null, failure);
    }

    private boolean publish(CallReport report, StripeAnswer answer, Throwable failure) {
        alarm.cancel(false);
        ended.accept(report, failure);
        return future.end(report, answer, failure);
    }

    private CallReport report(CallOutcome outcome, boolean retryable) {
        Result result = last;
        return new CallReport(
                call.operation().name(),
                options.idempotencyKey(),
                outcome,
                attempts,
                result.status(),
                result.headers().get("request-id"),
                result.headers().get(AttemptJudge.RATE_LIMITED_REASON),
                deadline.millisPassed(),
                acted,
                retryable);
    }

    void abandon(String why) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        acted |= sending;
        fail(
                CallOutcome.CANCELLED,
                Unanswered.exception(call, attempts, sending || sent, why, last.failure()));
        parts.gate.giveUp(account, this);
        exchange.cancel(true);
        waiting.cancel(false);
    }

    private void outOfTime() {
        if (parts.gate.giveUp(account, this)) {
            String why =
                    "the deadline of %d ms passed before it had its turn"
                            .formatted(deadline.millis());
            end(
                    Result.unanswered(
                            new RequestNotSentException(why, last.failure()), Effect.NOT_SENT),
                    acted);
        }
    }

    private String describe(Exception failure) {
        String why = Unanswered.why(failure);
        if (failure instanceof StripeException) {
            why = "the last answer does not tell what became of an earlier attempt: " + why;
        }
        return request.isRepeatable() ? why : why + " (what it uploads can be read only once)";
    }
}
