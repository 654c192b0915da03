// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.request.ApiRequest;
import io.github.camellowdefy.stripe.sandbox.request.Forms;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.RouteTable;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of v2 by the table, and off it: whatever is sent, the sandbox does not fail. */
class AnyBodyTest {

    private static final int ROUNDS = 20;
    private static final String[] TEXTS = {
        "usd", "US", "acct_1", "2026-01-01T00:00:00Z", "a@b.example", "https://a.example", "5.5"
    };
    private static final String[] BROKEN = {"[]", "null", "7", "{", "\"x\"", "", "{\"a\":1}"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noBodyFailsTheSandbox(long seed) {
        Random random = new Random(seed);
        List<Route> routes =
                RouteTable.of(OperationCatalog.get().operations()).stream()
                        .filter(Route::isV2)
                        .toList();
        List<String> failures = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of("acct_1"));
        int done = 0;
        try (StripeSandbox sandbox = StripeSandbox.builder().seed(seed).start()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Route route : routes) {
                    Answer answer = call(sandbox, route, random, ids);
                    String id = answer.isJson() ? Json.idAtStart(answer.body()) : null;
                    done += answer.status() == 200 ? 1 : 0;
                    if (id != null) {
                        ids.add(id);
                    }
                    if (answer.status() >= 500) {
                        failures.add(
                                route + " " + new String(answer.body(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(done).isGreaterThan(ROUNDS);
    }

    private static Answer call(
            StripeSandbox sandbox, Route route, Random random, List<String> ids) {
        String path = route.template();
        while (path.contains("{}")) {
            path = path.replaceFirst("\\{}", ids.get(random.nextInt(ids.size())));
        }
        Schema.Type request = Schema.operation(route.operation()).request();
        ObjectNode params = request == null ? Json.object() : hash(request, random, 0);
        boolean reads = route.verb().equals("GET");
        byte[] body = reads ? new byte[0] : Json.write(params);
        if (!reads && random.nextInt(30) == 0) {
            body = BROKEN[random.nextInt(BROKEN.length)].getBytes(StandardCharsets.UTF_8);
        }
        Map<String, String> key = Map.of("authorization", "Bearer " + sandbox.secretKey());
        String query = reads ? Forms.write(params) : null;
        return sandbox.engine().handle(new ApiRequest(route.verb(), path, query, key, body));
    }

    private static ObjectNode hash(Schema.Type type, Random random, int depth) {
        ObjectNode hash = Json.object();
        type.fields()
                .forEach(
                        (name, field) -> {
                            if (field.required() || random.nextBoolean()) {
                                hash.set(name, value(field.type(), random, depth + 1));
                            }
                        });
        return hash;
    }

    private static JsonNode value(Schema.Type type, Random random, int depth) {
        ObjectNode nodes = Json.object();
        if (depth > 5 || random.nextInt(6) == 0) {
            return odd(random);
        }
        return switch (type.kind()) {
            case HASH -> hash(type, random, depth);
            case ARRAY -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    array.add(value(type.part(), random, depth + 1));
                }
                yield array;
            }
            case MAP -> nodes.put("name", "value");
            case ENUM -> nodes.textNode(type.values().get(random.nextInt(type.values().size())));
            case INTEGER, NUMBER -> nodes.numberNode(random.nextInt(5_000));
            case BOOLEAN -> nodes.booleanNode(random.nextBoolean());
            case UNION ->
                    value(type.parts().get(random.nextInt(type.parts().size())), random, depth);
            default -> nodes.textNode(TEXTS[random.nextInt(TEXTS.length)]);
        };
    }

    private static JsonNode odd(Random random) {
        ObjectNode nodes = Json.object();
        return switch (random.nextInt(8)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(-3);
            case 2 -> nodes.numberNode(1e300);
            case 3 -> nodes.booleanNode(true);
            case 4 -> Json.array().add(1).addNull();
            case 5 -> nodes.put("a", 1);
            case 6 -> nodes.textNode("");
            default -> nodes.numberNode(new BigInteger("9".repeat(30)));
        };
    }
}
