// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables beside classes: a line a row, a tab between columns. */
public final class Tsv {

    private Tsv() {}

    /** What a column says, null for {@code -}. */
    public static String value(String column) {
        return column.equals("-") ? null : column;
    }

    /** The texts of {@code texts.tsv} beside a class, by name. */
    public static Map<String, String> texts(Class<?> beside) {
        return read(beside, "texts.tsv").stream().collect(Collectors.toMap(r -> r[0], r -> r[1]));
    }

    /** The words of a text, in its order. */
    public static Set<String> words(String text) {
        return new LinkedHashSet<>(List.of(text.split(" ")));
    }

    /** A whole table. */
    public static String text(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table; a line that starts with # is a comment. */
    public static List<String[]> read(Class<?> beside, String file) {
        return text(beside, file)
                .lines()
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .map(line -> line.split("\t", -1))
                .toList();
    }
}
