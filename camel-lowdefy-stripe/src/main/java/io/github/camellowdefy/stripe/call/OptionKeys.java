// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.call.body.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which keys make a map the options of a call, and what such a map says. */
final class OptionKeys {

    private static final String IDEMPOTENCY_KEY = "idempotencyKey";
    private static final String STRIPE_ACCOUNT = "stripeAccount";
    private static final String STRIPE_CONTEXT = "stripeContext";
    private static final String API_VERSION = "apiVersion";
    private static final String API_KEY = "apiKey";
    private static final String TIMEOUT = "timeout";
    private static final String MAX_NETWORK_RETRIES = "maxNetworkRetries";

    private static final Set<String> KEYS =
            Set.of(
                    IDEMPOTENCY_KEY,
                    STRIPE_ACCOUNT,
                    STRIPE_CONTEXT,
                    API_VERSION,
                    API_KEY,
                    TIMEOUT,
                    MAX_NETWORK_RETRIES);

    /** Lets a message name its own host, to which the key would travel along. */
    private static final String HOST = "host";

    /** What the Node clients take as options and no message may set. */
    private static final Set<String> NEVER =
            Set.of(
                    HOST,
                    "port",
                    "protocol",
                    "apiBase",
                    "authenticator",
                    "headers",
                    "additionalHeaders",
                    "streaming",
                    "httpAgent",
                    "httpClient");

    private OptionKeys() {}

    /** Whether the keys say options: at least one key, and option keys only. */
    static boolean areAll(Map<String, Object> map) {
        return !map.isEmpty() && KEYS.containsAll(map.keySet());
    }

    /** Refuses parameters among which an option stands, where it would be lost or sent as data. */
    static void refuseIn(Map<String, Object> params, String method) {
        List<String> strays =
                params.keySet().stream().filter(k -> KEYS.contains(k) || k.equals(HOST)).toList();
        if (strays.isEmpty()) {
            return;
        }
        throw strays.contains(HOST)
                ? never(HOST, method)
                : new InvalidStripeCallException(
                        "The parameters of %s hold %s, which %s; put options into a map of their own after the parameters."
                                .formatted(
                                        method,
                                        String.join(", ", strays),
                                        strays.size() == 1 ? "is an option" : "are options"));
    }

    /** The options a map in the place of options holds; null values count as absent. */
    static CallOptions read(Map<String, Object> map, String method) {
        if (map.isEmpty()) {
            return CallOptions.NONE;
        }
        for (String key : map.keySet()) {
            if (!KEYS.contains(key)) {
                throw NEVER.contains(key) ? never(key, method) : unknown(key, method);
            }
        }
        return new CallOptions(
                text(map, IDEMPOTENCY_KEY),
                text(map, STRIPE_ACCOUNT),
                text(map, STRIPE_CONTEXT),
                text(map, API_VERSION),
                text(map, API_KEY),
                count(map, TIMEOUT),
                count(map, MAX_NETWORK_RETRIES));
    }

    private static String text(Map<String, Object> map, String key) {
        Object value = map.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        String digits = WholeNumber.text(value);
        if (digits == null) {
            throw new InvalidStripeCallException(
                    "The option %s is %s; expected text.".formatted(key, Kind.of(value)));
        }
        return digits;
    }

    private static Integer count(Map<String, Object> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            return null;
        }
        String digits = WholeNumber.text(value);
        try {
            return Integer.valueOf(digits);
        } catch (NumberFormatException e) {
            throw new InvalidStripeCallException(
                    "The option %s is %s; expected a whole number from 0 to %d."
                            .formatted(
                                    key,
                                    value instanceof Number ? value : Kind.of(value),
                                    Integer.MAX_VALUE));
        }
    }

    private static InvalidStripeCallException never(String key, String method) {
        return new InvalidStripeCallException(
                "The arguments of %s hold %s, which never comes from a message; only the connection says where a call goes."
                        .formatted(method, key));
    }

    private static InvalidStripeCallException unknown(String key, String method) {
        return new InvalidStripeCallException(
                "The options of %s hold %s, which is no option; the options are %s."
                        .formatted(
                                method,
                                Excerpt.of(key),
                                String.join(", ", KEYS.stream().sorted().toList())));
    }
}
