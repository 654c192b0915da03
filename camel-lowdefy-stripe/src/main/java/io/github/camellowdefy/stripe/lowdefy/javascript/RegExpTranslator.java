/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rewrites a JavaScript regular expression as Java's. The two agree on most, not on anchors, line
 * ends, word characters, white space, classes, braces and escapes; those are written out. Groups
 * with names become groups with numbers.
 */
final class RegExpTranslator {

    private static final String WORD = "a-zA-Z0-9_";
    private static final String SPACE =
            "\\t\\n\\x0B\\f\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
    private static final String LINE_END = "\\n\\r\\u2028\\u2029";
    private static final String SYNTAX = "^$\\.*+?()[]{}|/";

    private final String source;
    private final boolean unicode;
    private final boolean multiline;
    private final boolean dotAll;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final int groups;
    private int position;
    private int opened;

    RegExpTranslator(String source, boolean unicode, boolean multiline, boolean dotAll) {
        this.source = source;
        this.unicode = unicode;
        this.multiline = multiline;
        this.dotAll = dotAll;
        this.groups = findGroups();
    }

    String translate() {
        alternatives();
        if (position < source.length()) {
            throw invalid("an unmatched )");
        }
        return out.toString();
    }

    /** The numbers of the groups that have a name. */
    Map<String, Integer> names() {
        return names;
    }

