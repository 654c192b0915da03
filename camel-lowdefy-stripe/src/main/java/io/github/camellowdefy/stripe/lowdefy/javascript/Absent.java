// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

/** Values of JavaScript that Java does not have. */
public enum Absent {
    /** The value {@code undefined}. */
    UNDEFINED,

    /** An index of a list without an item: read as undefined, left out by most methods. */
    HOLE
}
