// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options that the properties of the application set, by their names in Camel. The values stay
 * text: the component alone decides what its options can hold.
 */
public abstract class StripeOptions {

    private final Map<String, String> values = new LinkedHashMap<>();

    protected final String get(String option) {
        return values.get(option);
    }

    protected final void set(String option, String value) {
        values.put(option, value);
    }

    /** The options that were set, and no other. */
    final Map<String, String> values() {
        return values;
    }

    /** Names the options, never a value: it may be a key. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + values.keySet();
    }
}
