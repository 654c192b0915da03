// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recorded traffic of the official clients, row by row. */
public final class Conformance {

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Conformance() {}

    /** One API method of one client. */
    public record Method(
            String client, String path, int ids, Object request, Wire wire, String paginates) {
        @Override
        public String toString() {
            return client + ' ' + path;
        }
    }

    /** One shape of arguments or encoding of a value. */
    public record Encoding(String name, Object request, Map<String, Object> connection, Wire wire) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A request that must end in one clear error and no call. */
    public record Refusal(String name, Object request, String why) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What Lowdefy's own handler did with a request; a row may hold several calls. */
    public record Lowdefy(
            String name,
            String group,
            Object request,
            Map<String, Object> connection,
            List<Map<String, Object>> server,
            List<Wire> wires,
            List<Map<String, Object>> outcomes) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What was sent; query and body are raw, null for none, and headers those that matter. */
    public record Wire(
            String base,
            String method,
            String path,
            String query,
            String body,
            String contentType,
            Map<String, String> headers,
            List<Part> parts) {}

    /** One part of an upload. */
    public record Part(String name, String filename, String contentType, byte[] content) {}

    /** The rows of {@code methods.jsonl}. */
    public static List<Method> methods() {
        return rows("/conformance/methods.jsonl").stream()
                .map(
                        row ->
                                new Method(
                                        (String) row.get("client"),
                                        (String) row.get("path"),
                                        (Integer) row.get("ids"),
                                        decoded(row.get("request")),
                                        wire(row.get("wire")),
                                        (String) row.get("paginates")))
                .toList();
    }

    /** The rows of {@code encoding.jsonl}. */
    public static List<Encoding> encodings() {
        return encodings("/conformance/encoding.jsonl");
    }

    /** The rows of another file that holds the like. */
    public static List<Encoding> encodings(String resource) {
        return rows(resource).stream()
                .map(
                        row ->
                                new Encoding(
                                        (String) row.get("case"),
                                        decoded(row.get("request")),
                                        map(row.get("connection")),
                                        wire(row.get("wire"))))
                .toList();
    }

    /** The rows of {@code refuse.jsonl}. */
    public static List<Refusal> refusals() {
        return rows("/conformance/refuse.jsonl").stream()
                .map(
                        row ->
                                new Refusal(
                                        (String) row.get("case"),
                                        decoded(row.get("request")),
                                        (String) row.get("why")))
                .toList();
    }

    /** The rows of {@code lowdefy.jsonl}. */
    public static List<Lowdefy> lowdefy() {
        return rows("/conformance/lowdefy.jsonl").stream()
                .map(
                        row ->
                                new Lowdefy(
                                        (String) row.get("case"),
                                        (String) row.get("group"),
                                        decoded(row.get("request")),
                                        map(row.get("connection")),
                                        maps(row.get("server")),
                                        ((List<?>) row.get("wires"))
                                                .stream().map(Conformance::wire).toList(),
                                        maps(row.get("outcomes"))))
                .toList();
    }

    private static List<Map<String, Object>> rows(String resource) {
        try (InputStream in = Conformance.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Conformance::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> row(String line) {
        try {
            return map(JSON.readValue(line, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Dates and bytes stand in the rows as {@code {"$date": iso}} and {@code {"$bytes": base64}}.
     */
    private static Object decoded(Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream()
                    .map(Conformance::decoded)
                    .collect(ArrayList::new, List::add, List::addAll);
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        if (map.get("$date") instanceof String iso) {
            return Date.from(Instant.parse(iso));
        }
        if (map.get("$bytes") instanceof String base64) {
            return Base64.getDecoder().decode(base64);
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, decoded(value)));
        return copy;
    }

    private static Wire wire(Object tree) {
        Map<String, Object> row = map(tree);
        return new Wire(
                (String) row.get("base"),
                (String) row.get("method"),
                (String) row.get("path"),
                (String) row.get("query"),
                (String) row.get("body"),
                (String) row.get("contentType"),
                headers(row.get("headers")),
                maps(map(row.get("multipart")).get("parts")).stream()
                        .map(Conformance::part)
                        .toList());
    }

    private static Part part(Map<String, Object> row) {
        return new Part(
                (String) row.get("name"),
                (String) row.get("filename"),
                (String) row.get("contentType"),
                Base64.getDecoder().decode((String) row.get("base64")));
    }

    private static Map<String, String> headers(Object tree) {
        Map<String, String> headers = new LinkedHashMap<>();
        map(tree).forEach((name, value) -> headers.put(name, (String) value));
        return headers;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return tree == null ? Map.of() : (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object tree) {
        return tree == null ? List.of() : (List<Map<String, Object>>) tree;
    }
}
