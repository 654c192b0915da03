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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The way back from {@link FormDecoder}: a tree to a query. */
final class Forms {

    private Forms() {}

    /** Appends every parameter but one as {@code name=value&}. */
    static void write(ObjectNode params, String except, StringBuilder out) {
        params.properties()
                .forEach(
                        entry -> {
                            if (!entry.getKey().equals(except)) {
                                write(entry.getKey(), entry.getValue(), out);
                            }
                        });
    }

    private static void write(String name, JsonNode value, StringBuilder out) {
        if (value instanceof ObjectNode hash) {
            hash.properties().forEach(e -> write(name + '[' + e.getKey() + ']', e.getValue(), out));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                write(name + '[' + i + ']', value.get(i), out);
            }
        } else {
            out.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value.asText(), StandardCharsets.UTF_8))
                    .append('&');
        }
    }
}
