// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Form text to a tree of texts: {@code a[b]=1} nests, {@code a[0]=1} and {@code a[]=1} make lists.
 * A pure function of its input.
 */
public final class FormDecoder {

    private static final int MAX_DEPTH = 32;

    private final Map<String, Object> root = new LinkedHashMap<>();

    /** Decodes a query or a form body; null is empty. */
    public static ObjectNode decode(String form) {
        FormDecoder decoder = new FormDecoder();
        for (String pair : form == null ? new String[0] : form.split("&")) {
            if (!pair.isEmpty()) {
                decoder.readPair(pair);
            }
        }
        return decoder.decoded();
    }

    /** What was put in so far. */
    ObjectNode decoded() {
        return (ObjectNode) tree(root, true);
    }

    private void readPair(String pair) {
        int equals = pair.indexOf('=');
        String key = unescape(equals < 0 ? pair : pair.substring(0, equals));
        put(key, equals < 0 ? "" : unescape(pair.substring(equals + 1)));
    }

    /** Adds a parameter by its full name: {@code a[b]}. */
    void put(String key, String value) {
        List<String> path = path(key);
        Map<String, Object> at = root;
        for (int i = 0; i < path.size() - 1; i++) {
            at = step(at, path.get(i), path.get(i + 1), key);
        }
        String last = path.get(path.size() - 1);
        if (last.isEmpty() && path.size() > 1) {
            last = Integer.toString(at.size());
        }
        if (at.put(last, value) instanceof Map) {
            throw StripeError.invalid("Invalid request: " + key + " is both a value and a hash.")
                    .param(key);
        }
    }

    /** {@code a[][x]=1&a[][y]=2} is one element, as Rack reads it, until a key comes again. */
    private static Map<String, Object> step(
            Map<String, Object> at, String segment, String next, String key) {
        String name = segment;
        if (name.isEmpty()) {
            String newest = Integer.toString(at.size() - 1);
            boolean open = at.get(newest) instanceof Map<?, ?> last && !last.containsKey(next);
            name = open ? newest : Integer.toString(at.size());
        }
        Object child = at.computeIfAbsent(name, n -> new LinkedHashMap<String, Object>());
        if (child instanceof Map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> map = (Map<String, Object>) child;
            return map;
        }
        throw StripeError.invalid("Invalid request: " + key + " is both a value and a hash.")
                .param(key);
    }

    private static List<String> path(String key) {
        List<String> path = new ArrayList<>(3);
        int open = key.indexOf('[');
        if (open <= 0 || !key.endsWith("]")) {
            return List.of(key);
        }
        path.add(key.substring(0, open));
        while (open >= 0 && open < key.length()) {
            int close = key.indexOf(']', open);
            if (key.charAt(open) != '[' || close < 0 || path.size() >= MAX_DEPTH) {
                return List.of(key);
            }
            path.add(key.substring(open + 1, close));
            open = close + 1;
        }
        return path;
    }

    private static JsonNode tree(Object value, boolean hash) {
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> map = (Map<String, Object>) value;
        if (!hash && isList(map)) {
            Map<Integer, Object> sorted = new TreeMap<>();
            map.forEach((index, element) -> sorted.put(Integer.valueOf(index), element));
            ArrayNode array = Json.array();
            sorted.values().forEach(element -> array.add(tree(element, false)));
            return array;
        }
        ObjectNode object = Json.object();
        // what a user names freely stays a hash even where all the names are digits
        map.forEach((name, child) -> object.set(name, tree(child, name.equals("metadata"))));
        return object;
    }

    private static boolean isList(Map<String, Object> map) {
        for (String name : map.keySet()) {
            if (name.isEmpty()
                    || name.length() > 6
                    || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !map.isEmpty();
    }

    private static String unescape(String text) {
        try {
            return text.indexOf('%') < 0 && text.indexOf('+') < 0
                    ? text
                    : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid("Invalid percent-encoding in the request.");
        }
    }
}
