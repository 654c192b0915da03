// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Gives each exchange a connection of its own pool, so that one HttpClient serves many pools that
 * share nothing. Tells the exchange of the socket opened for it: HttpClient knows of it only once
 * TLS is agreed on, so that an exchange given up before would leave it open for half a minute.
 */
final class ConnectionPools implements AsyncClientConnectionManager {

    private final Map<AsyncConnectionEndpoint, AsyncClientConnectionManager> leased =
            new ConcurrentHashMap<>();

    /**
     * @param pool the pool of the exchange, which {@link ExchangeContext} says is its state
     */
    @Override
    public Future<AsyncConnectionEndpoint> lease(
            String id,
            HttpRoute route,
            Object pool,
            Timeout timeout,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        AsyncClientConnectionManager own = (AsyncClientConnectionManager) pool;
        return own.lease(
                id,
                route,
                null,
                timeout,
                new CallbackContribution<>(callback) {
                    @Override
                    public void completed(AsyncConnectionEndpoint endpoint) {
                        leased.put(endpoint, own);
                        callback.completed(endpoint);
                    }
                });
    }

    @Override
    public void release(AsyncConnectionEndpoint endpoint, Object pool, TimeValue keepAlive) {
        AsyncClientConnectionManager own = leased.remove(endpoint);
        if (own != null) {
            own.release(endpoint, null, keepAlive);
        }
    }

    @Override
    public Future<AsyncConnectionEndpoint> connect(
            AsyncConnectionEndpoint endpoint,
            ConnectionInitiator initiator,
            Timeout timeout,
            Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        ExchangeContext own = (ExchangeContext) context;
        ConnectionInitiator watched =
                (host, remote, local, limit, with, opened) ->
                        initiator.connect(
                                host,
                                remote,
                                local,
                                limit,
                                with,
                                new CallbackContribution<>(opened) {
                                    @Override
                                    public void completed(IOSession session) {
                                        own.connectingOn(session);
                                        opened.completed(session);
                                    }
                                });
        return own.pool().connect(endpoint, watched, timeout, attachment, context, callback);
    }

    @Override
    public void upgrade(AsyncConnectionEndpoint endpoint, Object attachment, HttpContext context) {
        upgrade(endpoint, attachment, context, null);
    }

    @Override
    public void upgrade(
            AsyncConnectionEndpoint endpoint,
            Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        ((ExchangeContext) context).pool().upgrade(endpoint, attachment, context, callback);
    }

    /** Does nothing: pools are closed by those that they belong to. */
    @Override
    public void close(CloseMode mode) {
        // see above
    }

    @Override
    public void close() {
        // see above
    }
}
