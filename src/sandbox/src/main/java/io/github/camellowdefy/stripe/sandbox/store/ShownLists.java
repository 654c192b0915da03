// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.util.Map;

/**
 * Lists inside an object, as answers show them: the first ten, with {@code has_more} and {@code
 * total_count}. The store keeps them whole.
 */
public final class ShownLists {

    private static final int SHOWN = 10;

    /** An object with eleven elements in a list is longer. */
    private static final int SHORT = 2_000;

    private ShownLists() {}

    /** The bytes an answer shows of a stored object; the same ones where nothing is cut. */
    public static byte[] shown(byte[] json) {
        if (json.length < SHORT) {
            return json;
        }
        ObjectNode tree = Json.read(json);
        return cut(tree) ? Json.write(tree) : json;
    }

    /** Cuts the lists at the top of an object; whether there was one to cut. */
    public static boolean cut(ObjectNode object) {
        boolean cut = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue() instanceof ObjectNode list
                    && list.get("data") instanceof ArrayNode data
                    && data.size() > SHOWN
                    && Json.is(list, "object", "list")) {
                list.put("total_count", data.size()).put("has_more", true);
                ArrayNode first = Json.array();
                for (int i = 0; i < SHOWN; i++) {
                    first.add(data.get(i));
                }
                list.set("data", first);
                cut = true;
            }
        }
        return cut;
    }
}
