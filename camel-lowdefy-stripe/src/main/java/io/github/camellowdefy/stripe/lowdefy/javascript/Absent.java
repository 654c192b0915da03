// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

/** What JavaScript has where Java has nothing to say. */
public enum Absent {
    /** The value {@code undefined}. */
    UNDEFINED,

    /** The place of a list whose element was taken away: read as undefined, skipped by walks. */
    HOLE
}
