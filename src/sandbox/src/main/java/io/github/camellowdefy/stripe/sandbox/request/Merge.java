// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Defaults;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Map;

/**
 * Applies parameters to an object: hashes key by key, lists as a whole, an empty value unsets. In
 * {@code metadata} unsetting takes the key away; an empty {@code metadata} takes them all.
 */
public final class Merge {

    private static final int TEXT = 5000;
    private static final int ON_STATEMENTS = 22;
    private static final int METADATA_KEYS = 50;
    private static final int METADATA_KEY = 40;
    private static final int METADATA_VALUE = 500;

    private Merge() {}

    /**
     * Applies typed {@code fields}. Of an object whose fields are all known, what is no field of it
     * is a parameter only and is left out.
     */
    public static void into(ObjectNode object, ObjectNode fields, Params params) {
        String kind = object.get("object").textValue();
        boolean closed = Defaults.knows(kind);
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String name = field.getKey();
            if (name.equals("metadata")) {
                metadata(object, field.getValue());
            } else if (!name.equals("id")
                    && !name.equals("object")
                    && !(closed && !Defaults.hasField(kind, name))) {
                checkTexts(name, field.getValue());
                set(object, name, field.getValue());
            }
        }
    }

    private static void set(ObjectNode object, String name, JsonNode value) {
        if (value instanceof ObjectNode hash && object.get(name) instanceof ObjectNode old) {
            hash.properties().forEach(entry -> set(old, entry.getKey(), entry.getValue()));
        } else if (!Json.is(object.path(name), "object", "list")) {
            // a list of objects is not replaced by the parameter of its name
            object.set(name, value);
        }
    }

    private static void metadata(ObjectNode object, JsonNode wanted) {
        ObjectNode metadata = Json.hash(object, "metadata");
        if (!(wanted instanceof ObjectNode hash)) {
            if (!wanted.isNull() && !wanted.asText().isEmpty()) {
                throw StripeError.invalid("Invalid object").param("metadata");
            }
            metadata.removeAll();
            return;
        }
        for (Map.Entry<String, JsonNode> entry : hash.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isContainerNode()) {
                throw StripeError.invalid("Invalid string: " + value)
                        .param("metadata[" + key + ']');
            }
            if (value.isNull() || value.asText().isEmpty()) {
                metadata.remove(key);
                continue;
            }
            checkMetadata(key, value.asText());
            metadata.put(key, value.asText());
        }
        StripeError.refuseIf(
                metadata.size() > METADATA_KEYS, "metadata_too_many_keys", metadata.size());
    }

    private static void checkMetadata(String key, String value) {
        StripeError.refuseIf(key.length() > METADATA_KEY, "metadata_key_too_long", key.length());
        if (value.length() > METADATA_VALUE) {
            throw StripeError.refusal(
                            "metadata_value_too_long", value.length(), value.substring(0, 20))
                    .param("metadata[" + key + ']');
        }
    }

    /** Refuses texts of over 5,000 characters; of 22 where a bank's statement has to hold them. */
    private static void checkTexts(String name, JsonNode value) {
        int most = name.startsWith("statement_descriptor") ? ON_STATEMENTS : TEXT;
        String text = value.asText();
        if (value.isTextual() && text.length() > most) {
            String end = text.substring(text.length() - 5);
            throw StripeError.refusal("text_too_long", text.substring(0, 5), end, most).param(name);
        }
        value.forEach(child -> checkTexts(name, child));
    }
}
