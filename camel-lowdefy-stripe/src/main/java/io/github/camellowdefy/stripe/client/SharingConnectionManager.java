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
package io.github.camellowdefy.stripe.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.CompletedFuture;
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
 */
final class SharingConnectionManager implements AsyncClientConnectionManager {

    private final AsyncClientConnectionManager pool;
    private final Map<HttpRoute, List<SharedConnection>> inUse = new HashMap<>();

    SharingConnectionManager(AsyncClientConnectionManager pool) {
        this.pool = pool;
    }

    @Override
    public Future<AsyncConnectionEndpoint> lease(
            String id,
            HttpRoute route,
            Object state,
            Timeout timeout,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        SharedConnection shared = joinOne(route);
        if (shared != null) {
            AsyncConnectionEndpoint stream = new StreamEndpoint(shared);
            callback.completed(stream);
            return new CompletedFuture<>(stream);
        }
        return pool.lease(
                id,
                route,
                state,
                timeout,
                new CallbackContribution<>(callback) {
                    @Override
                    public void completed(AsyncConnectionEndpoint endpoint) {
                        SharedConnection connection = new SharedConnection(route, endpoint);
                        connection.enter();
                        offer(connection);
                        callback.completed(new StreamEndpoint(connection));
                    }
                });
    }

    @Override
    public void release(AsyncConnectionEndpoint stream, Object state, TimeValue keepAlive) {
        SharedConnection connection = ((StreamEndpoint) stream).detach();
        if (connection == null || !leave(connection)) {
            return;
        }
        if (connection.isRetired()) {
            connection.endpoint().close(CloseMode.IMMEDIATE);
        }
        pool.release(connection.endpoint(), state, keepAlive);
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
                onceThere(stream, connection, context, callback));
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
                onceThere(stream, connection, context, callback));
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

    private FutureCallback<AsyncConnectionEndpoint> onceThere(
            AsyncConnectionEndpoint stream,
            SharedConnection connection,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        return new CallbackContribution<>(callback) {
            @Override
            public void completed(AsyncConnectionEndpoint endpoint) {
                if (connection.isHttp2()) {
                    ((ExchangeContext) context).connected();
                }
                offer(connection);
                callback.completed(stream);
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
        if (connection.isHttp2()) {
            inUse.computeIfAbsent(connection.route(), route -> new ArrayList<>()).add(connection);
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
