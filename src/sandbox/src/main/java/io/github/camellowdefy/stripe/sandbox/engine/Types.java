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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Gives form texts the types Stripe answers with: {@code amount=5} becomes a number, {@code
 * active=true} a boolean, an empty text null. By field name, from {@code types.tsv}; what the user
 * names freely ({@code metadata}) stays text.
 */
final class Types {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
    private static final Pattern STRICT =
            Pattern.compile("(unit_|application_fee_)?amount|quantity");
    private static final Map<String, String> TYPES = new HashMap<>();

    static {
        try (InputStream in = Types.class.getResourceAsStream("types.tsv");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.charAt(0) != '#') {
                    int tab = line.indexOf('\t');
                    TYPES.put(line.substring(tab + 1), line.substring(0, tab));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Types() {}

    /** The type of a field: {@code integer}, {@code boolean}, {@code decimal}, or null for text. */
    static String of(String object, String field) {
        String own = TYPES.get(object + '.' + field);
        return own == null ? TYPES.get(field) : own;
    }

    /** A typed copy of form parameters. */
    static ObjectNode typed(String object, ObjectNode params) {
        ObjectNode typed = Json.object();
        params.properties()
                .forEach(
                        entry ->
                                typed.set(
                                        entry.getKey(),
                                        entry.getKey().equals("metadata")
                                                ? entry.getValue().deepCopy()
                                                : typed(object, entry.getKey(), entry.getValue())));
        return typed;
    }

    private static JsonNode typed(String object, String field, JsonNode value) {
        if (value instanceof ObjectNode hash) {
            return typed(object, hash);
        }
        if (value.isArray()) {
            ArrayNode array = Json.array();
            value.forEach(element -> array.add(typed(object, field, element)));
            return array;
        }
        return value.isTextual() ? scalar(of(object, field), field, value) : value;
    }

    private static JsonNode scalar(String type, String field, JsonNode value) {
        String text = value.textValue();
        if (text.isEmpty()) {
            return NullNode.getInstance();
        }
        if (type == null) {
            return value;
        }
        switch (type) {
            case "integer":
                if (INTEGER.matcher(text).matches()) {
                    return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
                }
                if (STRICT.matcher(field).matches()) {
                    throw StripeError.invalid("Invalid integer: " + text)
                            .code("parameter_invalid_integer")
                            .param(field);
                }
                return value;
            case "decimal":
                return DECIMAL.matcher(text).matches()
                        ? DecimalNode.valueOf(new BigDecimal(text))
                        : value;
            default:
                return text.equals("true") || text.equals("false")
                        ? BooleanNode.valueOf(text.equals("true"))
                        : value;
        }
    }
}
