// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog.generate;

import java.util.ArrayList;
import java.util.List;

/** Names the ids of a path nobody has named yet, after the collections they stand in. */
final class IdNames {

    private IdNames() {}

    /**
     * Puts names in the place of ids: {@code /v1/customers/id0/sources/id1} becomes {@code
     * /v1/customers/{customer}/sources/{source}}.
     *
     * @param dummy what the ids start with; a number follows
     */
    static String insert(String path, String dummy) {
        List<String> segments = new ArrayList<>(List.of(path.split("/")));
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i).matches(dummy + "\\d")) {
                segments.set(i, '{' + singular(segments.get(i - 1)) + '}');
            }
        }
        return String.join("/", segments);
    }

    private static String singular(String collection) {
        if (collection.endsWith("ies")) {
            return collection.substring(0, collection.length() - 3) + 'y';
        }
        if (collection.endsWith("sses")) {
            return collection.substring(0, collection.length() - 2);
        }
        return collection.endsWith("s")
                ? collection.substring(0, collection.length() - 1)
                : collection;
    }
}
