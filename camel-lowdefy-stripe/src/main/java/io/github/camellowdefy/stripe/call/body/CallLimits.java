// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;

/**
 * How large a message body may be before it is refused. Beside these, all text of a body that is no
 * text itself, names included, may be four times as long as a text.
 *
 * @param depth how many maps and lists may lie inside one another
 * @param textBytes the longest text, in bytes of its UTF-8 form
 * @param values how many values a body may hold in all, counted again wherever a YAML alias or a
 *     shared list repeats them
 */
public record CallLimits(int depth, int textBytes, int values) {

    /** 64 levels, 1 MB of text, 100,000 values. */
    public static final CallLimits DEFAULT = new CallLimits(64, 1_048_576, 100_000);

    public CallLimits {
        if (depth < 1 || textBytes < 1 || values < 1) {
            throw new IllegalArgumentException("Limits are positive numbers.");
        }
    }

    void checkValues(int counted) {
        if (counted > values) {
            throw new InvalidStripeCallException(
                    "The body holds more than %,d values; send it in parts.".formatted(values));
        }
    }

    void checkCharacters(long counted) {
        if (counted > 4L * textBytes) {
            throw new InvalidStripeCallException(
                    "The body holds more than %,d characters of text; no Stripe request needs that many, and the content of an upload may be bytes, a stream or a file."
                            .formatted(4L * textBytes));
        }
    }

    void checkDepth(int level) {
        if (level > depth) {
            throw new InvalidStripeCallException(
                    "The body is nested deeper than %d levels or contains itself; no Stripe request needs that many."
                            .formatted(depth));
        }
    }
}
