// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.util.Map;

/**
 * Rewrites a JavaScript regular expression as Java's. The two agree on most, not on anchors, line
 * ends, word characters, white space, classes, braces and escapes; those are written out. Groups
 * with names become groups with numbers.
 */
final class RegExpTranslator {

    private static final String LINE_END = "\\n\\r\\u2028\\u2029";
    private static final String IN_WORD = "[" + RegExpReader.WORD + "]";

    private final RegExpReader reader;
    private final boolean unicode;
    private final boolean multiline;
    private final boolean dotAll;
    private final RegExpGroups groups;
    private final StringBuilder out = new StringBuilder();
    private int opened;

    RegExpTranslator(String source, boolean unicode, boolean multiline, boolean dotAll) {
        this.reader = new RegExpReader(source, unicode);
        this.unicode = unicode;
        this.multiline = multiline;
        this.dotAll = dotAll;
        this.groups = RegExpGroups.of(source);
    }

    String translate() {
        alternatives();
        if (!reader.isAtEnd()) {
            throw RegExpReader.invalid("an unmatched )");
        }
        return out.toString();
    }

    /** The numbers of the groups that have a name. */
    Map<String, Integer> names() {
        return groups.names();
    }

    private void alternatives() {
        while (!reader.isAtEnd() && reader.peek() != ')') {
            if (reader.skip("|")) {
                out.append('|');
            } else {
                term();
            }
        }
    }

    private void term() {
        boolean counts = reader.countsEnd() > 0;
        int c = reader.next();
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
            case '[' -> out.append(RegExpClass.translate(reader));
            case '\\' -> repeatable = escape();
            case '*', '+', '?' -> throw RegExpReader.invalid("nothing to repeat");
            case '{', '}', ']' -> {
                if (unicode || counts) {
                    throw RegExpReader.invalid("a lone bracket, or nothing to repeat");
                }
                RegExpReader.append(out, c);
            }
            default -> RegExpReader.append(out, c);
        }
        quantifier(repeatable);
    }

    private void quantifier(boolean repeatable) {
        int end = reader.countsEnd();
        String times;
        if (end > 0) {
            reader.skip("{");
            times = times(reader.until(end - 1));
            reader.moveTo(end);
        } else if (reader.skip("*")) {
            times = "*";
        } else if (reader.skip("+")) {
            times = "+";
        } else if (reader.skip("?")) {
            times = "?";
        } else {
            return;
        }
        if (!repeatable) {
            throw RegExpReader.invalid("nothing to repeat");
        }
        out.append(times);
        if (reader.skip("?")) {
            out.append('?');
        }
    }

    private static String times(String counts) {
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
            throw RegExpReader.invalid("numbers out of order in {}");
        }
        return "{" + least + "," + most + "}";
    }

    private static long bound(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }

    /** Translates a group; returns whether it may be repeated. */
    private boolean group() {
        boolean repeatable = true;
        if (reader.startsWith("?<=") || reader.startsWith("?<!")) {
            out.append('(').append(reader.until(reader.position() + 3));
            reader.moveTo(reader.position() + 3);
            repeatable = false;
        } else if (reader.startsWith("?<")) {
            opened++;
            out.append('(');
            reader.moveTo(reader.find('>') + 1);
        } else if (reader.skip("?:")) {
            out.append("(?:");
        } else if (reader.startsWith("?=") || reader.startsWith("?!")) {
            out.append('(').append(reader.until(reader.position() + 2));
            reader.moveTo(reader.position() + 2);
            repeatable = !unicode;
        } else if (reader.startsWith("?")) {
            throw RegExpReader.invalid("an unknown kind of group");
        } else {
            opened++;
            out.append('(');
        }
        alternatives();
        if (!reader.skip(")")) {
            throw RegExpReader.invalid("an unterminated group");
        }
        out.append(')');
        return repeatable;
    }

    /** Translates an escape; returns whether it may be repeated. */
    private boolean escape() {
        if (reader.startsWith("b") || reader.startsWith("B")) {
            boolean boundary = reader.next() == 'b';
            String ahead = boundary ? "!" : "=";
            String behind = boundary ? "=" : "!";
            out.append("(?:(?<=" + IN_WORD + ")(?" + ahead + IN_WORD + ")");
            out.append("|(?<!" + IN_WORD + ")(?" + behind + IN_WORD + "))");
            return false;
        }
        String set = reader.set();
        if (set != null) {
            out.append('[').append(set).append(']');
        } else if (!numberedReference() && !namedReference()) {
            RegExpReader.append(out, reader.character(false));
        }
        return true;
    }

    /** A number that is no group's is a character by its octal code, but for the flag u. */
    private boolean numberedReference() {
        int end = reader.digitsEnd(reader.position());
        String digits = reader.until(end);
        if (digits.isEmpty() || digits.startsWith("0")) {
            return false;
        }
        if (digits.length() > 4 || Integer.parseInt(digits) > groups.count()) {
            if (unicode) {
                throw RegExpReader.invalid("a reference to an unknown group");
            }
            return false;
        }
        reader.moveTo(end);
        reference(Integer.parseInt(digits));
        return true;
    }

    private boolean namedReference() {
        if (!reader.startsWith("k") || (!unicode && names().isEmpty())) {
            return false;
        }
        reader.skip("k");
        int end = reader.find('>');
        Integer group = end < 0 || !reader.skip("<") ? null : names().get(reader.until(end));
        if (group == null) {
            throw RegExpReader.invalid("a reference to an unknown group");
        }
        reader.moveTo(end + 1);
        reference(group);
        return true;
    }

    /** A group that has not opened yet is empty. */
    private void reference(int group) {
        out.append(group > opened ? "(?:)" : "(?:\\" + group + ")");
    }
}
