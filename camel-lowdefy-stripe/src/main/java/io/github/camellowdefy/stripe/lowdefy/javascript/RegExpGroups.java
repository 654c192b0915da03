// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The groups of a regular expression. They may be referred to before they open, so they are counted
 * before anything else.
 *
 * @param count how many there are
 * @param names the numbers of those that have a name
 */
record RegExpGroups(int count, Map<String, Integer> names) {

    static RegExpGroups of(String source) {
        Map<String, Integer> names = new LinkedHashMap<>();
        int count = 0;
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            switch (source.charAt(i)) {
                case '\\' -> i++;
                case '[' -> inClass = true;
                case ']' -> inClass = false;
                case '(' -> {
                    if (!inClass && isNamed(source, i)) {
                        count++;
                        addName(source, i + "(?<".length(), count, names);
                    } else if (!inClass && !source.startsWith("(?", i)) {
                        count++;
                    }
                }
                default -> {
                    // no group
                }
            }
        }
        return new RegExpGroups(count, names);
    }

    private static boolean isNamed(String source, int at) {
        return source.startsWith("(?<", at)
                && !source.startsWith("(?<=", at)
                && !source.startsWith("(?<!", at);
    }

    private static void addName(String source, int start, int group, Map<String, Integer> names) {
        int end = source.indexOf('>', start);
        String name = end < 0 ? "" : source.substring(start, end);
        boolean valid =
                !name.isEmpty()
                        && Character.isJavaIdentifierStart(name.codePointAt(0))
                        && name.codePoints().allMatch(Character::isJavaIdentifierPart);
        if (!valid || names.put(name, group) != null) {
            throw RegExpReader.invalid("a group name that is malformed or taken");
        }
    }
}
