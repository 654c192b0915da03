// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data to start with, and the way back to it. */
class SeedTest {

    private static final String SHOP =
            """
            fixtures:
              - name: ada
                id: cus_ada
                path: /v1/customers
                params: {name: Ada, email: ada@example.com, metadata: {plan: 7}}
              - name: book
                path: /v1/products
                params:
                  name: Book
                  default_price_data: {currency: eur, unit_amount: 2000}
              - name: order
                path: /v1/payment_intents
                params:
                  amount: 2000
                  currency: ${lost:currency|eur}
                  customer: ${ada:id}
                  payment_method: pm_card_visa
                  confirm: true
                  automatic_payment_methods: {enabled: true, allow_redirects: never}
              - path: /v1/customers/${ada:id}
                params: {description: "${ada:name} <${ada:email}>, ${ada:metadata.plan}"}
            """;

    @TempDir private Path folder;

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private StripeSandbox start(String text) throws Exception {
        String file = write("seed.yaml", text).toString();
        return StripeSandbox.builder().seed(1).seedFile(file).start();
    }

    @Test
    void aFileOfFixturesFillsTheSandbox() throws Exception {
        try (StripeSandbox sandbox = start(SHOP.replace("lost", "book"))) {
            Map<String, Object> ada = sandbox.customers().list().get(0);

            assertThat(ada).containsEntry("id", "cus_ada");
            assertThat(ada).containsEntry("description", "Ada <ada@example.com>, 7");
            assertThat(sandbox.charges().with("customer", "cus_ada").sum("amount")).isEqualTo(2000);
            assertThat(sandbox.seeded("order")).containsEntry("status", "succeeded");
            assertThat(sandbox.journal().entries()).isEmpty();
        }
    }