    /** Groups may be referred to before they open, so they are counted first. */
    private int findGroups() {
        int count = 0;
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '(' && !inClass) {
                boolean named =
                        source.startsWith("(?<", i)
                                && !source.startsWith("(?<=", i)
                                && !source.startsWith("(?<!", i);
                if (named) {
                    count++;
                    name(i + 3, count);
                } else if (!source.startsWith("(?", i)) {
                    count++;
                }
            }
        }
        return count;
    }

    private void name(int start, int group) {
        int end = source.indexOf('>', start);
        String name = end < 0 ? "" : source.substring(start, end);
        boolean valid =
                !name.isEmpty()
                        && Character.isJavaIdentifierStart(name.codePointAt(0))
                        && name.codePoints().allMatch(Character::isJavaIdentifierPart);
        if (!valid || names.put(name, group) != null) {
            throw invalid("a group name that is malformed or taken");
        }
    }

    private void alternatives() {
        while (position < source.length() && source.charAt(position) != ')') {
            if (source.charAt(position) == '|') {
                out.append('|');
                position++;
            } else {
                term();
            }
        }
    }

    private void term() {
        char c = source.charAt(position++);
        boolean repeatable = true;
        switch (c) {
            case '^' -> {
                out.append(multiline ? "(?:\\A|(?<=[" + LINE_END + "]))" : "\\A");
                repeatable = false;
            }
            case '$' -> {
                out.append(multiline ? "(?:\\z|(?=[" + LINE_END + "]))" : "\\z");
                repeatable = false;
            }
            case '.' -> out.append(dotAll ? "(?s:.)" : "[^" + LINE_END + "]");
            case '(' -> repeatable = group();
            case '[' -> characterClass();
            case '\\' -> repeatable = escape();
            case '*', '+', '?' -> throw invalid("nothing to repeat");
            case '{' -> {
                if (unicode || counts(position - 1) > 0) {
                    throw invalid("nothing to repeat");
                }
                literal(c);
            }
            case '}', ']' -> {
                if (unicode) {
                    throw invalid("a lone bracket");
                }
                literal(c);
            }
            default -> {
                int point = source.codePointAt(position - 1);
                position += Character.charCount(point) - 1;
                literal(point);
            }
        }
        quantifier(repeatable);
    }

    private void quantifier(boolean repeatable) {
        if (position >= source.length()) {
            return;
        }
        char c = source.charAt(position);
        String times;
        if (c == '*' || c == '+' || c == '?') {
            times = String.valueOf(c);
            position++;
        } else if (c == '{' && counts(position) > 0) {
            int end = counts(position);
            times = times(source.substring(position + 1, end - 1));
            position = end;
        } else {
            return;
        }
        if (!repeatable) {
            throw invalid("nothing to repeat");
        }
        out.append(times);
        if (position < source.length() && source.charAt(position) == '?') {
            out.append('?');
            position++;
        }
    }

    /** The end of {@code {n}}, {@code {n,}} or {@code {n,m}} at this place, or 0. */
    private int counts(int start) {
        int at = digits(start + 1);
        if (at == start + 1) {
            return 0;
        }
        if (at < source.length() && source.charAt(at) == ',') {
            at = digits(at + 1);
        }
        return at < source.length() && source.charAt(at) == '}' ? at + 1 : 0;
    }

    private int digits(int start) {
        int at = start;
        while (at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private String times(String counts) {
        String[] bounds = counts.split(",", -1);
        long least = bound(bounds[0]);
        if (bounds.length == 1) {
            return "{" + least + "}";
        }
        if (bounds[1].isEmpty()) {
            return "{" + least + ",}";
        }
        long most = bound(bounds[1]);
        if (most < least) {
            throw invalid("numbers out of order in {}");
        }
        return "{" + least + "," + most + "}";
    }

    private static long bound(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }

    /** Returns whether what was opened may be repeated. */
    private boolean group() {
        boolean repeatable = true;
        if (source.startsWith("?<=", position) || source.startsWith("?<!", position)) {
            out.append('(').append(source, position, position + 3);
            position += 3;
            repeatable = false;
        } else if (source.startsWith("?<", position)) {
            opened++;
            out.append('(');
            position = source.indexOf('>', position) + 1;
        } else if (source.startsWith("?:", position)) {
            out.append("(?:");
            position += 2;
        } else if (source.startsWith("?=", position) || source.startsWith("?!", position)) {
            out.append('(').append(source, position, position + 2);
            position += 2;
            repeatable = !unicode;
        } else if (source.startsWith("?", position)) {
            throw invalid("an unknown kind of group");
        } else {
            opened++;
            out.append('(');
        }
        alternatives();
        if (position >= source.length()) {
            throw invalid("an unterminated group");
        }
        position++;
        out.append(')');
        return repeatable;
    }

    /** Returns whether what was escaped may be repeated. */
    private boolean escape() {
        if (position >= source.length()) {
            throw invalid("a \\ at its end");
        }
        char c = source.charAt(position);
        if (c == 'b' || c == 'B') {
            position++;
            String word = "[" + WORD + "]";
            String ahead = c == 'b' ? "!" : "=";
            String behind = c == 'b' ? "=" : "!";
            out.append("(?:(?<=" + word + ")(?" + ahead + word + ")");
            out.append("|(?<!" + word + ")(?" + behind + word + "))");
            return false;
        }
        String set = set(c);
        if (set != null) {
            out.append('[').append(set).append(']');
        } else if (c >= '1' && c <= '9' && reference()) {
            return true;
        } else if (c == 'k' && (unicode || !names.isEmpty())) {
            int end = source.indexOf('>', position);
            Integer group =
                    end < 0 || !source.startsWith("k<", position)
                            ? null
                            : names.get(source.substring(position + 2, end));
            if (group == null) {
                throw invalid("a reference to an unknown group");
            }
            position = end + 1;
            reference(group);
        } else {
            literal(character(false));
        }
        return true;
    }

    private boolean reference() {
        int end = digits(position);
        int group = end - position > 4 ? Integer.MAX_VALUE : number(position, end, 10);
        if (group > groups) {
            if (unicode) {
                throw invalid("a reference to an unknown group");
            }
            return false;
        }
        position = end;
        reference(group);
        return true;
    }

    /** A group that has not opened yet is empty. */
    private void reference(int group) {
        out.append(group > opened ? "(?:)" : "(?:\\" + group + ")");
    }

    /** The inside of a Java class for {@code \d}, {@code \W} and the like, or null. */
    private String set(char c) {
        String set =
                switch (c) {
                    case 'd' -> "0-9";
                    case 'D' -> "[^0-9]";
                    case 'w' -> WORD;
                    case 'W' -> "[^" + WORD + "]";
                    case 's' -> SPACE;
                    case 'S' -> "[^" + SPACE + "]";
                    default -> null;
                };
        if (set != null) {
            position++;
        } else if (unicode && (c == 'p' || c == 'P')) {
            int end = source.indexOf('}', position);
            if (end < 0 || !source.startsWith("{", position + 1)) {
                throw invalid("a malformed \\p{}");
            }
            set = "\\" + source.substring(position, end + 1).replaceFirst("Script=", "Is");
            position = end + 1;
        }
        return set;
    }

    private void characterClass() {
        boolean negated = source.startsWith("^", position);
        if (negated) {
            position++;
        }
        StringBuilder set = new StringBuilder();
        while (position < source.length() && source.charAt(position) != ']') {
            int low = member(set);
            boolean range =
                    source.startsWith("-", position)
                            && position + 1 < source.length()
                            && source.charAt(position + 1) != ']';
            if (!range) {
                append(set, low);
                continue;
            }
            position++;
            int high = member(set);
            if (low < 0 || high < 0) {
                if (unicode) {
                    throw invalid("a range of classes");
                }
                append(set, low);
                append(set, '-');
                append(set, high);
            } else if (low > high) {
                throw invalid("a range out of order");
            } else {
                append(set, low);
                set.append('-');
                append(set, high);
            }
        }
        if (position >= source.length()) {
            throw invalid("an unterminated class");
        }
        position++;
        String none = set.length() == 0 ? "(?!)" : null;
        if (negated) {
            out.append(none == null ? "(?:(?![" + set + "])(?s:.))" : "(?s:.)");
        } else {
            out.append(none == null ? "[" + set + "]" : none);
        }
    }

    /** The next character of a class, or -1 when it was a set, which is then added. */
    private int member(StringBuilder set) {
        char c = source.charAt(position);
        if (c != '\\') {
            int point = source.codePointAt(position);
            position += Character.charCount(point);
            return point;
        }
        position++;
        if (position >= source.length()) {
            throw invalid("a \\ at its end");
        }
        String known = set(source.charAt(position));
        if (known != null) {
            set.append(known);
            return -1;
        }
        return character(true);
    }

    /** The character an escape stands for. */
    private int character(boolean inClass) {
        char c = source.charAt(position++);
        switch (c) {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'f':
                return '\f';
            case 'v':
                return 0x0b;
            case 'b':
                return inClass ? '\b' : c;
            case 'x':
                return hex(2, c);
            case 'u':
                return unicodeEscape();
            case 'c':
                return control();
            case '0', '1', '2', '3', '4', '5', '6', '7':
                return octal(c);
            default:
                if (unicode && SYNTAX.indexOf(c) < 0 && !(inClass && c == '-')) {
                    throw invalid("an unknown escape");
                }
                return c;
        }
    }

    private int hex(int length, char fallback) {
        int end = position + length;
        boolean complete =
                end <= source.length()
                        && source.substring(position, end)
                                .chars()
                                .allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
        if (!complete) {
            if (unicode) {
                throw invalid("an incomplete escape");
            }
            return fallback;
        }
        int value = number(position, end, 16);
        position = end;
        return value;
    }

    private int unicodeEscape() {
        if (unicode && source.startsWith("{", position)) {
            int end = source.indexOf('}', position);
            int length = end - position - 1;
            if (length < 1 || length > 6) {
                throw invalid("an incomplete escape");
            }
            position++;
            int point = hex(length, 'u');
            position++;
            return point;
        }
        int high = hex(4, 'u');
        if (unicode
                && Character.isHighSurrogate((char) high)
                && source.startsWith("\\u", position)) {
            int back = position;
            position += 2;
            int low = hex(4, 'u');
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) high, (char) low);
            }
            position = back;
        }
        return high;
    }

    private int control() {
        char letter = position < source.length() ? source.charAt(position) : ' ';
        if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
            position++;
            return letter % 32;
        }
        if (unicode) {
            throw invalid("an unknown escape");
        }
        position--;
        return '\\';
    }

    private int octal(char first) {
        int end = position;
        int most = first <= '3' ? 2 : 1;
        while (end < source.length()
                && end - position < most
                && source.charAt(end) >= '0'
                && source.charAt(end) <= '7') {
            end++;
        }
        if (unicode && (first != '0' || end > position)) {
            throw invalid("an octal escape");
        }
        int value = number(position - 1, end, 8);
        position = end;
        return value;
    }

    private int number(int start, int end, int radix) {
        return Integer.parseInt(source.substring(start, end), radix);
    }

    private void literal(int point) {
        append(out, point);
    }

    private static void append(StringBuilder to, int point) {
        if (point >= 0) {
            boolean plain = point < 128 && Character.isLetterOrDigit(point);
            to.append(plain ? String.valueOf((char) point) : String.format("\\x{%x}", point));
        }
    }

    private static ScriptException invalid(String what) {
        return new ScriptException("takes a regular expression, but this one has " + what);
    }
}
