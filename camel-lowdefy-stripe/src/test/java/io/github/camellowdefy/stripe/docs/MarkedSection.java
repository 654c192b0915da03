// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

/** The part of a text between {@code <!-- name:start -->} and {@code <!-- name:end -->}. */
final class MarkedSection {

    private MarkedSection() {}

    /** Replaces what stands between the markers; a text without them stays as it is. */
    static String replace(String text, String name, String content) {
        String startMarker = "<!-- " + name + ":start -->";
        String endMarker = "<!-- " + name + ":end -->";
        int start = text.indexOf(startMarker);
        int end = text.indexOf(endMarker);
        if (start < 0 && end < 0) {
            return text;
        }
        if (start < 0 || end < start) {
            throw new IllegalStateException(
                    "Expected " + startMarker + " and after it " + endMarker);
        }
        return text.substring(0, start + startMarker.length())
                + "\n\n"
                + content
                + "\n"
                + text.substring(end);
    }
}
