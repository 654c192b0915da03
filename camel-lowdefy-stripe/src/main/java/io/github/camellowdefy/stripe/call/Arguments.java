// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.call.body.Kind;
import java.util.List;
import java.util.Map;

/**
 * What follows the ids: at most one map of parameters, then at most one map of options.
 *
 * @param params the parameters; empty when there are none
 * @param options the options; {@link CallOptions#NONE} when there are none
 */
record Arguments(Map<String, Object> params, CallOptions options) {
    /** Names the parameters only: their values belong to the message. */
    @Override
    public String toString() {
        return "Arguments[" + params.keySet() + ']';
    }

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
        if (OptionKeys.areAll(map)) {
            return new Arguments(Map.of(), OptionKeys.read(map, method));
        }
        OptionKeys.refuseIn(map, method);
        return new Arguments(map, CallOptions.NONE);
    }

    private static Arguments both(
            Map<String, Object> params, Map<String, Object> options, String method) {
        OptionKeys.refuseIn(params, method);
        return new Arguments(params, OptionKeys.read(options, method));
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
}
