// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

/** Reads a JavaScript regular expression from left to right; knows what escapes stand for. */
final class RegExpReader {

    /** The inside of a class that holds the characters of words. */
    static final String WORD = "a-zA-Z0-9_";

    private static final String SPACE =
            "\\t\\n\\x0B\\f\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
    private static final String SYNTAX = "^$\\.*+?()[]{}|/";

    private final String source;
    private final boolean unicode;
    private int position;

    RegExpReader(String source, boolean unicode) {
        this.source = source;
        this.unicode = unicode;
    }

    boolean isUnicode() {
        return unicode;
    }

    boolean isAtEnd() {
        return position >= source.length();
    }

    int position() {
        return position;
    }

    void moveTo(int place) {
        position = place;
    }

    char peek() {
        return source.charAt(position);
    }

    boolean startsWith(String text) {
        return source.startsWith(text, position);
    }

    /** Moves behind the text when it is next. */
    boolean skip(String text) {
        boolean found = startsWith(text);
        if (found) {
            position += text.length();
        }
        return found;
    }

    int next() {
        int point = source.codePointAt(position);
        position += Character.charCount(point);
        return point;
    }

    /** The text from the current position to a later one. */
    String until(int end) {
        return source.substring(position, end);
    }

    int find(char wanted) {
        return source.indexOf(wanted, position);
    }

    /** Where the digits that start at a place end. */
    int digitsEnd(int start) {
        int at = start;
        while (at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    boolean isLast() {
        return position == source.length() - 1;
    }

    /** Where {@code {n}}, {@code {n,}} or {@code {n,m}} ends if it starts here, else 0. */
    int countsEnd() {
        if (!startsWith("{")) {
            return 0;
        }
        int at = digitsEnd(position + 1);
        if (at == position + 1) {
            return 0;
        }
        if (source.startsWith(",", at)) {
            at = digitsEnd(at + 1);
        }
        return source.startsWith("}", at) ? at + 1 : 0;
    }

    /** The inside of a Java class for {@code \d}, {@code \W} and the like, or null. */
    String set() {
        if (isAtEnd()) {
            throw invalid("a \\ at its end");
        }
        char c = peek();
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

    /** Writes a character so that it has no meaning; nothing for -1. */
    static void append(StringBuilder to, int point) {
        if (point >= 0) {
            boolean plain = point < 128 && Character.isLetterOrDigit(point);
            to.append(plain ? String.valueOf((char) point) : String.format("\\x{%x}", point));
        }
    }

    /** The character an escape stands for. */
    int character(boolean inClass) {
        char c = source.charAt(position++);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            case 'v' -> 0x0b;
            case 'b' -> inClass ? '\b' : c;
            case 'x' -> hex(2, c);
            case 'u' -> unicodeEscape();
            case 'c' -> control();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c);
            default -> {
                if (unicode && SYNTAX.indexOf(c) < 0 && !(inClass && c == '-')) {
                    throw invalid("an unknown escape");
                }
                yield c;
            }
        };
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

    static ScriptException invalid(String what) {
        return new ScriptException("takes a regular expression, but this one has " + what);
    }
}
