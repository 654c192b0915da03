/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
