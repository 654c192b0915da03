// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

/** Whether some name fits a pattern with {@code *} and a template with {@code {}} at once. */
final class Overlap {

    private Overlap() {}

    /**
     * Whether they have a name in common.
     *
     * @param pattern where {@code *} stands for any text
     * @param template where {@code {}} stands for one segment of a path, {@code *} for any text
     */
    static boolean of(String pattern, String template) {
        boolean[] ends = new boolean[template.length() + 1];
        ends[template.length()] = true;
        // from the last character of the pattern back: can what is left of both be made the same?
        for (int p = pattern.length(); p >= 0; p--) {
            ends = before(p == pattern.length() ? 0 : pattern.charAt(p), template, ends);
        }
        return ends[0];
    }

    /** The places of the template that can go on with this character and then as {@code after}. */
    private static boolean[] before(int character, String template, boolean[] after) {
        boolean[] here = new boolean[after.length];
        for (int t = template.length(); t >= 0; t--) {
            boolean open = template.startsWith("{}", t);
            boolean rest = open && here[t + 2];
            if (character == 0) {
                here[t] = after[t] || rest;
            } else if (character == '*') {
                here[t] = after[t] || t < template.length() && here[t + (open ? 2 : 1)];
            } else if (open) {
                here[t] = character != '/' && after[t] || rest;
            } else {
                here[t] = t < template.length() && template.charAt(t) == character && after[t + 1];
            }
        }
        return here;
    }
}
