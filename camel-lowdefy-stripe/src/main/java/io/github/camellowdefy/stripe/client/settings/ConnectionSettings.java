// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.settings;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The settings of a connection. Durations are milliseconds.
 *
 * <pre>{@code
 * try (StripeConnection connection = new StripeConnection(settings)) {
 *     connection.send(call, AnswerFormat.MAP);
 * }
 * }</pre>
 *
 * @param secretKey asked for at every attempt, so that a rotated key is used by the next one
 * @param apiVersion {@code Stripe-Version}, or null to send none on v1
 * @param stripeAccount the connected account, or null
 * @param stripeContext the context, or null
 * @param timeout for one attempt, connect to last byte; 0 means none
 * @param deadline over all attempts of a call; 0 means none
 * @param maxNetworkRetries how often a failed attempt is repeated
 * @param telemetry whether {@code X-Stripe-Client-Telemetry} is sent
 * @param bases the base URL of each host, without a trailing slash
 * @param proxy the proxy, or null
 * @param sslContext the TLS context, or null for the JDK's
 * @param maxConcurrentRequests calls in flight
 * @param maxQueuedRequests calls waiting for their turn
 * @param requestsPerSecond the budget; 0 means none
 * @param sharedRate where the budget is shared with other instances, or null
 * @param maxDownloadSize the most bytes of an answer that is a file
 */
public record ConnectionSettings(
        Supplier<String> secretKey,
        String apiVersion,
        String stripeAccount,
        String stripeContext,
        long timeout,
        long deadline,
        int maxNetworkRetries,
        boolean telemetry,
        Map<ApiBase, String> bases,
        Proxy proxy,
        SSLContext sslContext,
        int maxConcurrentRequests,
        int maxQueuedRequests,
        int requestsPerSecond,
        SharedRate sharedRate,
        long maxDownloadSize) {

    /**
     * Checks each value.
     *
     * @throws IllegalArgumentException one sentence that names the option
     */
    public ConnectionSettings {
        bases = Map.copyOf(bases);
        // refuses what cannot be a header
        CallOptions.of(null, stripeAccount, stripeContext, apiVersion);
        atLeast(0, "timeout", timeout);
        atLeast(0, "deadline", deadline);
        atLeast(0, "maxNetworkRetries", maxNetworkRetries);
        atLeast(1, "maxConcurrentRequests", maxConcurrentRequests);
        atLeast(0, "maxQueuedRequests", maxQueuedRequests);
        atLeast(0, "requestsPerSecond", requestsPerSecond);
        atLeast(1, "maxDownloadSize", maxDownloadSize);
    }

    private static void atLeast(int least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "The option " + option + " is " + value + "; it has to be at least " + least);
        }
    }

    /** A forward proxy; user and password may be null. */
    public record Proxy(String host, int port, String username, String password) {

        /** Leaves user and password out. */
        @Override
        public String toString() {
            return host + ':' + port;
        }
    }

    /** Leaves everything out that could be a secret. */
    @Override
    public String toString() {
        return "ConnectionSettings" + bases;
    }
}
