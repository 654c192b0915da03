// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import com.stripe.Stripe;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers one call adds to those of its connection. */
final class RequestHeaders {

    private RequestHeaders() {}

    /**
     * The call's options win over the connection's settings. Without a version, v1 is sent none, so
     * that the account's default answers; v2 takes no request without, so it is stripe-java's.
     */
    static Map<String, String> of(StripeCall call, ConnectionSettings settings) {
        if (call.options().stripeAccount() != null && call.options().stripeContext() != null) {
            throw new InvalidStripeCallException(
                    "Both stripeAccount and stripeContext are set, be it by the message, its headers or the endpoint; give one of them.");
        }
        CallOptions options = call.options().orElse(connection(settings));
        String version = options.apiVersion();
        Map<String, String> headers = new LinkedHashMap<>(8);
        put(
                headers,
                "Stripe-Version",
                version == null && call.operation().isV2() ? Stripe.API_VERSION : version);
        if (call.operation().verb().equals("DELETE")) {
            // without a body, but the Node client names the type it would have
            headers.put(
                    "Content-Type",
                    call.operation().isV2() ? JsonEncoder.CONTENT_TYPE : FormEncoder.CONTENT_TYPE);
        }
        put(headers, "Stripe-Account", options.stripeAccount());
        put(headers, "Stripe-Context", options.stripeContext());
        put(headers, "Idempotency-Key", options.idempotencyKey());
        return headers;
    }

    private static CallOptions connection(ConnectionSettings settings) {
        return new CallOptions(
                null,
                settings.stripeAccount(),
                settings.stripeContext(),
                settings.apiVersion(),
                null,
                null,
                null);
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
