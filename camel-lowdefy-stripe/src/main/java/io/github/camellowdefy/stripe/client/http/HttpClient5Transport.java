// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.encode.BytesBody;
import io.github.camellowdefy.stripe.client.encode.SecretHeader;
import io.github.camellowdefy.stripe.client.encode.StreamedBody;
import io.github.camellowdefy.stripe.client.encode.WireBody;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/**
 * Apache HttpClient 5, asynchronous, stripped of everything that acts by itself: no retries, no
 * redirects, no cookies, no answers to the target's authentication challenges.
 */
public final class HttpClient5Transport implements HttpTransport {

    private static final TimeValue IDLE = TimeValue.ofSeconds(60);
    private static final long SWEEP_SECONDS = 5;

    private final HttpEngine engine;
    private final PoolingAsyncClientConnectionManager connections;
    private final HttpRoutePlanner routes;
    private final CredentialsProvider credentials;
    private final Timeline timeline;
    private final Executor readers;
    private final boolean proxied;
    private final String proxyAuthorization;
    private final long maxDownloadSize;
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param engine carries the requests out, on connections of this transport
     * @param timeline closes connections that have been idle or open for long
     * @param readers where bodies are read that are not in memory
     */
    public HttpClient5Transport(
            ConnectionSettings settings, HttpEngine engine, Timeline timeline, Executor readers) {
        this.engine = engine;
        this.timeline = timeline;
        this.readers = readers;
        this.maxDownloadSize = settings.maxDownloadSize();
        this.proxied = settings.proxy() != null;
        this.proxyAuthorization = authorization(settings.proxy());
        this.routes = HttpClients.routes(settings.proxy());
        this.credentials = HttpClients.credentials(settings.proxy());
        this.connections = HttpClients.connections(settings);
        sweepLater();
    }

    @Override
    public CompletableFuture<WireResponse> exchange(
            String base, WireRequest request, long timeoutMillis, boolean binary) {
        Origin origin = origins.computeIfAbsent(base, Origin::of);
        ResponseCollector collector =
                new ResponseCollector(
                        request.headers().get("Idempotency-Key"), binary ? maxDownloadSize : 0);
        boolean forwarded = proxied && origin.host().getSchemeName().equals("http");
        HttpExchange exchange = new HttpExchange(collector, engine.timeouts(), forwarded);
        exchange.limit(timeoutMillis);
        engine.execute(
                exchange,
                origin.host(),
                new BasicRequestProducer(head(origin, request), body(request.body(), exchange)),
                collector,
                new ExchangeContext(exchange, connections, routes, credentials));
        return exchange;
    }

    @Override
    public void close() {
        closed = true;
        connections.close(CloseMode.IMMEDIATE);
    }

    private BasicHttpRequest head(Origin origin, WireRequest request) {
        BasicHttpRequest head =
                new BasicHttpRequest(
                        request.method(), origin.host(), origin.path() + request.target());
        request.headers()
                .forEach(
                        (name, value) ->
                                head.addHeader(
                                        name.equals("Authorization")
                                                ? new SecretHeader(name, value)
                                                : new BasicHeader(name, value)));
        if (proxyAuthorization != null && origin.host().getSchemeName().equals("http")) {
            // not through a tunnel: asked for it, HttpClient would send the request once more
            head.addHeader(new SecretHeader("Proxy-Authorization", proxyAuthorization));
        }
        if (request.body() instanceof BytesBody bytes) {
            head.addHeader("Content-Type", bytes.contentType());
        }
        return head;
    }

    private static String authorization(ConnectionSettings.Proxy proxy) {
        if (proxy == null || proxy.username() == null) {
            return null;
        }
        String password = proxy.password() == null ? "" : proxy.password();
        byte[] plain = (proxy.username() + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    private AsyncEntityProducer body(WireBody body, HttpExchange exchange) {
        if (body == null) {
            return null;
        }
        return body instanceof BytesBody bytes
                ? new BasicAsyncEntityProducer(bytes.bytes(), null)
                : new StreamedBody(body, readers, exchange::abort);
    }

    private void sweepLater() {
        timeline.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private void sweep() {
        try {
            connections.closeExpired();
            connections.closeIdle(IDLE);
        } finally {
            if (!closed) {
                sweepLater();
            }
        }
    }
}
