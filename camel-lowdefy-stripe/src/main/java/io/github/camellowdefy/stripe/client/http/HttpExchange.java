// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.encode.RequestNotSentException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;

/**
 * One request and its response. Knows whether anything can have reached the server, and ends
 * exactly once: with the response, a failure, the timeout or a cancellation.
 */
final class HttpExchange extends CompletableFuture<WireResponse> {

    private enum Phase {
        PREPARING,
        SENDING,
        ENDED
    }

    private static final int PROXY_WANTS_A_PASSWORD = 407;

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PREPARING);
    private final ResponseCollector collector;
    private final boolean forwarded;
    private volatile AsyncExecRuntime runtime;
    private volatile IOSession connecting;
    private volatile Future<?> operation;
    private final HttpEngine.Timeouts timeouts;
    private volatile long timeout;
    private volatile Object carrier;
    private volatile Thread thread;

    /**
     * @param forwarded whether a proxy reads the request and passes it on
     */
    HttpExchange(ResponseCollector collector, HttpEngine.Timeouts timeouts, boolean forwarded) {
        this.collector = collector;
        this.forwarded = forwarded;
        this.timeouts = timeouts;
        collector.onFailure(this::abort);
    }

    /** Sets the timeout of the exchange in milliseconds; 0 means none. */
    void limit(long millis) {
        timeout = millis;
        timeouts.watch(this, millis);
    }

    void carriedBy(Object client) {
        carrier = client;
    }

    boolean isCarriedBy(Object client) {
        return carrier == client;
    }

    /** Whether the exchange cannot continue, because its I/O thread has ended. */
    boolean isStrandedWithout(Thread ended) {
        Thread own = thread;
        return own == null || own == ended || !own.isAlive();
    }

    /** Keeps the runtime that holds the connection, as soon as there is one. */
    void runsOn(AsyncExecRuntime runtime) {
        this.runtime = runtime;
    }

    /** The socket that was opened for this exchange, until the request is written. */
    void connectingOn(IOSession session) {
        connecting = session;
        if (isDone()) {
            session.close(CloseMode.IMMEDIATE);
        }
    }

    /** Keeps the operation that cancels the request in every phase. */
    void startedAs(Future<?> operation) {
        this.operation = operation;
        if (isDone()) {
            operation.cancel(true);
        }
    }

    /** The request is about to be written; from here on its outcome is the server's to tell. */
    void sending() throws IOException {
        if (!phase.compareAndSet(Phase.PREPARING, Phase.SENDING)) {
            throw new IOException("The request was given up before it was sent");
        }
        thread = Thread.currentThread();
        connecting = null;
    }

    /** The response has arrived and the connection is back in the pool. */
    void answered() {
        if (phase.get() == Phase.PREPARING) {
            fail(answeredByProxy());
        } else if (phase.compareAndSet(Phase.SENDING, Phase.ENDED)) {
            stopTimer();
            completeWithAnswer();
        }
    }

    void fail(Exception cause) {
        Phase before = phase.getAndSet(Phase.ENDED);
        if (before == Phase.ENDED) {
            return;
        }
        stopTimer();
        if (before == Phase.SENDING && collector.isComplete()) {
            completeWithAnswer();
        } else {
            collector.discard();
            completeExceptionally(before == Phase.PREPARING ? notSent(cause) : failure(cause));
        }
    }

    /** Ends the exchange and closes its connection. */
    void abort(Exception cause) {
        fail(cause);
        disconnect();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean first = phase.getAndSet(Phase.ENDED) != Phase.ENDED;
        if (first) {
            stopTimer();
            collector.discard();
            super.cancel(mayInterruptIfRunning);
            disconnect();
        }
        return first;
    }

    void timedOut() {
        abort(new SocketTimeoutException("no whole answer within " + timeout + " ms"));
    }

    private void completeWithAnswer() {
        // from a server other than the proxy the status does not tell whether the request was
        // executed
        if (forwarded && collector.status() == PROXY_WANTS_A_PASSWORD) {
            collector.discard();
            completeExceptionally(answeredByProxy());
            return;
        }
        try {
            complete(collector.response());
        } catch (IOException | RuntimeException | Error e) {
            // the timer is off already: nothing else would ever end the call
            completeExceptionally(e);
        }
    }

    private RequestNotSentException answeredByProxy() {
        return new RequestNotSentException(
                "the proxy answered " + collector.status() + " instead of Stripe", null);
    }

    private void disconnect() {
        AsyncExecRuntime holder = runtime;
        if (holder != null) {
            holder.discardEndpoint();
        }
        Future<?> running = operation;
        if (running != null) {
            running.cancel(true);
        }
        IOSession half = connecting;
        if (half != null) {
            half.close(CloseMode.IMMEDIATE);
        }
    }

    private void stopTimer() {
        timeouts.forget(this);
    }

    private static IOException failure(Exception cause) {
        if (cause instanceof RequestNotExecutedException) {
            return notSent(cause);
        }
        if (cause instanceof HttpException) {
            // its text quotes the response
            return new IOException("the answer is not valid HTTP");
        }
        return cause instanceof IOException io ? io : new IOException(describe(cause), cause);
    }

    private static IOException notSent(Exception cause) {
        if (cause instanceof RequestNotSentException known) {
            return known;
        }
        // HttpClient's says no more than "30 SECONDS"
        String text = describe(cause).toLowerCase(Locale.ROOT);
        boolean slow = cause instanceof SocketTimeoutException && Character.isDigit(text.charAt(0));
        return new RequestNotSentException(
                slow ? "no connection within " + text : describe(cause), cause);
    }

    private static String describe(Exception cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
