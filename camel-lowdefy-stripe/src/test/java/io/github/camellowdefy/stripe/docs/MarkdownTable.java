// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.docs;

import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... heads) {
        row(heads);
        text.append("|").append("---|".repeat(heads.length)).append('\n');
    }

    MarkdownTable row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    /** Text as a cell: on one line, its characters without a meaning of their own. */
    static String plain(String text) {
        return cell(text).replace("*", "\\*").replace("<", "\\<");
    }

    /** Literal text as a cell. */
    static String code(String text) {
        return '`' + cell(text) + '`';
    }

    /** Literal texts as a cell. */
    static String code(List<String> texts, String delimiter) {
        return texts.stream().map(MarkdownTable::code).collect(Collectors.joining(delimiter));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").strip();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
