// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.GeneratedKey;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.answer.Unanswered;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Stripe, shared by all users of the same settings. Thread-safe.
 *
 * <pre>{@code
 * try (StripeConnection connection = new StripeConnection(settings)) {
 *     Object customer = connection.send(call, AnswerFormat.MAP).get().body();
 * }
 * }</pre>
 *
 * <p>One of a few I/O threads completes the futures; work that takes longer continues on another
 * thread ({@code whenCompleteAsync}).
 */
public final class StripeConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StripeConnection.class);

    private final ConnectionParts parts;
    private final long most;
    private final AutoCloseable threads;
    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<CallExecution> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicLong ages = new AtomicLong();
    private volatile boolean closed;

    /**
     * A connection with threads of its own; sockets are opened by the first calls.
     *
     * @throws InvalidStripeCallException when a base URL is none
     */
    public StripeConnection(ConnectionSettings settings) {
        this(settings, new ConnectionThreads(), true);
    }

    /**
     * A connection that shares its threads with others; the owner of the threads closes them.
     *
     * @throws InvalidStripeCallException when a base URL is none
     */
    public StripeConnection(ConnectionSettings settings, ConnectionThreads threads) {
        this(settings, threads, false);
    }

    private StripeConnection(
            ConnectionSettings settings, ConnectionThreads threads, boolean ownThreads) {
        this(
                settings,
                threads.timeline(),
                threads.transport(settings),
                threads.background(),
                ownThreads ? threads : () -> {});
    }

    StripeConnection(
            ConnectionSettings settings,
            Timeline timeline,
            HttpTransport transport,
            Executor background,
            AutoCloseable threads) {
        this.parts = new ConnectionParts(settings, timeline, transport, background);
        this.threads = threads;
        this.most = (long) settings.maxConcurrentRequests() + settings.maxQueuedRequests();
    }

    /**
     * Sends a call and repeats it as the settings allow. Never blocks and never throws. A call that
     * Stripe takes an idempotency key for and that names none is given one.
     *
     * @return completes exceptionally with stripe-java's exceptions for what Stripe answered, with
     *     {@link StripeUnansweredException} when nothing came back, or with {@link
     *     InvalidStripeCallException} when it could not become a request or its generated key is
     *     too old
     */
    public StripeCallFuture send(StripeCall call, AnswerFormat format) {
        return send(call, format, false, true);
    }

    /**
     * Sends a call like {@link #send(StripeCall, AnswerFormat)}, where an earlier call under the
     * same key may be open. The caller has checked the age of the key.
     *
     * @param open whether Stripe may have acted on an earlier call under this key and has not told
     *     what it did ({@link CallReport#acted()}); then this call ends as {@link
     *     StripeOutcomeUnknownException} unless its answer tells
     */
    public StripeCallFuture send(StripeCall call, AnswerFormat format, boolean open) {
        return send(call, format, open, false);
    }

    private StripeCallFuture send(
            StripeCall call, AnswerFormat format, boolean open, boolean checkAge) {
        StripeCall keyed = withKey(call);
        StripeCallFuture future = new StripeCallFuture(keyed.options().idempotencyKey());
        parts.stats.called();
        if (admitted.incrementAndGet() > most) {
            refuse(keyed, open, future, CallOutcome.REJECTED, busy(keyed));
            return future;
        }
        WireRequest request;
        try {
            if (checkAge) {
                GeneratedKey.check(keyed, Instant.now());
            }
            request = parts.encoder.encode(keyed);
        } catch (RuntimeException | Error e) {
            refuse(keyed, open, future, CallOutcome.INVALID, e);
            return future;
        }
        CallExecution execution =
                new CallExecution(
                        parts,
                        keyed,
                        request,
                        format,
                        ages.getAndIncrement(),
                        open,
                        future,
                        this::left);
        underWay.add(execution);
        future.onAbandon(execution::abandon);
        future.whenComplete((answer, failure) -> leave(execution));
        if (closed) {
            execution.abandon("the connection is closed");
        } else {
            execution.start();
        }
        return future;
    }

    /** The counters of this connection now. */
    public ConnectionSnapshot snapshot() {
        return parts.stats.snapshot(parts.gate.inFlight(), parts.gate.queued(), admitted.get());
    }

    /** Adds a listener that receives the report of every call that ends from now on. */
    public void addListener(CallListener listener) {
        listeners.add(listener);
    }

    /**
     * Fails the calls under way, each with its idempotency key, and frees its sockets and, where
     * they are its own, its threads. A caller that needs their answers waits for them first.
     */
    @Override
    public void close() {
        closed = true;
        parts.gate.close();
        underWay.forEach(execution -> execution.abandon("the connection was closed"));
        parts.transport.close();
        try {
            threads.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed", parts.settings, e);
        }
    }

    private void leave(CallExecution execution) {
        // ends the call where the caller completed the future; otherwise it has ended already
        execution.abandon("the caller gave it up");
        underWay.remove(execution);
    }

    /** Ends a call before a request was sent. */
    private void refuse(
            StripeCall call,
            boolean open,
            StripeCallFuture future,
            CallOutcome outcome,
            Throwable failure) {
        CallOutcome known = open ? CallOutcome.UNKNOWN : outcome;
        Throwable told =
                open
                        ? Unanswered.exception(call, 0, true, Unanswered.why(failure), failure)
                        : failure;
        CallReport report =
                new CallReport(
                        call.operation().name(),
                        call.options().idempotencyKey(),
                        known,
                        0,
                        0,
                        null,
                        null,
                        0,
                        open,
                        known.isRetryable(0, open));
        left(report, told);
        future.end(report, null, told);
    }

    /**
     * Counts the end of a call before its caller is notified, who may read the counters at once.
     */
    private void left(CallReport report, Throwable failure) {
        admitted.decrementAndGet();
        parts.stats.ended(report, failure);
        for (CallListener listener : listeners) {
            try {
                listener.ended(report);
            } catch (RuntimeException | Error e) {
                LOG.warn("A listener failed on {}", report, e);
            }
        }
    }

    private StripeBusyException busy(StripeCall call) {
        ConnectionSettings settings = parts.settings;
        return new StripeBusyException(
                "%s was not sent to Stripe: %d calls are under way (maxConcurrentRequests) and %d are waiting (maxQueuedRequests), and more are not taken; repeat the call later or raise the limits"
                        .formatted(
                                call.operation().name(),
                                settings.maxConcurrentRequests(),
                                settings.maxQueuedRequests()),
                call.operation().name(),
                call.options().idempotencyKey());
    }

    private static StripeCall withKey(StripeCall call) {
        CallOptions options = call.options();
        return options.idempotencyKey() == null && call.operation().takesIdempotencyKey()
                ? call.with(options.withIdempotencyKey(GeneratedKey.at(Instant.now())))
                : call;
    }
}
