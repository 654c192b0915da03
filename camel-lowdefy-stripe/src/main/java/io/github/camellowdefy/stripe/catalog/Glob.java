// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.function.Predicate;

/**
 * A pattern in which {@code *} stands for any text, such as {@code customers.*}. Unlike a regular
 * expression it never tries more than one place for all stars but the last, so the time it takes
 * does not explode with the length of what it is matched against.
 *
 * @param pattern text and stars
 */
public record Glob(String pattern) implements Predicate<String> {

    private static final char STAR = '*';

    @Override
    public boolean test(String text) {
        int at = 0;
        int next = 0;
        int star = -1;
        int taken = 0;
        while (at < text.length()) {
            char wanted = next < pattern.length() ? pattern.charAt(next) : 0;
            if (wanted == STAR) {
                star = next++;
                taken = at;
            } else if (next < pattern.length() && wanted == text.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                // the last star takes one character more; what earlier ones took stays right
                next = star + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == STAR) {
            next++;
        }
        return next == pattern.length();
    }
}
