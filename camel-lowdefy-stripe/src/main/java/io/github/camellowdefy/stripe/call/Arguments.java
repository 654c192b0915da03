// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.call.body.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments after the ids: at most one map of parameters, then at most one map of options. A
 * last map whose keys are all option keys is the options.
 *
 * @param params the parameters; empty when there are none
 * @param options the options; {@link CallOptions#NONE} when there are none
 */
record Arguments(Map<String, Object> params, CallOptions options) {

    private static final Set<String> KEYS =
            Set.of(
                    "idempotencyKey",
                    "stripeAccount",
                    "stripeContext",
                    "apiVersion",
                    "apiKey",
                    "timeout",
                    "maxNetworkRetries");

    /** Lets a message name its own host, to which the key would travel along. */
    private static final String HOST = "host";

    /** Options of the Node clients that no message may set. */
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

    private static final Arguments NONE = new Arguments(Map.of(), CallOptions.NONE);

    /**
     * Reads the arguments after the ids. A null stands for a map that is left out.
     *
     * @throws InvalidStripeCallException when something would be lost, sent as data or taken for a
     *     key
     */
    static Arguments read(List<?> rest, String method, List<String> idNames) {
        int size = rest.size();
        while (size > 0 && rest.get(size - 1) == null) {
            size--;
        }
        for (int i = 0; i < size; i++) {
            refuseUnlessMap(rest.get(i), method, idNames);
        }
        return switch (size) {
            case 0 -> NONE;
            case 1 -> last(map(rest.get(0)), method);
            case 2 -> both(map(rest.get(0)), map(rest.get(1)), method);
            default ->
                    throw new InvalidStripeCallException(
                            "%s takes %s, one map of parameters and one of options, but %d arguments were read."
                                    .formatted(
                                            method, Ids.expected(idNames), idNames.size() + size));
        };
    }

    private static Arguments last(Map<String, Object> map, String method) {
        if (!map.isEmpty() && KEYS.containsAll(map.keySet())) {
            return new Arguments(Map.of(), options(map, method));
        }
        refuseOptions(map, method);
        return new Arguments(map, CallOptions.NONE);
    }

    private static Arguments both(
            Map<String, Object> params, Map<String, Object> options, String method) {
        refuseOptions(params, method);
        return new Arguments(params, options(options, method));
    }

    private static void refuseUnlessMap(Object argument, String method, List<String> idNames) {
        if (argument == null || argument instanceof Map) {
            return;
        }
        if (argument instanceof String text && !Excerpt.redact(text).equals(text)) {
            throw new InvalidStripeCallException(
                    "%s takes %s, but where its parameters belong a key was read, which the Node client would use as the API key; expected a map, and a key as {apiKey: ...} after it."
                            .formatted(method, Ids.expected(idNames)));
        }
        throw new InvalidStripeCallException(
                "%s takes %s, but where its parameters belong %s was read; expected a map of parameters such as {name: value}, or JSON or YAML text of one."
                        .formatted(method, Ids.expected(idNames), Kind.of(argument)));
    }

    /** A plain tree's maps have text keys. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object argument) {
        return argument == null ? Map.of() : (Map<String, Object>) argument;
    }

    /** Refuses parameters among which an option stands, where it would be lost or sent as data. */
    static void refuseOptions(Map<String, Object> params, String method) {
        if (!params.containsKey(HOST) && Collections.disjoint(params.keySet(), KEYS)) {
            return;
        }
        List<String> options = params.keySet().stream().filter(KEYS::contains).toList();
        throw params.containsKey(HOST)
                ? never(HOST, method)
                : new InvalidStripeCallException(
                        "The parameters of %s hold %s, which %s; put options into a map of their own after the parameters."
                                .formatted(
                                        method,
                                        String.join(", ", options),
                                        options.size() == 1 ? "is an option" : "are options"));
    }

    /** The options a map in the place of options holds; null values count as absent. */
    private static CallOptions options(Map<String, Object> map, String method) {
        if (map.isEmpty()) {
            return CallOptions.NONE;
        }
        for (String key : map.keySet()) {
            if (!KEYS.contains(key)) {
                throw NEVER.contains(key) ? never(key, method) : unknown(key, method);
            }
        }
        return new CallOptions(
                text(map, "idempotencyKey"),
                text(map, "stripeAccount"),
                text(map, "stripeContext"),
                text(map, "apiVersion"),
                text(map, "apiKey"),
                count(map, "timeout"),
                count(map, "maxNetworkRetries"));
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

    /** Names the parameters only: their values belong to the message. */
    @Override
    public String toString() {
        return "Arguments[" + params.keySet() + ']';
    }
}
