// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.client.settings.SecretKey;
import io.github.camellowdefy.stripe.client.settings.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a connection adds to the headers of every attempt. */
public final class AttemptHeaders {

    private static final String USER_AGENT = "Stripe/v1 camel-lowdefy-stripe/" + Version.CURRENT;
    private static final String CLIENT_USER_AGENT =
            "{\"bindings_version\":\"%s\",\"lang\":\"java\",\"lang_version\":\"%s\",\"publisher\":\"camel-lowdefy-stripe\",\"httplib\":\"apache-httpclient5\"}"
                    .formatted(Version.CURRENT, System.getProperty("java.version"));

    private final Supplier<String> secretKey;
    private final Telemetry telemetry;
    private volatile SecretKey current;

    public AttemptHeaders(Supplier<String> secretKey, Telemetry telemetry) {
        this.secretKey = secretKey;
        this.telemetry = telemetry;
    }

    /**
     * Sees to it that there is a key fit to be sent.
     *
     * @throws io.github.camellowdefy.stripe.call.InvalidStripeCallException when there is none
     */
    public void check(CallOptions options) {
        key(options);
    }

    /** The request with everything it needs to go out now. */
    public WireRequest addTo(WireRequest request, CallOptions options) {
        Map<String, String> headers = new LinkedHashMap<>(24);
        headers.put("Authorization", key(options).authorization());
        headers.put("Accept", "*/*");
        headers.put("Accept-Encoding", "gzip");
        headers.put("User-Agent", USER_AGENT);
        headers.put("X-Stripe-Client-User-Agent", CLIENT_USER_AGENT);
        telemetry.addTo(headers);
        headers.putAll(request.headers());
        return new WireRequest(
                request.method(), request.base(), request.target(), headers, request.body());
    }

    /** Asked for anew each time, so that a rotated key is used at once; checked when it changed. */
    private SecretKey key(CallOptions options) {
        if (options.apiKey() != null) {
            return SecretKey.of("apiKey", options.apiKey());
        }
        String given = secretKey.get();
        SecretKey known = current;
        if (known == null || !known.is(given)) {
            known = SecretKey.of("secretKey", given);
            current = known;
        }
        return known;
    }
}
