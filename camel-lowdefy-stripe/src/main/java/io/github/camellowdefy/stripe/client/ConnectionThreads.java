// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.http.HttpClient5Transport;
import io.github.camellowdefy.stripe.client.http.HttpEngine;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.http.Origin;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.StripeThreads;
import io.github.camellowdefy.stripe.client.settings.SystemTimeline;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that carry out the calls of any number of connections: a few for I/O, one timer, and
 * up to eight that read what is uploaded. The connections share nothing else: each has its own
 * sockets, limits and key. Thread-safe.
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

    private final SystemTimeline timeline = new SystemTimeline();
    private final ThreadPoolExecutor readers =
            new ThreadPoolExecutor(
                    UPLOADS_AT_ONCE,
                    UPLOADS_AT_ONCE,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    new StripeThreads("stripe-upload"));
    private HttpEngine engine;

    /** Starts none yet. */
    public ConnectionThreads() {
        readers.allowCoreThreadTimeOut(true);
    }

    Timeline timeline() {
        return timeline;
    }

    /** What sends the requests of one connection; closing it closes its sockets. */
    HttpTransport transport(ConnectionSettings settings) {
        // a wrong base URL is better known at the start than at the first call
        settings.bases().values().forEach(Origin::of);
        return new HttpClient5Transport(settings, engine(), timeline, readers);
    }

    /** Ends the threads; the connections that use them are closed before. */
    @Override
    public synchronized void close() {
        timeline.close();
        if (engine != null) {
            engine.close();
        }
        readers.shutdownNow();
    }

    private synchronized HttpEngine engine() {
        if (engine == null) {
            engine = new HttpEngine(timeline);
        }
        return engine;
    }
}
