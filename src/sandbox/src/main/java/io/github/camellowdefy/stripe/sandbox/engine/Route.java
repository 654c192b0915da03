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
package io.github.camellowdefy.stripe.sandbox.engine;

import java.util.List;

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

    /** Verb and path, as the tables name it: {@code POST /v1/customers/{}}. */
    String operation() {
        return verb + ' ' + template;
    }

    /** Whether bodies are JSON and lists have a {@code next_page_url}. */
    public boolean isV2() {
        return template.startsWith("/v2/");
    }

    /** The segments of a path template, ids as {@code {}}. */
    static List<String> segments(String path) {
        return List.of(path.substring(1).replaceAll("\\{\\w*}", "{}").split("/"));
    }
}
