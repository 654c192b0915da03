// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON straight from bytes to plain Java: {@link LinkedHashMap}, {@link ArrayList}, String, Long,
 * Double, Boolean and null; a whole number beyond long is a {@link java.math.BigInteger}.
 */
public final class JsonTree {

    /** Far more than Stripe nests, far less than a stack holds. */
    static final int MAX_DEPTH = 500;

    // names are shared between answers by the factory's own table, not by the JVM's pool of strings
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private JsonTree() {}

    /**
     * Reads an object or an array.
     *
     * @throws IOException when the bytes are no JSON, anything else than one object or array, or
     *     nested too deep
     */
    public static Object read(byte[] json) throws IOException {
        try (JsonParser in = parser(json)) {
            Object tree = value(in, start(in));
            end(in);
            return tree;
        }
    }

    /**
     * Reads through an object or an array without building it.
     *
     * @return whether it has a member {@code error} and no member {@code object} to say what it is
     * @throws IOException under the same conditions as {@link #read}
     */
    static boolean isBareError(byte[] json) throws IOException {
        try (JsonParser in = parser(json)) {
            boolean named = false;
            boolean failed = false;
            if (start(in) == JsonToken.START_ARRAY) {
                in.skipChildren();
            } else {
                for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                    JsonToken token = in.nextToken();
                    named |= name.equals("object");
                    failed |= name.equals("error") && token != JsonToken.VALUE_NULL;
                    in.skipChildren();
                }
            }
            end(in);
            return failed && !named;
        }
    }

    private static JsonParser parser(byte[] json) throws IOException {
        JsonParser in = FACTORY.createParser(json);
        // Jackson guesses other encodings by itself, which no other class here would read
        if (!(in instanceof UTF8StreamJsonParser)) {
            throw new JsonParseException(in, "not in UTF-8");
        }
        return in;
    }

    private static JsonToken start(JsonParser in) throws IOException {
        JsonToken token = in.nextToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
            throw new JsonParseException(in, "neither an object nor an array");
        }
        return token;
    }

    private static void end(JsonParser in) throws IOException {
        if (in.nextToken() != null) {
            throw new JsonParseException(in, "more than one value");
        }
    }

    private static Object value(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> whole(in);
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            map.put(name, value(in, in.nextToken()));
        }
        return map;
    }

    private static List<Object> array(JsonParser in) throws IOException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = in.nextToken();
                token != JsonToken.END_ARRAY;
                token = in.nextToken()) {
            list.add(value(in, token));
        }
        return list;
    }

    private static Number whole(JsonParser in) throws IOException {
        return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? in.getBigIntegerValue()
                : (Number) in.getLongValue();
    }
}
