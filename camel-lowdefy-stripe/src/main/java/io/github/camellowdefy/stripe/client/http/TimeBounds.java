// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.encode.ParamValue;
import java.util.Map;

/**
 * The span a call's {@code created} filter names, half open, in Unix seconds.
 *
 * @param from the first second, or null
 * @param to the second after the last one, or null
 */
public record TimeBounds(Long from, Long to) {

    public static TimeBounds of(StripeCall call) {
        Object created = call.params().get("created");
        if (created == null) {
            return new TimeBounds(null, null);
        }
        if (!(created instanceof Map<?, ?> bounds)) {
            long second = second(created);
            return new TimeBounds(second, second + 1);
        }
        Long from = null;
        Long to = null;
        for (Map.Entry<?, ?> bound : bounds.entrySet()) {
            long second = second(bound.getValue());
            switch (String.valueOf(bound.getKey())) {
                case "gte" -> from = later(from, second);
                case "gt" -> from = later(from, second + 1);
                case "lt" -> to = earlier(to, second);
                case "lte" -> to = earlier(to, second + 1);
                default ->
                        throw new InvalidStripeCallException(
                                "created was given \"%s\", but its bounds are gt, gte, lt and lte."
                                        .formatted(bound.getKey()));
            }
        }
        return new TimeBounds(from, to);
    }

    private static Long later(Long a, long b) {
        return a == null ? b : Math.max(a, b);
    }

    private static Long earlier(Long a, long b) {
        return a == null ? b : Math.min(a, b);
    }

    private static long second(Object value) {
        String text = String.valueOf(ParamValue.plain(value, "created"));
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidStripeCallException(
                    "A bound of created must be a time in Unix seconds or a date, not \"%s\"."
                            .formatted(text),
                    e);
        }
    }
}
