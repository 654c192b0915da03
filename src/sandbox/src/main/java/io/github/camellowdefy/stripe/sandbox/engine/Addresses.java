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
import java.util.List;
import java.util.Map;

/** Stripe shows addresses with all their fields, whatever of them was given. */
final class Addresses {

    private static final List<String> ADDRESS =
            List.of("city", "country", "line1", "line2", "postal_code", "state");
    private static final Map<String, List<String>> SHIPPING =
            Map.of(
                    "customer", List.of("phone"),
                    "payment_intent", List.of("carrier", "phone", "tracking_number"),
                    "charge", List.of("carrier", "phone", "tracking_number"));

    private Addresses() {}

    /** Adds what a field of an object lacks, in it and in what it holds. */
    static void complete(String object, String field, JsonNode value) {
        if (!(value instanceof ObjectNode hash) || object.startsWith("v2.")) {
            return;
        }
        if (field.equals("address")) {
            ADDRESS.forEach(name -> addMissing(hash, name));
        } else if (field.equals("shipping")) {
            SHIPPING.getOrDefault(object, List.of()).forEach(name -> addMissing(hash, name));
        }
        for (Map.Entry<String, JsonNode> inner : hash.properties()) {
            complete(object, inner.getKey(), inner.getValue());
        }
    }

    private static void addMissing(ObjectNode hash, String name) {
        if (!hash.has(name)) {
            hash.putNull(name);
        }
    }
}
