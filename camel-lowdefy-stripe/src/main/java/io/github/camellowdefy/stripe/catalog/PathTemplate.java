// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of an operation, split once: {@code /v1/customers/{customer}/sources/{id}} is the
 * literals {@code /v1/customers/}, {@code /sources/} and an empty one, with the ids {@code
 * customer} and {@code id} between them. Two templates of the same text are equal.
 */
public final class PathTemplate {

    private final String text;
    private final List<String> literals;
    private final List<String> idNames;

    /** Splits a path at its named ids; a brace that is not closed is an ordinary character. */
    public PathTemplate(String text) {
        List<String> outside = new ArrayList<>(3);
        List<String> inside = new ArrayList<>(2);
        int from = 0;
        int open = text.indexOf('{');
        int close = text.indexOf('}', open + 1);
        while (open >= 0 && close >= 0) {
            outside.add(text.substring(from, open));
            inside.add(text.substring(open + 1, close));
            from = close + 1;
            open = text.indexOf('{', from);
            close = text.indexOf('}', open + 1);
        }
        outside.add(text.substring(from));
        this.text = text;
        this.literals = List.copyOf(outside);
        this.idNames = List.copyOf(inside);
    }

    /** The path as it is written, ids in braces. */
    public String text() {
        return text;
    }

    /** What stands before, between and after the ids: always one more than there are ids. */
    public List<String> literals() {
        return literals;
    }

    /** The names of the ids, in order. */
    public List<String> idNames() {
        return idNames;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
