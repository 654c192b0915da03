// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import java.util.LinkedHashMap;
import java.util.Map;

/** Default parameters and those of the message. */
final class Params {

    private Params() {}

    /**
     * The parameters with the defaults that they leave open. Maps are merged key by key, so a
     * default {@code metadata} entry stays beside the message's own; anything else of the message,
     * null too, replaces the default.
     */
    static Map<String, Object> merge(Map<String, Object> defaults, Map<String, Object> own) {
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
    static Map<String, Object> nested(Map<String, Object> dotted) {
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
}
