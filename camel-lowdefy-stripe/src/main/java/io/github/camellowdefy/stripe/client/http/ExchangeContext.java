// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.IOSession;

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

    AsyncClientConnectionManager pool() {
        return pool;
    }

    HttpRoute route(HttpHost target) throws HttpException {
        return routes.determineRoute(target, this);
    }

    /** A socket was opened for the exchange. */
    void connectingOn(IOSession session) {
        exchange.connectingOn(session);
    }

    /**
     * The outermost step. An exchange ends after its connection has been returned, so that whoever
     * waited for it finds a connection free.
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
}
