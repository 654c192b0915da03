// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** JSON trees and their bytes. */
public final class Json {

    private static final byte[] ID = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader READER = MAPPER.reader();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectWriter SORTED = WRITER.with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private Json() {}

    /** A new empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new empty object with room for so many fields. */
    static ObjectNode object(int size) {
        return new ObjectNode(JsonNodeFactory.instance, new LinkedHashMap<>(size * 4 / 3 + 1));
    }

    /** A new object of names and values, which stand in turn; a value may be null or a tree. */
    public static ObjectNode object(String name, Object value, Object... more) {
        ObjectNode object = object();
        object.set(name, tree(value));
        for (int i = 0; i < more.length; i += 2) {
            object.set((String) more[i], tree(more[i + 1]));
        }
        return object;
    }

    private static JsonNode tree(Object value) {
        return value instanceof JsonNode tree ? tree : MAPPER.valueToTree(value);
    }

    /** A new array of trees. */
    public static ArrayNode array(Stream<? extends JsonNode> elements) {
        ArrayNode array = array();
        elements.forEach(array::add);
        return array;
    }

    /** A new empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A list as Stripe shows it inside an object or as an answer, with nothing beyond. */
    public static ObjectNode list(ArrayNode data, String url) {
        ObjectNode list = object().put("object", "list");
        list.set("data", data);
        return list.put("has_more", false).put("url", url);
    }

    /** The object these bytes hold; the bytes are ones this engine wrote. */
    public static ObjectNode read(byte[] json) {
        try {
            return (ObjectNode) READER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any JSON value from outside; throws when it is none. */
    public static JsonNode parse(byte[] json) throws IOException {
        return READER.readTree(json);
    }

    /** A stream of JSON to write to. */
    public static JsonGenerator to(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out);
    }

    /** The JSON value of a stream. */
    public static JsonNode from(InputStream in) throws IOException {
        return READER.readTree(in);
    }

    /** The compact UTF-8 form. */
    public static byte[] write(JsonNode tree) {
        return write(WRITER, tree);
    }

    /** The same for the same names and values, whatever their order. */
    public static byte[] sorted(JsonNode tree) {
        return write(SORTED, tree);
    }

    private static byte[] write(ObjectWriter writer, JsonNode tree) {
        try {
            return writer.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object as plain maps, lists, texts, numbers and booleans. */
    public static Map<String, Object> toMap(ObjectNode tree) {
        return MAPPER.convertValue(tree, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** Plain maps and texts as a tree. */
    public static JsonNode of(Object plain) {
        return MAPPER.valueToTree(plain);
    }

    /** The whole number of a field; 0 when it is absent or null. */
    public static long number(JsonNode tree, String field) {
        return tree.path(field).asLong();
    }

    /** What the whole numbers of a field add up to. */
    public static long sum(Iterable<? extends JsonNode> trees, String field) {
        long sum = 0;
        for (JsonNode tree : trees) {
            sum += number(tree, field);
        }
        return sum;
    }

    /** The id of an object, or null. */
    public static String id(JsonNode tree) {
        return text(tree, "id");
    }

    /** A hash inside an object; an empty one is put there when it is absent or null. */
    public static ObjectNode hash(ObjectNode tree, String field) {
        return tree.get(field) instanceof ObjectNode hash ? hash : tree.putObject(field);
    }

    /** The id an object's JSON starts with, or null; without reading the rest. */
    public static String idAtStart(byte[] json) {
        int start = ID.length;
        if (json.length <= start || !Arrays.equals(json, 0, start, ID, 0, start)) {
            return null;
        }
        int end = start;
        while (end < json.length && json[end] != '"' && json[end] != '\\') {
            end++;
        }
        return new String(json, start, end - start, StandardCharsets.UTF_8);
    }

    /** Copies fields as they are; one that is absent becomes null. */
    public static void copy(JsonNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            to.set(field, from.path(field).isMissingNode() ? null : from.get(field).deepCopy());
        }
    }

    /** The texts of a list; none where it is no list. */
    public static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Whether a field has this text. */
    public static boolean is(JsonNode tree, String field, String text) {
        return text.equals(text(tree, field));
    }

    /** The text of a field, or null when it is absent, null or no text. */
    public static String text(JsonNode tree, String field) {
        JsonNode value = tree.get(field);
        return value == null || !value.isTextual() ? null : value.textValue();
    }
}