    @Test
    void aFixtureFileOfTheCommandLineToolIsTakenAsItIs() throws Exception {
        String json =
                """
                {
                \t"_meta": {"template_version": 0, "exclude_metadata": false},
                  "fixtures": [
                    {"name": "price", "path": "/v1/prices", "method": "post", "params": {
                      "currency": "usd", "unit_amount": "1500", "recurring[interval]": "month",
                      "product_data": {"name": "myproduct", "active": true},
                      "nickname": null}},
                    {"name": "declined", "expected_error_type": "card_error",
                     "path": "/v1/payment_intents", "method": "post", "params": {
                      "amount": 2000.0, "currency": "usd", "confirm": "true",
                      "payment_method": "pm_card_chargeDeclined",
                      "payment_method_types": ["card"]}},
                    {"name": "refused", "path": "/v1/payment_intents/${declined:error.payment_intent.id}",
                     "method": "get", "headers": {"Stripe-Version": "2022-11-15"}},
                    {"name": "all", "path": "/v1/prices", "method": "get", "params": {"limit": 1}},
                    {"name": "again", "path": "/v1/prices/${all:data.0.id}", "method": "GET"}
                  ],
                  "env": {"PRICE": "${price:id}"}
                }
                """;
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            Map<String, Map<String, Object>> answers =
                    sandbox.seed(write("fixtures.json", json).toString());

            assertThat(answers).containsOnlyKeys("price", "declined", "refused", "all", "again");
            assertThat(answers.get("again")).isEqualTo(answers.get("price"));
            assertThat(answers.get("refused")).containsEntry("status", "requires_payment_method");
        }
    }

    @Test
    void aFixtureActsForTheAccountItsHeadersName() throws Exception {
        String text =
                """
                fixtures:
                  - {name: shop, path: /v1/accounts, params: {type: custom, country: DE}}
                  - path: /v1/customers
                    headers: {Stripe-Account: "${shop:id}"}
                    params: {name: Ada}
                """;
        try (StripeSandbox sandbox = start(text)) {
            String shop = (String) sandbox.seeded("shop").get("id");
            assertThat(sandbox.objects(shop, "customer").count()).isOne();
            assertThat(sandbox.customers().count()).isZero();
            sandbox.reset();
            assertThat(sandbox.objects(shop, "customer").count()).isOne();
        }
    }

    @Test
    void resetLeadsBackToTheSeed() throws Exception {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        String file = write("seed.yaml", SHOP.replace("lost", "book")).toString();
        try (StripeSandbox sandbox =
                StripeSandbox.builder()
                        .seed(1)
                        .clock(SandboxClock.frozenAt(start))
                        .faults(1, Fault.DUPLICATE_DELIVERY)
                        .account("acct_kept")
                        .seedFile(file)
                        .start()) {
            List<Map<String, Object>> events = sandbox.events().list();
            String key = "{\"email\": \"bob@example.com\"}";
            post(sandbox, "/v1/customers", "email=bob%40example.com", key);
            sandbox.clock().advance(Duration.ofDays(40));
            sandbox.faults().next(Fault.HANG, 7);

            sandbox.reset();

            assertThat(sandbox.events().list()).isEqualTo(events);
            assertThat(sandbox.customers().list())
                    .extracting(customer -> customer.get("id"))
                    .containsExactly("cus_ada");
            assertThat(sandbox.clock().instant()).isEqualTo(start);
            assertThat(sandbox.faults().pending()).isZero();
            assertThat(sandbox.journal().total()).isZero();
            assertThat(sandbox.objects("acct_kept", "customer").count()).isZero();
            // the same idempotency key is free again
            assertThat(post(sandbox, "/v1/customers", "name=Bob", key)).startsWith("200");
        }
    }

    @Test
    void withoutASeedResetLeavesNothing() {
        try (StripeSandbox sandbox = StripeSandbox.builder().seed(1).start()) {
            Map<String, Object> first = sandbox.seed("classpath:seed/one-customer.yaml").get("ada");
            sandbox.reset();
            assertThat(sandbox.customers().count()).isZero();
            assertThat(sandbox.events().count()).isZero();
            // the same ids come in the same order
            assertThat(sandbox.seed("classpath:seed/one-customer.yaml").get("ada"))
                    .containsEntry("id", first.get("id"));
        }
    }

    @Test
    void aSnapshotThatIsThereGoesBeforeTheSeed() throws Exception {
        String seed = write("seed.yaml", SHOP.replace("lost", "book")).toString();
        Path snapshot = folder.resolve("snapshot.json");
        for (int run = 0; run < 2; run++) {
            try (StripeSandbox sandbox =
                    StripeSandbox.builder().seedFile(seed).snapshot(snapshot).start()) {
                assertThat(sandbox.customers().count()).isOne();
            }
        }
        try (StripeSandbox sandbox =
                StripeSandbox.builder().seedFile(snapshot.toString()).start()) {
            sandbox.reset();
            assertThat(sandbox.customers().count()).isOne();
        }
    }

    @Test
    void otherLanguagesSeedAndResetByRequest() throws Exception {
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            String text = SHOP.replace("lost", "book");
            String form = "file=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
            assertThat(post(sandbox, "/_sandbox/seed", form, null))
                    .startsWith("200")
                    .contains("\"ada\":{\"id\":\"cus_ada\"");
            assertThat(post(sandbox, "/_sandbox/seed", "file=fixtures: 7", null))
                    .startsWith("400")
                    .contains("file, line 1: expected a list under fixtures");
            assertThat(post(sandbox, "/_sandbox/reset", "", null)).startsWith("200");
            assertThat(sandbox.customers().count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fixture: []|seed.yaml, line 1: There is no field of the file \"fixture\"; the nearest is \"fixtures\".",
                "fixtures:\n- metod: post|line 2: There is no field of a fixture \"metod\"; the nearest is \"method\".",
                "fixtures:\n- path: v1/customers|line 2: a fixture needs a path such as /v1/customers",
                "fixtures:\n- {path: /v1/customers, method: put}|line 2: method is get, post or delete, read put.",
                "fixtures:\n- path: /v1/customers\n  params:\n    name: Ada\n    emial: a@b.c|line 5: the sandbox refused \"fixture 1\": Received unknown parameter: emial; the nearest is email",
                "fixtures:\n- path: /v1/subscriptions\n  params:\n    customer: cus_1\n    items:\n    - prize: p|line 6: the sandbox refused \"fixture 1\": Received unknown parameter: items[0][prize]; the nearest is price",
                "fixtures:\n- path: /v1/customers\n  params:\n    name: ${adda:id}|line 4: no fixture stands before this one",
                "fixtures:\n- {name: ada, path: /v1/customers}\n- path: /v1/customers\n  params:\n    name: ${adda:id}|line 5: There is no earlier fixture \"adda\"; the nearest is \"ada\".",
                "fixtures:\n- {name: ada, path: /v1/customers}\n- path: /v1/customers/${ada:idd}|line 3: ${ada:idd} has no value; name a field",
                "fixtures:\n- path: /v1/customers\n  params: {name: '${.env:NO_SUCH_VARIABLE}'}|line 3: ${.env:NO_SUCH_VARIABLE} has no value",
                "fixtures:\n- path: /v1/custmers|line 2: the sandbox refused \"fixture 1\": Unrecognized request URL",
                "fixtures:\n- {id: ada, path: /v1/customers}|line 2: the request made \"cus_",
                "fixtures:\n- {id: cus_a, path: /v1/customers}\n- {id: cus_a, path: /v1/customers}|line 3: the request made \"cus_",
                "fixtures:\n- &a {path: /v1/customers, params: {metadata: *b}}|line 2: is neither YAML nor JSON",
                "fixtures:\n  - &a {path: /v1/customers, params: &b {metadata: *b}}|line 2:",
                "fixtures: [|is neither YAML nor JSON",
                "{\"fixtures\": [}|line 1: is neither YAML nor JSON",
                "fixtures:\n- path: /v1/customers\n  params: [name]|line 3: expected params to be a map.",
                "|line 1: is empty; expected fixtures"
            })
    void aSlipIsNamedWithItsLineAndTheFix(String slip) throws Exception {
        String[] parts = slip.split("\\|", 2);
        assertThatThrownBy(() -> start(parts[0]).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed.yaml, line ")
                .hasMessageContaining(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.yaml", "classpath:missing.yaml"})
    void aFileThatIsMissingIsNamed(String location) {
        assertThatThrownBy(() -> StripeSandbox.builder().seedFile(location))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.yaml");
    }

    private static String post(StripeSandbox sandbox, String path, String form, String key)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                        .header("Authorization", "Bearer " + sandbox.secretKey())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
