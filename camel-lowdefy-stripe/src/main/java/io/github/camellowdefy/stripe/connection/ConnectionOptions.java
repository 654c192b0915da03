// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings.Proxy;
import io.github.camellowdefy.stripe.client.settings.SharedRate;
import io.github.camellowdefy.stripe.option.Option;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * A configuration with its defaults, checked. The options that a single call can override ({@link
 * #callOptions()}) are kept apart from the settings of the connection ({@link #settings}):
 * endpoints that differ only in the former share one connection, and with it one limit and one
 * budget.
 */
public final class ConnectionOptions {

    private static final String API_BASE = "https://api.stripe.com";
    private static final Pattern STRIPES =
            Pattern.compile("(.*\\.)?stripe\\.com", Pattern.CASE_INSENSITIVE);
    private static final long TIMEOUT = 80_000;
    private static final int RETRIES = 2;
    private static final int CONCURRENT = 100;
    private static final int QUEUED = 10_000;
    private static final long DOWNLOAD = 1L << 30;
    private static final int FALLBACK_PERCENT = 10;

    private final StripeConfiguration configuration;

    /**
     * Checks the options together; {@code Options} has checked each.
     *
     * @throws IllegalArgumentException one sentence that names the option
     */
    public ConnectionOptions(StripeConfiguration configuration) {
        this.configuration = configuration;
        proxy();
        sharedRate();
        callOptions();
        if (configuration.getStripeAccount() != null && configuration.getStripeContext() != null) {
            throw new IllegalArgumentException(
                    "The options stripeAccount and stripeContext are both set, on the endpoint, its connection bean or the component; expected one of them.");
        }
    }

    public ConnectionSettings settings(Supplier<String> secretKey, SSLContext sslContext) {
        return new ConnectionSettings(
                secretKey,
                null,
                null,
                null,
                TIMEOUT,
                orElse(configuration.getDeadline(), 0L),
                RETRIES,
                orElse(configuration.getTelemetry(), true),
                bases(),
                proxy(),
                sslContext,
                orElse(configuration.getMaxConcurrentRequests(), CONCURRENT),
                orElse(configuration.getMaxQueuedRequests(), QUEUED),
                orElse(configuration.getRequestsPerSecond(), 0),
                sharedRate(),
                orElse(configuration.getMaxDownloadSize(), DOWNLOAD));
    }

    public CallOptions callOptions() {
        return new CallOptions(
                null,
                configuration.getStripeAccount(),
                configuration.getStripeContext(),
                configuration.getApiVersion(),
                null,
                Math.toIntExact(orElse(configuration.getTimeout(), TIMEOUT)),
                orElse(configuration.getMaxNetworkRetries(), RETRIES));
    }

    public AnswerFormat outputType() {
        return orElse(configuration.getOutputType(), AnswerFormat.MAP);
    }

    /** The executor that continues routes: the user's, where one is set. */
    Executor workers(Executor otherwise) {
        Executor own = configuration.getWorkerPool();
        return new RouteWorkers.HandOver(own == null ? otherwise : own);
    }

    SSLContextParameters sslContextParameters() {
        return configuration.getSslContextParameters();
    }

    /** The base URL of the API, or null where the option is not a base URL. */
    public static String apiBase(StripeConfiguration configuration) {
        String base = base(configuration.getApiBase(), API_BASE);
        return Option.isBase(base) ? base : null;
    }

    /** Those that are not set follow a base that is not Stripe's: the key must not go elsewhere. */
    private Map<ApiBase, String> bases() {
        String api = apiBase(configuration);
        boolean stripes = STRIPES.matcher(Option.url(api).getHost()).matches();
        return Map.of(
                ApiBase.API, api,
                ApiBase.FILES,
                        base(
                                configuration.getFilesBase(),
                                stripes ? "https://files.stripe.com" : api),
                ApiBase.CONNECT,
                        base(
                                configuration.getConnectBase(),
                                stripes ? "https://connect.stripe.com" : api),
                ApiBase.METER_EVENTS,
                        base(
                                configuration.getMeterEventsBase(),
                                stripes ? "https://meter-events.stripe.com" : api));
    }

    private Proxy proxy() {
        String host = configuration.getProxyHost();
        Integer port = configuration.getProxyPort();
        boolean named = configuration.getProxyUsername() != null;
        if (!named && configuration.getProxyPassword() != null) {
            throw new IllegalArgumentException(
                    "The option proxyPassword is set without proxyUsername; expected both or neither.");
        }
        if (host == null && port == null && !named) {
            return null;
        }
        if (host == null || port == null) {
            throw new IllegalArgumentException(
                    "The options proxyHost and proxyPort belong together; expected a host name and a port from 1 to 65535.");
        }
        return new Proxy(
                host, port, configuration.getProxyUsername(), configuration.getProxyPassword());
    }

    private SharedRate sharedRate() {
        Object manager = configuration.getRateLimiter();
        Integer percent = configuration.getRateLimiterFallback();
        if (manager != null && orElse(configuration.getRequestsPerSecond(), 0) == 0) {
            throw new IllegalArgumentException(
                    "The option rateLimiter is set without requestsPerSecond; expected the budget that all instances share, such as requestsPerSecond=80.");
        }
        if (manager == null && percent != null) {
            throw new IllegalArgumentException(
                    "The option rateLimiterFallback is set without rateLimiter; it says what to do while the shared budget cannot be reached.");
        }
        return manager == null ? null : new SharedRate(manager, orElse(percent, FALLBACK_PERCENT));
    }

    private static String base(String value, String otherwise) {
        return orElse(value, otherwise).replaceFirst("(?<!/)/++$", "");
    }

    private static <T> T orElse(T value, T otherwise) {
        return value != null ? value : otherwise;
    }
}
