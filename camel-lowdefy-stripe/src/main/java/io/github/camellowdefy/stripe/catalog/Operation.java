// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * One operation of the Stripe API.
 *
 * @param verb the HTTP verb: {@code GET}, {@code POST} or {@code DELETE}
 * @param base the host that serves it
 * @param kind what is special about its request or answer
 * @param template the path with named ids, split
 * @param nodeNames the dotted names in the Node client's style, the preferred one first; may be
 *     empty
 * @param javaNames the dotted names in the style of stripe-java's services; may be empty
 */
public record Operation(
        String verb,
        ApiBase base,
        OperationKind kind,
        Path template,
        List<String> nodeNames,
        List<String> javaNames) {

    public Operation {
        nodeNames = List.copyOf(nodeNames);
        javaNames = List.copyOf(javaNames);
    }

    public Operation(
            String verb,
            ApiBase base,
            OperationKind kind,
            String path,
            List<String> nodeNames,
            List<String> javaNames) {
        this(verb, base, kind, Path.of(path), nodeNames, javaNames);
    }

    /** The dotted name used in messages: the Node client's where it has one. */
    public String name() {
        return nodeNames.isEmpty() ? javaNames.get(0) : nodeNames.get(0);
    }

    /** The path with named ids, such as {@code /v1/customers/{customer}}. */
    public String path() {
        return template.text;
    }

    /** The names of the ids in the path, in order. */
    public List<String> idNames() {
        return template.idNames;
    }

    /** What stands before, between and after the ids of the path: one more than there are ids. */
    public List<String> literals() {
        return template.literals;
    }

    /** Whether bodies are JSON and the v2 idempotency rules hold. */
    public boolean isV2() {
        return template.text.startsWith("/v2/");
    }

    /**
     * Whether its requests carry an idempotency key: operations that change something and are not
     * idempotent by themselves.
     */
    public boolean takesIdempotencyKey() {
        return verb.equals("POST") || isV2() && verb.equals("DELETE");
    }

    /**
     * The path of an operation, split once: {@code /v1/customers/{customer}/sources/{id}} is the
     * literals {@code /v1/customers/}, {@code /sources/} and an empty one, with the ids {@code
     * customer} and {@code id} between them.
     *
     * @param text the path as it is written, ids in braces
     * @param literals what stands before, between and after the ids
     * @param idNames the names of the ids, in order
     */
    public record Path(String text, List<String> literals, List<String> idNames) {

        /** Splits a path at its named ids; a brace that is not closed is an ordinary character. */
        static Path of(String text) {
            List<String> literals = new ArrayList<>(3);
            List<String> idNames = new ArrayList<>(2);
            int from = 0;
            int open = text.indexOf('{');
            int close = text.indexOf('}', open + 1);
            while (open >= 0 && close >= 0) {
                literals.add(text.substring(from, open));
                idNames.add(text.substring(open + 1, close));
                from = close + 1;
                open = text.indexOf('{', from);
                close = text.indexOf('}', open + 1);
            }
            literals.add(text.substring(from));
            return new Path(text, List.copyOf(literals), List.copyOf(idNames));
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
