// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings.Proxy;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthScheme;
import org.apache.hc.client5.http.auth.AuthSchemeFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultAuthenticationStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.BasicSchemeFactory;
import org.apache.hc.client5.http.impl.auth.DigestSchemeFactory;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.function.Callback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds HttpClient and its parts. Nothing is read from system properties. */
final class HttpClients {

    private static final int MAX_IO_THREADS = 4;

    private static final Map<String, AuthSchemeFactory> SCHEMES =
            Map.of("basic", BasicSchemeFactory.INSTANCE, "digest", DigestSchemeFactory.INSTANCE);

    /** Of a header, or of the line before a chunk; Stripe's are far shorter, and fewer. */
    private static final int LONGEST_LINE = 16 << 10;

    private static final int MOST_HEADERS = 200;

    /** One address of several may be dead: leave time for the next. */
    private static final Timeout CONNECT = Timeout.ofSeconds(30);

    /** Names are looked up again for a new connection, so no connection may live for ever. */
    private static final TimeValue LIFE = TimeValue.ofMinutes(5);

    private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(55);

    private HttpClients() {}

    static PoolingAsyncClientConnectionManager connections(ConnectionSettings settings) {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(
                        ClientTlsStrategyBuilder.create()
                                .setSslContext(sslContext(settings))
                                // twice: the JDK asks a trust manager for the name, which the one
                                // of a user may leave out; and no default may leave out both
                                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                                .setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier())
                                .buildAsync())
                .setDefaultTlsConfig(
                        TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .setHandshakeTimeout(CONNECT)
                                .build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setTimeToLive(LIFE)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(settings.maxConcurrentRequests())
                .setMaxConnTotal(settings.maxConcurrentRequests())
                .build();
    }

    /**
     * A client for many pools.
     *
     * @param errors receives the errors of I/O threads that belong to no request
     */
    static CloseableHttpAsyncClient client(
            ThreadFactory threads, ExchangeContext.Pools pools, Callback<Exception> errors) {
        return HttpAsyncClientBuilder.create()
                .setConnectionManager(pools)
                .setIOReactorConfig(
                        IOReactorConfig.custom()
                                .setIoThreadCount(ioThreads())
                                .setTcpNoDelay(true)
                                .setSoKeepAlive(true)
                                .build())
                .setHttp1Config(
                        Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                .setThreadFactory(threads)
                .setIoReactorExceptionCallback(errors)
                // else a log at DEBUG has every byte of a request, the key among them
                .setIoSessionDecorator(session -> session)
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                // its inflater takes a truncated answer for a whole one
                                .setContentCompressionEnabled(false)
                                .setConnectionRequestTimeout(Timeout.DISABLED)
                                .setDefaultKeepAlive(
                                        KEEP_ALIVE.getDuration(), KEEP_ALIVE.getTimeUnit())
                                .setExpectContinueEnabled(false)
                                .setRedirectsEnabled(false)
                                .setProtocolUpgradeEnabled(false)
                                .build())
                .setRoutePlanner(ExchangeContext::route)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setTargetAuthenticationStrategy((type, challenges, context) -> List.of())
                .setDefaultAuthSchemeRegistry(HttpClients::authScheme)
                .setProxyAuthenticationStrategy(HttpClients::proxyAuthentication)
                .addRequestInterceptorLast(new ExchangeContext.Innermost())
                .addExecInterceptorBefore(
                        ChainElement.PROTOCOL.name(), "exchange", new ExchangeContext.Outermost())
                .build();
    }

    static HttpRoutePlanner routes(Proxy proxy) {
        return proxy == null
                ? new DefaultRoutePlanner(null)
                : new DefaultProxyRoutePlanner(host(proxy));
    }

    static CredentialsProvider credentials(Proxy proxy) {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        if (proxy != null && proxy.username() != null) {
            String password = proxy.password() == null ? "" : proxy.password();
            credentials.setCredentials(
                    new AuthScope(host(proxy)),
                    new UsernamePasswordCredentials(proxy.username(), password.toCharArray()));
        }
        return credentials;
    }

    private static HttpHost host(Proxy proxy) {
        return new HttpHost("http", proxy.host(), proxy.port());
    }

    private static AuthSchemeFactory authScheme(String name) {
        AuthSchemeFactory factory = SCHEMES.get(name.toLowerCase(Locale.ROOT));
        return factory == null ? null : context -> new SecretAuthScheme(factory.create(context));
    }

    /** Answers the challenge to a CONNECT, which carries nothing, and to no other request. */
    private static List<AuthScheme> proxyAuthentication(
            ChallengeType type, Map<String, AuthChallenge> challenges, HttpContext context) {
        boolean connecting = HttpClientContext.castOrCreate(context).getHttpRoute() == null;
        return connecting
                ? DefaultAuthenticationStrategy.INSTANCE.select(type, challenges, context)
                : List.of();
    }

    private static int ioThreads() {
        return Math.max(2, Math.min(MAX_IO_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    private static SSLContext sslContext(ConnectionSettings settings) {
        try {
            return settings.sslContext() != null ? settings.sslContext() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK has no TLS", e);
        }
    }
}
