// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog;

import java.util.List;

/**
 * One operation of the Stripe API.
 *
 * @param verb the HTTP verb: {@code GET}, {@code POST} or {@code DELETE}
 * @param base the host that serves it
 * @param kind what is special about its request or answer
 * @param template the path with named ids, such as {@code /v1/customers/{customer}}
 * @param nodeNames the dotted names in the Node client's style, the preferred one first; may be
 *     empty
 * @param javaNames the dotted names in the style of stripe-java's services; may be empty
 */
public record Operation(
        String verb,
        ApiBase base,
        OperationKind kind,
        PathTemplate template,
        List<String> nodeNames,
        List<String> javaNames) {

    public Operation {
        nodeNames = List.copyOf(nodeNames);
        javaNames = List.copyOf(javaNames);
    }

    /** An operation whose path is not split yet. */
    public Operation(
            String verb,
            ApiBase base,
            OperationKind kind,
            String path,
            List<String> nodeNames,
            List<String> javaNames) {
        this(verb, base, kind, new PathTemplate(path), nodeNames, javaNames);
    }

    /** The dotted name used in messages: the Node client's where it has one. */
    public String name() {
        return nodeNames.isEmpty() ? javaNames.get(0) : nodeNames.get(0);
    }

    /** The path with named ids, such as {@code /v1/customers/{customer}}. */
    public String path() {
        return template.text();
    }

    /** The names of the ids in the path, in order. */
    public List<String> idNames() {
        return template.idNames();
    }

    /** Whether bodies are JSON and the v2 idempotency rules hold. */
    public boolean isV2() {
        return path().startsWith("/v2/");
    }

    /**
     * Whether its requests carry an idempotency key: whatever changes something and could twice.
     */
    public boolean takesIdempotencyKey() {
        return verb.equals("POST") || isV2() && verb.equals("DELETE");
    }
}
