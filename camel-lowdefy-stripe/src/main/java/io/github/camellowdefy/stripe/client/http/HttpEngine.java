// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.settings.StripeThreads;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HttpClient and its I/O threads. An error such as {@link OutOfMemoryError} ends an I/O thread, and
 * HttpClient refuses everything from the first request on that it would give to that thread. So a
 * client that has lost a thread is replaced by a new one: the requests on its other threads finish,
 * those on the lost one and those that were not sent yet fail.
 */
public final class HttpEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEngine.class);

    private static final long SWEEP_SECONDS = 5;
    private static final TimeValue PATIENCE = TimeValue.ofSeconds(2);

    private final StripeThreads threads = new StripeThreads("stripe-io");
    private final ExchangeContext.Pools pools = new ExchangeContext.Pools();
    private final Set<Client> retired = ConcurrentHashMap.newKeySet();
    private final Timeline timeline;
    private final Timeouts timeouts;
    private volatile Client current;
    private boolean closed;

    public HttpEngine(Timeline timeline) {
        this.timeline = timeline;
        this.timeouts = new Timeouts(timeline);
        this.current = new Client();
        current.http.start();
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** Executes an exchange; a failure completes it exceptionally. */
    void execute(
            HttpExchange exchange,
            HttpHost host,
            AsyncRequestProducer request,
            AsyncResponseConsumer<Void> response,
            ExchangeContext context) {
        try {
            Client client = whole();
            exchange.carriedBy(client);
            exchange.startedAs(
                    client.http.execute(
                            host, request, response, null, context, new Failures(exchange)));
        } catch (RuntimeException | Error e) {
            exchange.fail(new IOException("the HTTP client failed: " + e, e));
        }
    }

    @Override
    public void close() {
        Client client = last();
        client.http.initiateShutdown();
        try {
            client.http.awaitShutdown(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.http.close(CloseMode.IMMEDIATE);
        retired.forEach(each -> each.http.close(CloseMode.IMMEDIATE));
    }

    private synchronized Client last() {
        closed = true;
        current.leaving = true;
        return current;
    }

    private Client whole() {
        Client client = current;
        if (client.broken) {
            replace(client, null);
        }
        return current;
    }

    private void replace(Client broken, Thread ended) {
        if (isReplaced(broken)) {
            broken.http.initiateShutdown();
            sweepLater();
        }
        failStranded(broken, ended);
    }

    private synchronized boolean isReplaced(Client broken) {
        if (current != broken || closed) {
            return false;
        }
        Client next = new Client();
        next.http.start();
        broken.leaving = true;
        retired.add(broken);
        current = next;
        return true;
    }

    private void failStranded(Client client, Thread ended) {
        for (HttpExchange exchange : timeouts.underWay()) {
            if (exchange.isCarriedBy(client) && exchange.isStrandedWithout(ended)) {
                exchange.abort(new IOException("an I/O thread of the HTTP client has ended"));
            }
        }
    }

    /** Logs an error of an I/O thread; the closing of a client is none. */
    private static void report(Exception e) {
        if (!(e instanceof ClosedSelectorException)) {
            LOG.error("An I/O thread of the HTTP client met an error", e);
        }
    }

    private void sweepLater() {
        timeline.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** Closes clients that have been replaced as soon as they have nothing left to do. */
    private void sweep() {
        for (Client client : retired) {
            failStranded(client, null);
            if (timeouts.underWay().stream().noneMatch(each -> each.isCarriedBy(client))) {
                client.http.close(CloseMode.IMMEDIATE);
                retired.remove(client);
            }
        }
        if (!retired.isEmpty()) {
            sweepLater();
        }
    }

    /** One HttpClient, which makes its threads here, so that their end does not go unnoticed. */
    private final class Client implements ThreadFactory {

        private final CloseableHttpAsyncClient http =
                HttpClients.client(this, pools, HttpEngine::report);
        private volatile boolean broken;
        private volatile boolean leaving;

        @Override
        public Thread newThread(Runnable work) {
            return threads.newThread(
                    () -> {
                        Throwable cause = null;
                        try {
                            work.run();
                        } catch (RuntimeException | Error e) {
                            cause = e;
                        }
                        if (!leaving) {
                            broken = true;
                            lost(cause);
                        }
                    });
        }

        private void lost(Throwable cause) {
            try {
                LOG.error("An I/O thread has ended; a new HTTP client takes over", cause);
                replace(this, Thread.currentThread());
            } catch (RuntimeException | Error e) {
                // out of memory, for instance; the next request tries again
                LOG.debug("The HTTP client could not be replaced", e);
            }
        }
    }

    /** Reports failures; {@link ExchangeContext} reports success, a little later. */
    private record Failures(HttpExchange exchange) implements FutureCallback<Void> {

        @Override
        public void completed(Void nothing) {
            // the connection is not yet back
        }

        @Override
        public void failed(Exception cause) {
            exchange.fail(cause);
        }

        @Override
        public void cancelled() {
            exchange.cancel(true);
        }
    }

    /**
     * The exchanges under way with their timeouts. An exchange ends at most a tenth of a second
     * after its timeout. Nearly no exchange reaches its timeout, so a watch takes no lock; a timer
     * for each exchange would cost a fifth of a call.
     */
    static final class Timeouts {

        private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);
        private static final long NEVER = Long.MAX_VALUE / 2;

        private final Timeline timeline;
        private final Map<HttpExchange, Long> watched = new ConcurrentHashMap<>();
        private final AtomicBoolean ticking = new AtomicBoolean();

        Timeouts(Timeline timeline) {
            this.timeline = timeline;
        }

        /** Watches an exchange until it is forgotten; 0 milliseconds are no limit. */
        void watch(HttpExchange exchange, long millis) {
            long nanos = millis > 0 ? TimeUnit.MILLISECONDS.toNanos(millis) : NEVER;
            watched.put(exchange, timeline.nanoTime() + nanos);
            if (!ticking.get() && ticking.compareAndSet(false, true)) {
                tickLater();
            }
        }

        void forget(HttpExchange exchange) {
            watched.remove(exchange);
        }

        Set<HttpExchange> underWay() {
            return watched.keySet();
        }

        /** Ends an exchange whose time is up; its failure must not keep the others from ending. */
        private static void timedOut(HttpExchange exchange) {
            try {
                exchange.timedOut();
            } catch (RuntimeException | Error e) {
                LOG.warn("A request whose time was up could not be ended", e);
            }
        }

        private void tickLater() {
            timeline.schedule(this::tick, TICK, TimeUnit.NANOSECONDS);
        }

        private void tick() {
            long now = timeline.nanoTime();
            watched.forEach(
                    (exchange, due) -> {
                        if (due - now <= 0 && watched.remove(exchange, due)) {
                            timedOut(exchange);
                        }
                    });
            ticking.set(!watched.isEmpty());
            if (ticking.get() || !watched.isEmpty() && ticking.compareAndSet(false, true)) {
                tickLater();
            }
        }
    }
}
