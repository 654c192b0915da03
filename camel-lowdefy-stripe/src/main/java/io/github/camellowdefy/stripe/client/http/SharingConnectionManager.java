/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.SharedConnection;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Has requests share HTTP/2 connections while they are in use, on top of a pool that knows nothing
 * of it. Connections are opened as long as those there are have no room, be it because the server
 * allows few streams. A request given up takes no other with it: its connection is used by no
 * further one and closed after the last. (HttpClient's own sharing closes it at once.)
 *
 * <p>While a connection is being opened further requests wait for it, so that a burst does not open
 * one for each; unless the server is known not to speak HTTP/2. When the opening fails, or takes
 * long, they open their own.
 */
final class SharingConnectionManager implements AsyncClientConnectionManager {

    /** For a connection that another request opens: a lost packet is sent again after a second. */
    private static final long PATIENCE_MILLIS = 3_000;

    /** For room on one that is there: a server that allows few streams makes none. */
    private static final long SHORT_PATIENCE_MILLIS = 500;

    private final AsyncClientConnectionManager pool;
    private final Timeline timeline;
    private final Map<HttpRoute, List<SharedConnection>> inUse = new HashMap<>();
    private final Map<HttpRoute, Opening> openings = new HashMap<>();
    private final Set<HttpRoute> withoutHttp2 = new HashSet<>();

    SharingConnectionManager(AsyncClientConnectionManager pool, Timeline timeline) {
        this.pool = pool;
        this.timeline = timeline;
    }

    @Override
    public Future<AsyncConnectionEndpoint> lease(
            String id,
            HttpRoute route,
            Object state,
            Timeout timeout,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        ComplexFuture<AsyncConnectionEndpoint> future = new ComplexFuture<>(callback);
        fulfil(new ConnectionWish(id, route, state, timeout, future), true);
        return future;
    }

    private void fulfil(ConnectionWish wish, boolean mayWait) {
        SharedConnection shared = joinOne(wish.route());
        if (shared != null) {
            grant(wish, shared);
            return;
        }
        Opening own = mayWait ? waitOrOpen(wish) : new Opening();
        if (own != null && !wish.future().isDone()) {
            open(wish, own);
        }
    }

    private void grant(ConnectionWish wish, SharedConnection connection) {
        StreamEndpoint stream = new StreamEndpoint(connection);
        if (!wish.future().completed(stream)) {
            // given up meanwhile
            release(stream, null, HttpClients.KEEP_ALIVE);
        }
    }

    /** What the wish has to open by itself, or null where it waits for what another one opens. */
    private synchronized Opening waitOrOpen(ConnectionWish wish) {
        Opening own = new Opening();
        if (withoutHttp2.contains(wish.route())) {
            return own;
        }
        Opening other = openings.get(wish.route());
        if (other != null && other.add(wish)) {
            return null;
        }
        openings.put(wish.route(), own);
        dissolveLater(own, PATIENCE_MILLIS);
        return own;
    }

    private void open(ConnectionWish wish, Opening opening) {
        wish.askOf(
                pool,
                new FutureCallback<>() {
                    @Override
                    public void completed(AsyncConnectionEndpoint endpoint) {
                        SharedConnection connection =
                                new SharedConnection(
                                        wish.route(),
                                        endpoint,
                                        opening,
                                        SharingConnectionManager.this::share);
                        connection.enter();
                        boolean there = endpoint.isConnected();
                        if (there) {
                            offer(connection);
                        }
                        grant(wish, connection);
                        if (there) {
                            settle(connection);
                        }
                    }

                    @Override
                    public void failed(Exception cause) {
                        wish.future().failed(cause);
                        dissolve(opening);
                    }

                    @Override
                    public void cancelled() {
                        wish.future().cancel();
                        dissolve(opening);
                    }
                });
    }

    /** It is known by now what the connection speaks. */
    private void settle(SharedConnection connection) {
        Opening opening = connection.opening();
        if (!connection.isHttp2()) {
            dissolve(opening);
            return;
        }
        share(connection);
        if (opening.isAwaited()) {
            dissolveLater(opening, SHORT_PATIENCE_MILLIS);
        }
    }

    private void share(SharedConnection connection) {
        Opening opening = connection.opening();
        for (ConnectionWish next = opening.next(connection);
                next != null;
                next = opening.next(connection)) {
            grant(next, connection);
        }
    }

    private void dissolveLater(Opening opening, long millis) {
        timeline.schedule(() -> dissolve(opening), millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Those that wait for it wait no longer. Where nothing came of it, each is on its own; where
     * there was no room for all, the next connection may have it.
     */
    private void dissolve(Opening opening) {
        boolean inVain;
        synchronized (this) {
            inVain = openings.values().remove(opening);
        }
        for (ConnectionWish wish : opening.end()) {
            fulfil(wish, !inVain);
        }
    }

    @Override
    public void release(AsyncConnectionEndpoint stream, Object state, TimeValue keepAlive) {
        SharedConnection connection = ((StreamEndpoint) stream).detach();
        if (connection == null) {
            return;
        }
        if (!leave(connection)) {
            connection.hasRoom();
            return;
        }
        if (connection.isRetired()) {
            connection.endpoint().close(CloseMode.IMMEDIATE);
        }
        pool.release(connection.endpoint(), state, keepAlive);
        dissolve(connection.opening());
    }

    @Override
    public Future<AsyncConnectionEndpoint> connect(
            AsyncConnectionEndpoint stream,
            ConnectionInitiator initiator,
            Timeout timeout,
            Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        SharedConnection connection = ((StreamEndpoint) stream).connection();
        return pool.connect(
                connection.endpoint(),
                initiator,
                timeout,
                attachment,
                context,
                onceThere(stream, !connection.route().isTunnelled(), context, callback));
    }

    @Override
    public void upgrade(
            AsyncConnectionEndpoint stream,
            Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        SharedConnection connection = ((StreamEndpoint) stream).connection();
        pool.upgrade(
                connection.endpoint(),
                attachment,
                context,
                onceThere(stream, true, context, callback));
    }

    @Override
    public void upgrade(AsyncConnectionEndpoint stream, Object attachment, HttpContext context) {
        pool.upgrade(((StreamEndpoint) stream).connection().endpoint(), attachment, context);
    }

    @Override
    public void close(CloseMode mode) {
        pool.close(mode);
    }

    @Override
    public void close() {
        pool.close(CloseMode.GRACEFUL);
    }

    /**
     * @param whole whether the connection then ends at the server, not at a proxy
     */
    private FutureCallback<AsyncConnectionEndpoint> onceThere(
            AsyncConnectionEndpoint stream,
            boolean whole,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        SharedConnection connection = ((StreamEndpoint) stream).connection();
        return new CallbackContribution<>(callback) {
            @Override
            public void completed(AsyncConnectionEndpoint endpoint) {
                if (connection.isHttp2()) {
                    ((ExchangeContext) context).connected();
                }
                if (whole) {
                    offer(connection);
                }
                callback.completed(stream);
                if (whole) {
                    settle(connection);
                }
            }
        };
    }

    private synchronized SharedConnection joinOne(HttpRoute route) {
        // the first with room, so that those beyond the need fall idle and are closed
        for (SharedConnection connection : inUse.getOrDefault(route, List.of())) {
            if (connection.join()) {
                return connection;
            }
        }
        return null;
    }

    private synchronized void offer(SharedConnection connection) {
        HttpRoute route = connection.route();
        if (connection.isHttp2()) {
            inUse.computeIfAbsent(route, same -> new ArrayList<>()).add(connection);
            withoutHttp2.remove(route);
            openings.remove(route, connection.opening());
        } else {
            withoutHttp2.add(route);
        }
    }

    private synchronized boolean leave(SharedConnection connection) {
        boolean last = connection.leave();
        if (last) {
            inUse.getOrDefault(connection.route(), new ArrayList<>()).remove(connection);
        }
        return last;
    }
}
