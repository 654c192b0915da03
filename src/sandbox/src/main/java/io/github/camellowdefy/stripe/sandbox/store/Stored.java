// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

/** One object as the store keeps it: its JSON as bytes, which is small and safe to share. */
public interface Stored {

    String id();

    /** Where it stands in its shelf: {@code created} in the upper half, a sequence below. */
    long key();

    byte[] json();

    /** The id of the object it lives under, or null. */
    default String parent() {
        return null;
    }

    /** What the engine knows of it and never shows, or null. */
    default byte[] hidden() {
        return null;
    }

    default boolean deleted() {
        return false;
    }

    /** The creation time in Unix seconds. */
    default long created() {
        return key() >>> 32;
    }
}
