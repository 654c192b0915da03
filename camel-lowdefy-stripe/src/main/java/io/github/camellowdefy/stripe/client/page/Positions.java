// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Texts under names, kept longer than a process lives; several instances may share them. May block.
 *
 * <pre>{@code
 * Map<String, String> texts = new ConcurrentHashMap<>();
 * Positions positions = Positions.of(texts::get, texts::put);
 * }</pre>
 */
public interface Positions {

    /** The text under a name, or null when there is none. */
    String get(String name);

    void set(String name, String text);

    /** Positions of two functions. */
    static Positions of(UnaryOperator<String> reading, BiConsumer<String, String> writing) {
        return new Positions() {
            @Override
            public String get(String name) {
                return reading.apply(name);
            }

            @Override
            public void set(String name, String text) {
                writing.accept(name, text);
            }
        };
    }
}
