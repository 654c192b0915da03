// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.util.Locale;
import java.util.Map;

/** Splits a date's text into numbers, words and signs, one look-ahead. */
final class DateScanner {

    enum Kind {
        NUMBER,
        MONTH,
        HALF_OF_DAY,
        ZONE,
        SEPARATOR,
        WORD,
        SIGN,
        SPACE,
        OTHER,
        END
    }

    /**
     * @param value the number; of a word the month, the hours it adds, or the zone's hours; of a
     *     sign or another character its code
     */
    record Token(Kind kind, int value, int length) {

        boolean isNumber() {
            return kind == Kind.NUMBER;
        }

        boolean isNumber(int digits, int from, int to) {
            return isNumber() && length == digits && value >= from && value <= to;
        }

        boolean is(char symbol) {
            return (kind == Kind.OTHER || kind == Kind.SIGN) && value == symbol;
        }

        boolean isZulu() {
            return kind == Kind.ZONE && length == 1;
        }
    }

    private record Word(Kind kind, int value) {}

    private static final Map<String, Word> WORDS =
            Map.ofEntries(
                    Map.entry("am", new Word(Kind.HALF_OF_DAY, 0)),
                    Map.entry("pm", new Word(Kind.HALF_OF_DAY, 12)),
                    Map.entry("ut", new Word(Kind.ZONE, 0)),
                    Map.entry("utc", new Word(Kind.ZONE, 0)),
                    Map.entry("z", new Word(Kind.ZONE, 0)),
                    Map.entry("gmt", new Word(Kind.ZONE, 0)),
                    Map.entry("est", new Word(Kind.ZONE, -5)),
                    Map.entry("edt", new Word(Kind.ZONE, -4)),
                    Map.entry("cst", new Word(Kind.ZONE, -6)),
                    Map.entry("cdt", new Word(Kind.ZONE, -5)),
                    Map.entry("mst", new Word(Kind.ZONE, -7)),
                    Map.entry("mdt", new Word(Kind.ZONE, -6)),
                    Map.entry("pst", new Word(Kind.ZONE, -8)),
                    Map.entry("pdt", new Word(Kind.ZONE, -7)),
                    Map.entry("t", new Word(Kind.SEPARATOR, 0)));
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int SIGNIFICANT_DIGITS = 9;
    private static final Token END = new Token(Kind.END, 0, 0);

    private final String text;
    private int position;
    private Token next;

    DateScanner(String text) {
        this.text = text;
        this.next = scan();
    }

    Token peek() {
        return next;
    }

    Token next() {
        Token token = next;
        next = scan();
        return token;
    }

    boolean skip(char symbol) {
        boolean found = next.is(symbol);
        if (found) {
            next();
        }
        return found;
    }

    private Token scan() {
        if (position >= text.length()) {
            return END;
        }
        char c = text.charAt(position);
        if (isDigit(c)) {
            return number();
        }
        if (c == '-' || c == '+') {
            position++;
            return new Token(Kind.SIGN, c, 1);
        }
        if (Text.isBlank(c)) {
            position++;
            return new Token(Kind.SPACE, c, 1);
        }
        if (c >= 'A') {
            return word();
        }
        if (c == '(') {
            skipParentheses();
            return new Token(Kind.OTHER, 0, 0);
        }
        position++;
        return new Token(Kind.OTHER, c, 1);
    }

    private Token number() {
        int start = position;
        while (position < text.length() && text.charAt(position) == '0') {
            position++;
        }
        int value = 0;
        for (int digits = 0;
                position < text.length() && isDigit(text.charAt(position));
                position++, digits++) {
            if (digits < SIGNIFICANT_DIGITS) {
                value = value * 10 + text.charAt(position) - '0';
            }
        }
        return new Token(Kind.NUMBER, value, position - start);
    }

    private Token word() {
        int start = position;
        while (position < text.length()
                && text.charAt(position) >= 'A'
                && !Text.isBlank(text.charAt(position))) {
            position++;
        }
        String read = text.substring(start, position).toLowerCase(Locale.ROOT);
        int month = read.length() < 3 ? -1 : MONTHS.indexOf(read.substring(0, 3));
        if (month >= 0 && month % 3 == 0) {
            return new Token(Kind.MONTH, month / 3 + 1, read.length());
        }
        Word word = WORDS.getOrDefault(read, new Word(Kind.WORD, 0));
        return new Token(word.kind(), word.value(), read.length());
    }

    private void skipParentheses() {
        int open = 0;
        do {
            char c = text.charAt(position++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        } while (open > 0 && position < text.length());
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
