// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A JavaScript regular expression and the methods of strings that take one. Matching is by code
 * points and gives up after a number of steps, so that no text can keep a route busy for ever.
 */
public record RegExp(Pattern pattern, Map<String, Integer> names, boolean global, boolean sticky) {

    private static final String FLAGS = "dgimsuvy";

    /** Letters other than ASCII: to JavaScript none of them is another case of an ASCII letter. */
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7f]|\\\\[uxk1-9]");

    private static final int CACHED = 256;
    private static final long STEPS = 10_000_000;
    private static final Map<List<String>, RegExp> CACHE = new ConcurrentHashMap<>();

    /** {@code new RegExp(source, flags)}. */
    public static RegExp of(String source, String flags) {
        List<String> key = List.of(source, flags);
        RegExp known = CACHE.get(key);
        if (known == null) {
            known = compile(source, flags);
            if (CACHE.size() >= CACHED) {
                CACHE.clear();
            }
            CACHE.put(key, known);
        }
        return known;
    }

    private static RegExp compile(String source, String flags) {
        boolean valid =
                flags.chars().allMatch(c -> FLAGS.indexOf(c) >= 0)
                        && flags.chars().distinct().count() == flags.length()
                        && !(flags.contains("u") && flags.contains("v"));
        if (!valid) {
            throw new ScriptException(
                    "takes the flags " + String.join(", ", FLAGS.split("")) + ", each once");
        }
        boolean unicode = flags.contains("u") || flags.contains("v");
        RegExpTranslator translator =
                new RegExpTranslator(source, unicode, flags.contains("m"), flags.contains("s"));
        int anyCase = Pattern.CASE_INSENSITIVE;
        if (unicode || BEYOND_ASCII.matcher(source).find()) {
            anyCase |= Pattern.UNICODE_CASE;
        }
        try {
            return new RegExp(
                    Pattern.compile(translator.translate(), flags.contains("i") ? anyCase : 0),
                    translator.names(),
                    flags.contains("g"),
                    flags.contains("y"));
        } catch (PatternSyntaxException e) {
            throw new ScriptException(
                    "takes a regular expression, but this one is not supported: "
                            + e.getDescription());
        } catch (StackOverflowError e) {
            throw new ScriptException("takes a simpler regular expression");
        }
    }

    /** {@code match}: the first match and its groups; all matches with the flag g; null if none. */
    public List<Object> match(String text) {
        List<Object> found = new ArrayList<>();
        walk(
                text,
                matcher -> {
                    found.add(matcher.group());
                    for (int i = 1; !global && i <= matcher.groupCount(); i++) {
                        found.add(matcher.group(i) == null ? Absent.UNDEFINED : matcher.group(i));
                    }
                });
        return found.isEmpty() ? null : found;
    }

    /** {@code search}: where the first match starts, or -1. */
    public int search(String text) {
        int[] at = {-1};
        walk(
                text,
                matcher -> {
                    if (at[0] < 0) {
                        at[0] = matcher.start();
                    }
                });
        return at[0];
    }

    /** {@code replace}: the first match, with the flag g all of them. */
    public String replace(String text, String by) {
        StringBuilder out = new StringBuilder();
        int[] end = {0};
        walk(
                text,
                matcher -> {
                    out.append(text, end[0], matcher.start());
                    expand(by, text, matcher.start(), matcher.end(), matcher, names, out);
                    end[0] = matcher.end();
                    Text.checkLength(out.length());
                });
        return out.append(text, end[0], text.length()).toString();
    }

    /** {@code replace} of a text instead of a regular expression: the first occurrence. */
    public static String replace(String text, String wanted, String by) {
        int at = text.indexOf(wanted);
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.substring(0, at));
        expand(by, text, at, at + wanted.length(), null, Map.of(), out);
        return out.append(text, at + wanted.length(), text.length()).toString();
    }

    private void walk(String text, Consumer<Matcher> visitor) {
        Matcher matcher = pattern.matcher(new Budget(text, 0, text.length(), new long[1]));
        int expected = 0;
        try {
            while (matcher.find() && (!sticky || matcher.start() == expected)) {
                visitor.accept(matcher);
                if (!global) {
                    return;
                }
                expected = matcher.end() + (matcher.end() == matcher.start() ? 1 : 0);
            }
        } catch (StackOverflowError e) {
            throw new ScriptException("takes a simpler regular expression for so long a text");
        }
    }

    /** Writes a replacement text, in which $1, $&amp; and their like stand for what was found. */
    private static void expand(
            String by,
            String text,
            int start,
            int end,
            Matcher matcher,
            Map<String, Integer> names,
            StringBuilder out) {
        int groups = matcher == null ? 0 : matcher.groupCount();
        for (int i = 0; i < by.length(); i++) {
            char next = by.charAt(i) == '$' && i + 1 < by.length() ? by.charAt(i + 1) : 0;
            int width = 2;
            switch (next) {
                case '$' -> out.append('$');
                case '&' -> out.append(text, start, end);
                case '`' -> out.append(text, 0, start);
                case '\'' -> out.append(text, end, text.length());
                case '<' -> {
                    int close = names.isEmpty() ? -1 : by.indexOf('>', i);
                    width = close < 0 ? 1 : close - i + 1;
                    if (close < 0) {
                        out.append('$');
                    } else {
                        Integer group = names.get(by.substring(i + 2, close));
                        append(matcher, group == null ? 0 : group, out);
                    }
                }
                default -> {
                    width = groupWidth(by, i, groups);
                    if (width == 1) {
                        out.append(by.charAt(i));
                    } else {
                        append(matcher, Integer.parseInt(by.substring(i + 1, i + width)), out);
                    }
                }
            }
            i += width - 1;
        }
    }

    /** How long {@code $1} or {@code $12} at this place is; 1 when it names no group. */
    private static int groupWidth(String by, int at, int groups) {
        for (int digits = by.charAt(at) == '$' ? 2 : 0; digits > 0; digits--) {
            int end = at + 1 + digits;
            boolean number =
                    end <= by.length()
                            && by.substring(at + 1, end)
                                    .chars()
                                    .allMatch(c -> c >= '0' && c <= '9');
            if (number) {
                int group = Integer.parseInt(by.substring(at + 1, end));
                if (group >= 1 && group <= groups) {
                    return digits + 1;
                }
            }
        }
        return 1;
    }

    private static void append(Matcher matcher, int group, StringBuilder out) {
        if (group > 0 && matcher.group(group) != null) {
            out.append(matcher.group(group));
        }
    }

    /** A text that counts how many characters a match reads. */
    private record Budget(String text, int start, int end, long[] spent) implements CharSequence {

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            if (++spent[0] > STEPS) {
                throw new ScriptException("takes a simpler regular expression: this one ran away");
            }
            return text.charAt(start + index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Budget(text, start + from, start + to, spent);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
