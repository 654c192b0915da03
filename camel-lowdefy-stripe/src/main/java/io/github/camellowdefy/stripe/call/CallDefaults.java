// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.catalog.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Defaults for a call from the endpoint's options and the headers of the message.
 *
 * <pre>{@code
 * CallDefaults.ofParams(Map.of("created.gte", 1700000000)); // {created: {gte: 1700000000}}
 * }</pre>
 *
 * @param params default parameters; maps of the message are merged into them key by key, and any
 *     other value of the message wins, null too
 * @param objectId the first id of the path, text or a whole number, for a message whose arguments
 *     do not start with one; null for none
 * @param options options the message leaves open
 */
public record CallDefaults(Map<String, Object> params, Object objectId, CallOptions options) {

    /** Nothing beside the body. */
    public static final CallDefaults NONE = new CallDefaults(Map.of(), null, CallOptions.NONE);

    /**
     * Default parameters as an endpoint's options spell them: a dot leads into a map, so {@code
     * created.gte} is {@code {created: {gte: ...}}}.
     *
     * @throws InvalidStripeCallException when there is an option of a call among them
     */
    public static CallDefaults ofParams(Map<String, Object> dotted) {
        Map<String, Object> params = nested(dotted);
        Arguments.refuseOptions(params, "the endpoint");
        return new CallDefaults(params, null, CallOptions.NONE);
    }

    public CallDefaults with(Object id, CallOptions headers) {
        return new CallDefaults(params, id, headers.orElse(options));
    }

    StripeCall call(Operation operation, List<String> ids, Arguments given) {
        return new StripeCall(
                operation, ids, merge(params, given.params()), given.options().orElse(options));
    }

    /**
     * The parameters with the defaults that they leave open. Maps are merged key by key, so a
     * default {@code metadata} entry stays beside the message's own; anything else of the message,
     * null too, replaces the default.
     */
    private static Map<String, Object> merge(
            Map<String, Object> defaults, Map<String, Object> own) {
        if (defaults.isEmpty()) {
            return own;
        }
        Map<String, Object> merged = new LinkedHashMap<>(defaults);
        own.forEach((key, value) -> merged.put(key, merged(merged.get(key), value)));
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static Object merged(Object before, Object value) {
        return before instanceof Map && value instanceof Map
                ? merge((Map<String, Object>) before, (Map<String, Object>) value)
                : value;
    }

    /** Dotted keys as maps in maps: {@code created.gte} becomes {@code {created: {gte: ...}}}. */
    private static Map<String, Object> nested(Map<String, Object> dotted) {
        Map<String, Object> nested = Map.of();
        for (Map.Entry<String, Object> entry : dotted.entrySet()) {
            nested = merge(nested, path(segments(entry.getKey()), entry.getValue()));
        }
        return nested;
    }

    private static String[] segments(String dotted) {
        String[] segments = dotted.split("\\.", -1);
        for (String segment : segments) {
            if (segment.isEmpty()) {
                throw new InvalidStripeCallException(
                        "The default parameter params.%s has an empty name in its path; expected names with dots between them, such as params.created.gte."
                                .formatted(Excerpt.plain(dotted)));
            }
        }
        return segments;
    }

    private static Map<String, Object> path(String[] segments, Object value) {
        Object tree = value;
        for (int i = segments.length - 1; i > 0; i--) {
            tree = single(segments[i], tree);
        }
        return single(segments[0], tree);
    }

    private static Map<String, Object> single(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>(2);
        map.put(key, value);
        return map;
    }

    /** Says nothing: parameters may hold personal data, options a key. */
    @Override
    public String toString() {
        return "CallDefaults";
    }
}
