// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One operation as the engine sees it.
 *
 * @param verb the HTTP verb
 * @param template the path with ids as {@code {}}, such as {@code /v1/customers/{}}
 * @param shape what it does
 * @param object the kind of object it answers with
 * @param parent the kind of object the first of two ids names, or null
 * @param action the verb of an action or the name of a removed part, or null
 */
public record Route(
        String verb, String template, Shape shape, String object, String parent, String action) {

    private static final Pattern NAME = Pattern.compile("\\{\\w*}");

    /** Verb and path, as the tables name it: {@code POST /v1/customers/{}}. */
    public String operation() {
        return verb + ' ' + template;
    }

    /** Whether bodies are JSON and lists have a {@code next_page_url}. */
    public boolean isV2() {
        return template.startsWith("/v2/");
    }

    /** The segments of a path template, ids as {@code {}}. */
    public static List<String> segments(String path) {
        return List.of(NAME.matcher(path.substring(1)).replaceAll("{}").split("/"));
    }
}
