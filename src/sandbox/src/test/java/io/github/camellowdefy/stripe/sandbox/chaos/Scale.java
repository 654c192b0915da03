// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

/** How much of the suite runs: the short form everywhere, the whole under {@code -Pchaos}. */
final class Scale {

    private static final boolean WHOLE = Boolean.getBoolean("chaos");

    private Scale() {}

    static int of(int shortForm, int whole) {
        return WHOLE ? whole : shortForm;
    }
}
