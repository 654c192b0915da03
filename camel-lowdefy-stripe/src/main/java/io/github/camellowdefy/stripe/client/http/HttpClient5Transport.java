// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.client.encode.StreamedBody;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
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
    private final HttpEngine.Timeouts timeouts;
    private final PoolingAsyncClientConnectionManager connections;
    private final HttpRoutePlanner routes;
    private final CredentialsProvider credentials;
    private final Timeline timeline;
    private final Executor readers;
    private final boolean proxied;
    private final String proxyAuthorization;
    private final long maxDownloadSize;
    private final Map<ApiBase, Origin> origins = new EnumMap<>(ApiBase.class);
    private volatile boolean closed;

    /**
     * A transport with connections of its own.
     *
     * @param engines gives the engine that carries the requests out, on connections of this
     *     transport
     * @param timeline closes connections that have been idle or open for long
     * @param readers where bodies are read that are not in memory
     * @throws InvalidStripeCallException when a base URL of the settings is none
     */
    public HttpClient5Transport(
            ConnectionSettings settings,
            Supplier<HttpEngine> engines,
            Timeline timeline,
            Executor readers) {
        settings.bases().forEach((base, url) -> origins.put(base, Origin.of(url)));
        this.engine = engines.get();
        this.timeouts = engine.timeouts();
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
            WireRequest request, long timeoutMillis, boolean binary) {
        Origin origin = origins.get(request.base());
        ResponseCollector collector =
                new ResponseCollector(
                        request.headers().get("Idempotency-Key"), binary ? maxDownloadSize : 0);
        boolean forwarded = proxied && origin.isPlain();
        HttpExchange exchange = new HttpExchange(collector, timeouts, forwarded);
        exchange.limit(timeoutMillis);
        engine.execute(
                exchange,
                origin.host,
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
                new BasicHttpRequest(request.method(), origin.host, origin.path + request.target());
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            String name = header.getKey();
            head.addHeader(
                    name.equals("Authorization")
                            ? new SecretHeader(name, header.getValue())
                            : new BasicHeader(name, header.getValue()));
        }
        if (proxyAuthorization != null && origin.isPlain()) {
            // not through a tunnel: asked for it, HttpClient would send the request once more
            head.addHeader(new SecretHeader("Proxy-Authorization", proxyAuthorization));
        }
        if (request.body() instanceof WireRequest.Bytes bytes) {
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

    private AsyncEntityProducer body(WireRequest.Body body, HttpExchange exchange) {
        if (body == null) {
            return null;
        }
        return body instanceof WireRequest.Bytes bytes
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

    /**
     * Where the requests of one base URL go.
     *
     * @param path the prefix of every target, often empty
     */
    private record Origin(HttpHost host, String path) {

        /** Reads a base URL such as {@code https://api.stripe.com}. */
        static Origin of(String base) {
            try {
                URI uri = new URI(base);
                boolean http =
                        "https".equalsIgnoreCase(uri.getScheme())
                                || "http".equalsIgnoreCase(uri.getScheme());
                if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                    String path = uri.getRawPath();
                    int slash = path.endsWith("/") ? 1 : 0;
                    return new Origin(
                            HttpHost.create(uri), path.substring(0, path.length() - slash));
                }
            } catch (URISyntaxException e) {
                // said below
            }
            throw new InvalidStripeCallException(
                    "A base URL of Stripe is not of the form https://host:port, without user and password");
        }

        boolean isPlain() {
            return host.getSchemeName().equals("http");
        }
    }

    /**
     * A header that goes out as it is and is logged without its value, by HttpClient itself too.
     */
    static final class SecretHeader extends BasicHeader {

        private static final long serialVersionUID = 1L;

        SecretHeader(String name, String value) {
            super(name, value, true);
        }

        @Override
        public String toString() {
            return getName() + ": xxxxxx";
        }
    }
}
