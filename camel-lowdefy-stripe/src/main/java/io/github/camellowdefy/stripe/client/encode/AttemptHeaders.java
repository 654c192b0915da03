// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.call.ApiKeys;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.client.settings.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The headers that a connection adds to every attempt: the key, the names of this client, and, as
 * Stripe's own clients send it, how long the request before took. Thread-safe.
 */
public final class AttemptHeaders {

    private static final String USER_AGENT = "Stripe/v1 camel-lowdefy-stripe/" + Version.CURRENT;
    private static final String CLIENT_USER_AGENT =
            "{\"bindings_version\":\"%s\",\"lang\":\"java\",\"lang_version\":\"%s\",\"publisher\":\"camel-lowdefy-stripe\",\"httplib\":\"apache-httpclient5\"}"
                    .formatted(Version.CURRENT, System.getProperty("java.version"));

    private static final Pattern REQUEST_ID = Pattern.compile("[\\w-]{1,100}");

    private final Supplier<String> secretKey;
    private final boolean telemetry;
    private final AtomicReference<String> lastRequest = new AtomicReference<>();
    private volatile String checked;

    public AttemptHeaders(Supplier<String> secretKey, boolean telemetry) {
        this.secretKey = secretKey;
        this.telemetry = telemetry;
    }

    /**
     * The request with everything it needs to go out now.
     *
     * @throws io.github.camellowdefy.stripe.call.InvalidStripeCallException when the key is missing
     *     or cannot be a secret key
     */
    public WireRequest addTo(WireRequest request, CallOptions options) {
        Map<String, String> headers = new LinkedHashMap<>(24);
        headers.put("Authorization", "Bearer " + key(options));
        headers.put("Accept", "*/*");
        headers.put("Accept-Encoding", "gzip");
        headers.put("User-Agent", USER_AGENT);
        headers.put("X-Stripe-Client-User-Agent", CLIENT_USER_AGENT);
        // every measurement is sent once
        String metrics = lastRequest.get() == null ? null : lastRequest.getAndSet(null);
        if (metrics != null) {
            headers.put("X-Stripe-Client-Telemetry", metrics);
        }
        headers.putAll(request.headers());
        return request.with(headers);
    }

    /** Keeps how long an attempt took; an id that is not Stripe's is not repeated to Stripe. */
    public void answered(String requestId, long millis) {
        if (telemetry && requestId != null && REQUEST_ID.matcher(requestId).matches()) {
            lastRequest.set(
                    "{\"last_request_metrics\":{\"request_id\":\""
                            + requestId
                            + "\",\"request_duration_ms\":"
                            + millis
                            + "}}");
        }
    }

    /**
     * The key that an attempt is sent with. The connection's key is fetched for each attempt, so
     * that a rotated key is used at once; it is checked when it has changed.
     */
    private String key(CallOptions options) {
        if (options.apiKey() != null) {
            return options.apiKey();
        }
        String key = secretKey.get();
        if (key == null || !key.equals(checked)) {
            ApiKeys.check("secretKey", key);
            checked = key;
        }
        return key;
    }
}
