// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.http.HttpClient5Transport;
import io.github.camellowdefy.stripe.client.http.HttpEngine;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.StripeThreads;
import io.github.camellowdefy.stripe.client.settings.SystemTimeline;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that carry out the calls of any number of connections: a few for I/O, one timer, up
 * to eight that read what is uploaded, and up to four that ask for shared budgets. The connections
 * share nothing else: each has its own sockets, limits and key. Thread-safe.
 *
 * <pre>{@code
 * try (ConnectionThreads threads = new ConnectionThreads();
 *         StripeConnection shop = new StripeConnection(shopSettings, threads);
 *         StripeConnection club = new StripeConnection(clubSettings, threads)) {
 *     ...
 * }
 * }</pre>
 */
public final class ConnectionThreads implements AutoCloseable {

    private static final int UPLOADS_AT_ONCE = 8;
    private static final int BUDGETS_AT_ONCE = 4;

    private final SystemTimeline timeline = new SystemTimeline();
    private final ThreadPoolExecutor readers = pool(UPLOADS_AT_ONCE, "stripe-upload");
    private final ThreadPoolExecutor background = pool(BUDGETS_AT_ONCE, "stripe-budget");
    private HttpEngine engine;

    /** Starts none yet. */
    public ConnectionThreads() {}

    private static ThreadPoolExecutor pool(int threads, String name) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        new StripeThreads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    Timeline timeline() {
        return timeline;
    }

    /** Where the store of a shared budget may block. */
    Executor background() {
        return background;
    }

    /** What sends the requests of one connection; closing it closes its sockets. */
    HttpTransport transport(ConnectionSettings settings) {
        return new HttpClient5Transport(settings, this::engine, timeline, readers);
    }

    /** Ends the threads; the connections that use them are closed before. */
    @Override
    public synchronized void close() {
        timeline.close();
        if (engine != null) {
            engine.close();
        }
        readers.shutdownNow();
        background.shutdownNow();
    }

    private synchronized HttpEngine engine() {
        if (engine == null) {
            engine = new HttpEngine(timeline);
        }
        return engine;
    }
}
