// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.RouteTable;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No request gets a 5xx: random parameters from the table, ids that are there and ids that are not,
 * one operation after the other on the same state.
 */
class AnyRequestTest {

    private static final int ROUNDS = 8;
    private static final Type TEXT = new Type(Schema.Kind.TEXT, null, List.of(), false);

    private final List<String> failures = new ArrayList<>();
    private final Map<String, List<String>> ids = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noRequestFailsTheSandbox(long seed) {
        Random random = new Random(seed);
        List<Route> routes = RouteTable.of(OperationCatalog.get().operations());
        try (StripeSandbox sandbox = StripeSandbox.builder().seed(seed).start()) {
            begin(sandbox);
            for (int round = 0; round < ROUNDS; round++) {
                for (Route route : routes) {
                    call(sandbox, route, random);
                }
                sandbox.clock().advance(Duration.ofDays(9));
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Some objects in good order, which the random requests then find. */
    private void begin(StripeSandbox sandbox) {
        for (int i = 0; i < 4; i++) {
            String product = made(sandbox, "products", "name=Gold");
            String price =
                    made(
                            sandbox,
                            "prices",
                            "currency=usd&unit_amount=900&recurring[interval]=month&product="
                                    + product);
            String once =
                    made(sandbox, "prices", "currency=usd&unit_amount=900&product=" + product);
            String customer =
                    made(
                            sandbox,
                            "customers",
                            "payment_method=pm_card_visa&invoice_settings[default_payment_method]=pm_card_visa");
            made(sandbox, "subscriptions", "customer=" + customer + "&items[0][price]=" + price);
            made(sandbox, "invoiceitems", "amount=50&currency=usd&customer=" + customer);
            made(
                    sandbox,
                    "invoices",
                    "pending_invoice_items_behavior=include&customer=" + customer);
            made(sandbox, "invoices", "customer=" + customer);
            made(sandbox, "charges", "amount=900&currency=usd&source=tok_visa");
            made(sandbox, "payment_intents", "amount=900&currency=usd&customer=" + customer);
            made(
                    sandbox,
                    "payment_intents",
                    "amount=900&currency=usd&payment_method=pm_card_visa&confirm=true&capture_method=manual");
            made(
                    sandbox,
                    "checkout/sessions",
                    "mode=payment&success_url=https://a.example&line_items[0][quantity]=1&line_items[0][price]="
                            + once);
            made(sandbox, "quotes", "customer=" + customer + "&line_items[0][price]=" + price);
            made(
                    sandbox,
                    "subscription_schedules",
                    "customer=" + customer + "&start_date=now&phases[0][items][0][price]=" + price);
            made(
                    sandbox,
                    "payment_links",
                    "line_items[0][quantity]=1&line_items[0][price]=" + once);
            made(sandbox, "accounts", "type=custom&country=US");
            made(sandbox, "test_helpers/test_clocks", "frozen_time=1700000000");
            made(
                    sandbox,
                    "promotion_codes",
                    "promotion[type]=coupon&promotion[coupon]="
                            + made(sandbox, "coupons", "percent_off=10&duration=once"));
        }
    }

    private String made(StripeSandbox sandbox, String collection, String form) {
        Answer answer =
                sandbox.engine()
                        .handle(
                                new ApiRequest(
                                        "POST",
                                        "/v1/" + collection,
                                        null,
                                        Map.of("authorization", "Bearer " + sandbox.secretKey()),
                                        form.getBytes(StandardCharsets.UTF_8)));
        String id = Json.idAtStart(answer.body());
        assertThat(id).as(collection + ' ' + text(answer)).isNotNull();
        ids.computeIfAbsent(
                        collection.substring(collection.indexOf('/') + 1),
                        name -> new ArrayList<>())
                .add(id);
        return id;
    }

    private void call(StripeSandbox sandbox, Route route, Random random) {
        if (route.verb().equals("DELETE") && random.nextInt(8) > 0) {
            return;
        }
        StringBuilder path = new StringBuilder();
        String collection = "";
        for (String segment : Route.segments(route.template())) {
            boolean id = segment.equals("{}");
            path.append('/').append(id ? id(collection, random) : segment);
            collection = id ? collection : segment;
        }
        Type request = Schema.operation(route.operation()).request();
        Map<String, String> params = new LinkedHashMap<>();
        if (request != null) {
            fill(request.fields(), "", params, random, 0);
        }
        Older.of(route.operation())
                .demanded()
                .forEach(
                        name ->
                                params.computeIfAbsent(
                                        name,
                                        n -> n.equals("amount") ? "700" : scalar(TEXT, n, random)));
        StringBuilder form = new StringBuilder();
        params.forEach(
                (name, value) ->
                        form.append(form.isEmpty() ? "" : "&")
                                .append(encoded(name))
                                .append('=')
                                .append(encoded(value)));
        boolean query = !route.verb().equals("POST");
        boolean json = route.isV2() && !query;
        Answer answer =
                sandbox.engine()
                        .handle(
                                new ApiRequest(
                                        route.verb(),
                                        path.toString(),
                                        query ? form.toString() : null,
                                        Map.of(
                                                "authorization",
                                                "Bearer " + sandbox.secretKey(),
                                                "stripe-version",
                                                "2026-07-29.dahlia",
                                                "content-type",
                                                json
                                                        ? "application/json"
                                                        : "application/x-www-form-urlencoded"),
                                        (query ? "" : json ? "{}" : form.toString())
                                                .getBytes(StandardCharsets.UTF_8)));
        if (answer.status() >= 500 && failures.size() < 20) {
            failures.add(route.operation() + ' ' + path + ' ' + form + ": " + text(answer));
        }
        if (answer.status() == 200 && answer.isJson()) {
            String id = Json.idAtStart(answer.body());
            if (id != null) {
                ids.computeIfAbsent(collection, name -> new ArrayList<>()).add(id);
            }
        }
    }

    private void fill(
            Map<String, Field> fields,
            String prefix,
            Map<String, String> params,
            Random random,
            int depth) {
        fields.forEach(
                (name, field) -> {
                    if (field.required() || random.nextInt(fields.size()) < 2 && depth < 3) {
                        String full = prefix.isEmpty() ? name : prefix + '[' + name + ']';
                        fill(field.type(), name, full, params, random, depth);
                    }
                });
    }

    private void fill(
            Type type,
            String name,
            String full,
            Map<String, String> params,
            Random random,
            int depth) {
        switch (type.kind()) {
            case HASH -> fill(type.fields(), full, params, random, depth + 1);
            case ARRAY -> {
                int size = random.nextInt(3);
                for (int i = 0; i < size; i++) {
                    fill(type.part(), name, full + '[' + i + ']', params, random, depth + 1);
                }
            }
            case UNION ->
                    fill(
                            type.parts().get(random.nextInt(type.parts().size())),
                            name,
                            full,
                            params,
                            random,
                            depth);
            case MAP -> params.put(full + "[key]", "value");
            default -> params.put(full, scalar(type, name, random));
        }
    }

    private String scalar(Type type, String name, Random random) {
        if (random.nextInt(50) == 0) {
            return List.of("", "-1", "0", "999999999999", "x", "\u0000", "true")
                    .get(random.nextInt(7));
        }
        return switch (type.kind()) {
            case INTEGER ->
                    name.matches(".*(_at|_end|_start|start|end|date|timestamp|anchor|from|until)")
                            ? String.valueOf(1_700_000_000L + random.nextInt(200_000_000))
                            : String.valueOf(random.nextInt(random.nextBoolean() ? 5 : 5000));
            case NUMBER, DECIMAL_TEXT -> String.valueOf(random.nextInt(10_000) / 100.0);
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case ENUM -> type.values().get(random.nextInt(type.values().size()));
            default -> value(name, random);
        };
    }

    private String value(String name, Random random) {
        if (name.equals("currency")) {
            return random.nextInt(6) > 0 ? "usd" : "jpy";
        }
        if (name.equals("mode")) {
            return List.of("payment", "setup", "subscription").get(random.nextInt(3));
        }
        if (List.of("source", "card", "token", "external_account").contains(name)) {
            return random.nextBoolean() ? "tok_visa" : "btok_us_verified";
        }
        if (name.endsWith("url")) {
            return "https://example.com/x";
        }
        return name.endsWith("country") ? "US" : id(name, random);
    }

    /** An id of the collection, or of the parameter, of this name. */
    private String id(String name, Random random) {
        if (name.contains("payment_method") && random.nextInt(3) > 0) {
            return random.nextInt(4) > 0 ? "pm_card_visa" : "pm_card_threeDSecure2Required";
        }
        List<String> known = new ArrayList<>(ids.getOrDefault(name, List.of()));
        ids.forEach(
                (collection, all) -> {
                    if (name.endsWith(Names.singular(collection))) {
                        known.addAll(all);
                    }
                });
        return known.isEmpty() || random.nextInt(40) == 0
                ? "x_" + random.nextInt(10)
                : known.get(random.nextInt(known.size()));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
