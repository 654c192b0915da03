// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Takes an {@link HttpExchange} through HttpClient and tells it how far it has come. */
final class ExchangeContext extends HttpClientContext {

    private final HttpExchange exchange;
    private final AsyncClientConnectionManager pool;
    private final HttpRoutePlanner routes;

    /**
     * @param pool where its connection comes from
     * @param routes which way it goes
     * @param credentials user and password for the proxy on that way
     */
    ExchangeContext(
            HttpExchange exchange,
            AsyncClientConnectionManager pool,
            HttpRoutePlanner routes,
            CredentialsProvider credentials) {
        this.exchange = exchange;
        this.pool = pool;
        this.routes = routes;
        setUserToken(pool);
        setCredentialsProvider(credentials);
    }

    /** The way of an exchange to its target; the context is the exchange's own. */
    static HttpRoute route(HttpHost target, HttpContext context) throws HttpException {
        return ((ExchangeContext) context).routes.determineRoute(target, context);
    }

    /**
     * The outermost step. An exchange ends after its connection was returned, so that the next call
     * finds a connection free.
     */
    static final class Outermost implements AsyncExecChainHandler {

        @Override
        public void execute(
                HttpRequest request,
                AsyncEntityProducer body,
                AsyncExecChain.Scope scope,
                AsyncExecChain chain,
                AsyncExecCallback callback)
                throws HttpException, IOException {
            HttpExchange exchange = ((ExchangeContext) scope.clientContext).exchange;
            exchange.runsOn(scope.execRuntime);
            chain.proceed(request, body, scope, new AnswerLast(callback, exchange));
        }
    }

    /** The innermost step: the connection is there, the next thing to happen is a write. */
    static final class Innermost implements HttpRequestInterceptor {

        @Override
        public void process(HttpRequest request, EntityDetails entity, HttpContext context)
                throws HttpException, IOException {
            ExchangeContext own = (ExchangeContext) context;
            // a tunnel lost at the last moment would be rebuilt to the proxy and no further
            if ("https".equalsIgnoreCase(request.getScheme()) && own.getSSLSession() == null) {
                throw new SSLException("the connection is not secured by TLS");
            }
            own.exchange.sending();
        }
    }

    private record AnswerLast(AsyncExecCallback inner, HttpExchange exchange)
            implements AsyncExecCallback {

        @Override
        public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity)
                throws HttpException, IOException {
            return inner.handleResponse(response, entity);
        }

        @Override
        public void handleInformationResponse(HttpResponse response)
                throws HttpException, IOException {
            inner.handleInformationResponse(response);
        }

        @Override
        public void completed() {
            inner.completed();
            exchange.answered();
        }

        @Override
        public void failed(Exception cause) {
            inner.failed(cause);
        }
    }

    /**
     * Gives each exchange a connection of its own pool, so that one HttpClient serves many pools
     * that share nothing. Tells the exchange of the socket opened for it: HttpClient knows of it
     * only once TLS is agreed on, so that an exchange given up before would leave it open for half
     * a minute.
     */
    static final class Pools implements AsyncClientConnectionManager {

        private final Map<AsyncConnectionEndpoint, AsyncClientConnectionManager> leased =
                new ConcurrentHashMap<>();

        /**
         * @param pool the pool of the exchange, which the context says is its state
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
                                            own.exchange.connectingOn(session);
                                            opened.completed(session);
                                        }
                                    });
            return own.pool.connect(endpoint, watched, timeout, attachment, context, callback);
        }

        @Override
        public void upgrade(
                AsyncConnectionEndpoint endpoint, Object attachment, HttpContext context) {
            upgrade(endpoint, attachment, context, null);
        }

        @Override
        public void upgrade(
                AsyncConnectionEndpoint endpoint,
                Object attachment,
                HttpContext context,
                FutureCallback<AsyncConnectionEndpoint> callback) {
            ((ExchangeContext) context).pool.upgrade(endpoint, attachment, context, callback);
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
}
