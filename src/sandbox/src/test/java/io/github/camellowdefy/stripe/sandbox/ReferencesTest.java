// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request names has to be there; what an object holds many of is shown in part. */
@ExtendWith(StripeSandboxExtension.class)
class ReferencesTest {

    private StripeSandbox sandbox;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payment_intents | amount=100&currency=usd&customer=cus_x | customer | No such customer: 'cus_x'",
                "setup_intents | customer=cus_x | customer | No such customer: 'cus_x'",
                "checkout/sessions | mode=payment&success_url=https://a.example&line_items[0][quantity]=1&line_items[0][price]=price_x | line_items[0][price] | No such price: 'price_x'",
                "prices | currency=usd&unit_amount=5&product=prod_x | product | No such product: 'prod_x'",
                "payment_links | line_items[0][quantity]=1&line_items[0][price]=price_x | line_items[0][price] | No such price: 'price_x'",
                "quotes | default_tax_rates[0]=txr_x | default_tax_rates[0] | No such tax rate: 'txr_x'",
                "promotion_codes | promotion[type]=coupon&promotion[coupon]=c_x | promotion[coupon] | No such coupon: 'c_x'",
                "issuing/cards | currency=usd&type=virtual&cardholder=ich_x | cardholder | No such issuing.cardholder: 'ich_x'",
                "customers | test_clock=clock_x | test_clock | No such test clock: 'clock_x'",
                "terminal/readers | registration_code=a&location=tml_x | location | No such terminal.location: 'tml_x'"
            })
    void whatIsNotThereIsNamedWithItsParameter(
            String collection, String form, String param, String message) {
        var answer = Clients.send(sandbox, "POST", "/v1/" + collection, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer.body()))
                .containsEntry("code", "resource_missing")
                .containsEntry("param", param)
                .containsEntry("message", message);
    }

    @Test
    void soIsWhatABodyOfV2Names() {
        String link =
                "{\"account\": \"acct_x\", \"use_case\": {\"type\": \"account_onboarding\", \"account_onboarding\": {\"configurations\": [\"merchant\"], \"refresh_url\": \"https://a.example\"}}}";
        var answer = Clients.send(sandbox, "POST", "/v2/core/account_links", link);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(error(answer.body())).containsEntry("param", "account");
        String made = Clients.send(sandbox, "POST", "/v2/core/accounts", "{}").body();
        String id = Json.text(Json.read(made.getBytes(StandardCharsets.UTF_8)), "id");
        String good = link.replace("acct_x", id);
        assertThat(Clients.send(sandbox, "POST", "/v2/core/account_links", good).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anInvoiceShowsTenOfItsLinesAndSaysThatThereAreMore() {
        String customer = id("customers", "name=Ada");
        String invoice = id("invoices", "customer=" + customer);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            lines.append("&lines[%d][amount]=100&lines[%d][description]=d%d".formatted(i, i, i));
        }
        assertShort(
                Clients.send(
                                sandbox,
                                "POST",
                                "/v1/invoices/" + invoice + "/add_lines",
                                lines.substring(1))
                        .body());
        assertShort(Clients.send(sandbox, "GET", "/v1/invoices/" + invoice, null).body());
        String all =
                Clients.send(sandbox, "GET", "/v1/invoices/" + invoice + "/lines?limit=100", null)
                        .body();
        assertThat((List<?>) map(all).get("data")).hasSize(12);
    }

    @Test
    void theLinesOfADraftAreChangedAndTakenOff() {
        String customer = id("customers", "name=Ada");
        String invoice = id("invoices", "customer=" + customer);
        String path = "/v1/invoices/" + invoice;
        String added =
                Clients.send(
                                sandbox,
                                "POST",
                                path + "/add_lines",
                                "lines[0][amount]=100&lines[1][amount]=50&lines[2][amount]=7")
                        .body();
        String first = line(added, 0);
        String changed =
                Clients.send(
                                sandbox,
                                "POST",
                                path + "/update_lines",
                                "lines[0][id]="
                                        + first
                                        + "&lines[0][amount]=300&lines[0][description]=more")
                        .body();
        assertThat(map(changed)).containsEntry("total", 357);
        // where older versions look
        assertThat(changed).contains("\"invoice_item\":\"ii_").contains("\"type\":\"invoiceitem\"");
        assertThat(line(changed, 0)).isEqualTo(first);
        String one = Clients.send(sandbox, "POST", path + "/lines/" + first, "amount=400").body();
        assertThat(map(one)).containsEntry("amount", 400).containsEntry("description", "more");
        String removed =
                Clients.send(
                                sandbox,
                                "POST",
                                path + "/remove_lines",
                                "lines[0][behavior]=delete&lines[0][id]=" + first)
                        .body();
        assertThat(map(removed)).containsEntry("total", 57);
        var item =
                Clients.send(
                        sandbox,
                        "POST",
                        "/v1/invoiceitems",
                        "customer=%s&invoice=%s&amount=3&currency=usd"
                                .formatted(customer, invoice));
        assertThat(item.statusCode()).isEqualTo(200);
        assertThat(map(Clients.send(sandbox, "GET", path, null).body())).containsEntry("total", 60);
    }

    private static void assertShort(String invoice) {
        Map<?, ?> lines = (Map<?, ?>) map(invoice).get("lines");
        assertThat((List<?>) lines.get("data")).hasSize(10);
        assertThat(lines.get("has_more")).isEqualTo(true);
        assertThat(lines.get("total_count")).isEqualTo(12);
        assertThat(map(invoice)).containsEntry("total", 1200);
    }

    private static String line(String invoice, int place) {
        Map<?, ?> lines = (Map<?, ?>) map(invoice).get("lines");
        return (String) ((Map<?, ?>) ((List<?>) lines.get("data")).get(place)).get("id");
    }

    private String id(String collection, String form) {
        return (String)
                map(Clients.send(sandbox, "POST", "/v1/" + collection, form).body()).get("id");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> error(String body) {
        return (Map<String, Object>) map(body).get("error");
    }

    private static Map<String, Object> map(String body) {
        return Json.toMap(Json.read(body.getBytes(StandardCharsets.UTF_8)));
    }
}
