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
package io.github.camellowdefy.stripe.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One line of recorded traffic: what a nested map made the Node client send. */
record Recorded(String name, StripeCall call, Map<String, Object> connection, JsonNode wire) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPTIONS =
            Set.of(
                    "idempotencyKey",
                    "stripeAccount",
                    "stripeContext",
                    "apiVersion",
                    "apiKey",
                    "timeout",
                    "maxNetworkRetries");

    static Stream<Recorded> rows(String resource) {
        List<Recorded> rows = new ArrayList<>();
        for (String line : lines(resource)) {
            rows.add(row(line));
        }
        return rows.stream();
    }

    static List<String> lines(String resource) {
        InputStream in = Recorded.class.getResourceAsStream(resource);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of the row's connection. */
    ConnectionSettings settings() {
        return Settings.with((String) connection.get("apiVersion"), null, null);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Recorded row(String line) {
        try {
            JsonNode row = JSON.readTree(line);
            JsonNode name = row.has("case") ? row.get("case") : row.get("path");
            String client = row.path("client").asText();
            Map<String, Object> connection = new LinkedHashMap<>();
            row.path("connection")
                    .properties()
                    .forEach(entry -> connection.put(entry.getKey(), value(entry.getValue())));
            return new Recorded(
                    name.asText() + ' ' + client,
                    call(row.get("request")),
                    connection,
                    row.get("wire"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StripeCall call(JsonNode request) {
        StringBuilder path = new StringBuilder();
        JsonNode leaf = request;
        while (leaf.isObject()) {
            Map.Entry<String, JsonNode> next = leaf.properties().iterator().next();
            path.append(path.isEmpty() ? "" : ".").append(next.getKey());
            leaf = next.getValue();
        }
        List<String> ids = new ArrayList<>();
        List<Map<String, Object>> maps = new ArrayList<>();
        for (JsonNode argument : leaf) {
            Object value = value(argument);
            if (value instanceof Map<?, ?> map) {
                maps.add(text(map));
            } else if (value == null) {
                maps.add(Map.of());
            } else {
                ids.add(value.toString());
            }
        }
        boolean optionsLast =
                !maps.isEmpty()
                        && !maps.get(maps.size() - 1).isEmpty()
                        && OPTIONS.containsAll(maps.get(maps.size() - 1).keySet());
        CallOptions options =
                optionsLast ? options(maps.remove(maps.size() - 1)) : CallOptions.NONE;
        Map<String, Object> params = maps.isEmpty() ? Map.of() : maps.get(0);
        return new StripeCall(operation(path.toString(), ids.size()), ids, params, options);
    }

    private static Operation operation(String path, int ids) {
        return OperationCatalog.get().find(path).operations().stream()
                .filter(operation -> operation.idNames().size() == ids)
                .findFirst()
                .orElseThrow();
    }

    private static CallOptions options(Map<String, Object> map) {
        return new CallOptions(
                (String) map.get("idempotencyKey"),
                (String) map.get("stripeAccount"),
                (String) map.get("stripeContext"),
                (String) map.get("apiVersion"),
                null,
                null,
                null);
    }

    private static Map<String, Object> text(Map<?, ?> map) {
        Map<String, Object> text = new LinkedHashMap<>();
        map.forEach((key, value) -> text.put((String) key, value));
        return text;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(value(item)));
            return list;
        }
        return JSON.convertValue(node, Object.class);
    }

    private static Object object(JsonNode node) {
        if (node.has("$date")) {
            return Date.from(Instant.parse(node.get("$date").asText()));
        }
        if (node.has("$bytes")) {
            return Base64.getDecoder().decode(node.get("$bytes").asText());
        }
        if (node.has("$double")) {
            return Double.longBitsToDouble(
                    Long.parseUnsignedLong(node.get("$double").asText(), 16));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        return map;
    }
}
