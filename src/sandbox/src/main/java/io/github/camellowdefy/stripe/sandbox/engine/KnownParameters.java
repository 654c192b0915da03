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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of the operations that have state machines, from {@code parameters.tsv}: what is
 * not among them is refused, what is needed is demanded. Operations the table lacks take anything.
 */
final class KnownParameters {

    private static final Set<String> EVERYWHERE = Set.of("expand", "metadata");
    private static final KnownParameters ANYTHING = new KnownParameters(Map.of(), List.of());
    private static final Map<String, KnownParameters> OPERATIONS = load();

    private final Map<String, KnownParameters> byName;
    private final List<String> required;

    private KnownParameters(Map<String, KnownParameters> byName, List<String> required) {
        this.byName = byName;
        this.required = required;
    }

    /** What the operation takes. */
    static KnownParameters of(Route route) {
        return OPERATIONS.getOrDefault(route.verb() + ' ' + route.template(), ANYTHING);
    }

    /** 400 {@code parameter_unknown} or {@code parameter_missing}, in this order. */
    void check(Params params) {
        if (this == ANYTHING) {
            return;
        }
        List<String> unknown = new ArrayList<>();
        collectUnknown(params.tree(), "", unknown);
        if (!unknown.isEmpty()) {
            throw StripeError.unknown(unknown);
        }
        demand(params);
    }

    /** What is needed, also inside the hashes that were sent; of lists of hashes only the lists. */
    private void demand(Params params) {
        required.forEach(params::require);
        byName.forEach(
                (name, inside) -> {
                    if (!inside.byName.isEmpty() && params.tree().path(name).isObject()) {
                        inside.demand(params.hash(name));
                    }
                });
    }

    private void collectUnknown(ObjectNode tree, String prefix, List<String> unknown) {
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            String name = entry.getKey();
            String full = prefix.isEmpty() ? name : prefix + '[' + name + ']';
            KnownParameters inside = byName.get(name);
            if (inside != null) {
                inside.visit(entry.getValue(), full, unknown);
            } else if (!EVERYWHERE.contains(name)) {
                unknown.add(full);
            }
        }
    }

    private void visit(JsonNode value, String name, List<String> unknown) {
        if (byName.isEmpty()) {
            return;
        }
        if (value instanceof ObjectNode hash) {
            collectUnknown(hash, name, unknown);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                visit(value.get(i), name + '[' + i + ']', unknown);
            }
        }
    }

    private static Map<String, KnownParameters> load() {
        Map<String, KnownParameters> operations = new HashMap<>();
        try (InputStream in = KnownParameters.class.getResourceAsStream("parameters.tsv");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    int tab = line.indexOf('\t');
                    operations.put(
                            line.substring(0, tab), new Reader(line.substring(tab + 1)).read());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return operations;
    }

    /** Reads {@code amount! shipping{address{city} name}}. */
    private static final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private KnownParameters read() {
            Map<String, KnownParameters> byName = new HashMap<>();
            List<String> required = new ArrayList<>();
            while (at < text.length() && text.charAt(at) != '}') {
                int start = at;
                while (at < text.length() && " {}!".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                String name = text.substring(start, at);
                if (skip('!')) {
                    required.add(name);
                }
                KnownParameters inside = ANYTHING;
                if (skip('{')) {
                    inside = read();
                    skip('}');
                }
                byName.put(name, inside);
                skip(' ');
            }
            return new KnownParameters(byName, required);
        }

        private boolean skip(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }
    }
}
