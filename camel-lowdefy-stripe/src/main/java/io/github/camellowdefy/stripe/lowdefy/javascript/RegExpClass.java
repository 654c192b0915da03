// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

/** Rewrites a class such as {@code [a-z\d]}, in which Java gives more characters a meaning. */
final class RegExpClass {

    private final RegExpReader reader;
    private final StringBuilder set = new StringBuilder();

    private RegExpClass(RegExpReader reader) {
        this.reader = reader;
    }

    /** Reads behind the opening bracket up to the closing one. */
    static String translate(RegExpReader reader) {
        boolean negated = reader.skip("^");
        RegExpClass read = new RegExpClass(reader);
        while (!reader.isAtEnd() && reader.peek() != ']') {
            read.item();
        }
        if (!reader.skip("]")) {
            throw RegExpReader.invalid("an unterminated class");
        }
        if (read.set.length() == 0) {
            return negated ? "(?s:.)" : "(?!)";
        }
        return negated ? "(?:(?![" + read.set + "])(?s:.))" : "[" + read.set + "]";
    }

    private void item() {
        int low = member();
        boolean range = reader.startsWith("-") && !reader.startsWith("-]");
        if (!range || reader.isLast()) {
            RegExpReader.append(set, low);
            return;
        }
        reader.skip("-");
        int high = member();
        boolean ofSets = low < 0 || high < 0;
        if (ofSets && reader.isUnicode()) {
            throw RegExpReader.invalid("a range of classes");
        }
        if (!ofSets && low > high) {
            throw RegExpReader.invalid("a range out of order");
        }
        RegExpReader.append(set, low);
        if (ofSets) {
            RegExpReader.append(set, '-');
        } else {
            set.append('-');
        }
        RegExpReader.append(set, high);
    }

    /** The next character, or -1 when it was a set, which is then added. */
    private int member() {
        if (!reader.skip("\\")) {
            return reader.next();
        }
        String known = reader.set();
        if (known == null) {
            return reader.character(true);
        }
        set.append(known);
        return -1;
    }
}
