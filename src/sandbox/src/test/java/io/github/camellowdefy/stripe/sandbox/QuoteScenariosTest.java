// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuoteScenariosTest extends WireScenario {

    @Test
    void anAcceptedQuoteBecomesASubscription() {
        String rate = id(post("/v1/tax_rates", "display_name=VAT&percentage=20&inclusive=false"));
        JsonNode draft =
                post(
                        "/v1/quotes",
                        "customer=%s&line_items[0][price]=%s&line_items[0][quantity]=2"
                                + "&line_items[0][tax_rates][0]=%s"
                                + "&line_items[1][price]=%s&line_items[1][quantity]=1",
                        customer("pm_card_visa", ""),
                        price(1000, true),
                        rate,
                        price(500, false));
        assertThat(draft.get("amount_subtotal").asLong()).isEqualTo(2500);
        assertThat(draft.get("amount_total").asLong()).isEqualTo(2900);
        assertThat(draft.at("/computed/recurring/amount_total").asLong()).isEqualTo(2400);
        assertThat(draft.at("/computed/upfront/amount_total").asLong()).isEqualTo(2900);
        assertThat(draft.get("number").isNull()).isTrue();
        String path = "/v1/quotes/" + id(draft);
        refused("POST", path + "/accept", "");

        JsonNode open = post(path + "/finalize", "");
        assertThat(open.get("number").asText()).startsWith("QT-");
        assertThat(refused("POST", path, "description=late").get("message").asText())
                .contains("status of open");

        JsonNode accepted = post(path + "/accept", "");
        assertThat(accepted.get("status").asText()).isEqualTo("accepted");
        JsonNode invoice = get("/v1/invoices/" + accepted.get("invoice").asText());
        assertThat(invoice.get("total").asLong()).isEqualTo(2900);
        assertThat(get("/v1/subscriptions/" + accepted.get("subscription").asText()).get("status"))
                .hasToString("\"active\"");
        assertThat(newest(30)).contains("quote.created", "quote.finalized", "quote.accepted");
    }

    @Test
    void whatDoesNotRecurBecomesAnInvoice() {
        JsonNode accepted = accept(price(500, false), "");
        JsonNode invoice = get("/v1/invoices/" + accepted.get("invoice").asText());
        assertThat(invoice.get("total").asLong()).isEqualTo(500);
        assertThat(invoice.at("/parent/quote_details/quote").asText()).isEqualTo(id(accepted));
    }

    @Test
    void whatStartsLaterBecomesASchedule() {
        long start = get("/_sandbox/clock").get("now").asLong() + 86_400;
        JsonNode accepted =
                accept(price(1000, true), "&subscription_data[effective_date]=" + start);
        String schedule = accepted.get("subscription_schedule").asText();
        assertThat(get("/v1/subscription_schedules/" + schedule).get("status").asText())
                .isEqualTo("not_started");
        sandbox.clock().advance(Duration.ofDays(2));
        assertThat(get("/v1/subscription_schedules/" + schedule).get("status").asText())
                .isEqualTo("active");
    }

    @Test
    void aQuoteEndsByItselfAndMayBeMadeAgain() {
        String quote = quote(price(1000, true), "");
        post("/v1/quotes/" + quote + "/finalize", "");
        sandbox.clock().advance(Duration.ofDays(31));
        assertThat(get("/v1/quotes/" + quote).get("status").asText()).isEqualTo("canceled");
        refused("POST", "/v1/quotes/" + quote + "/cancel", "");
        JsonNode again = post("/v1/quotes", "from_quote[quote]=%s", quote);
        assertThat(again.get("amount_total").asLong()).isEqualTo(1000);
        assertThat(again.get("status").asText()).isEqualTo("draft");
    }

    @Test
    void featuresOfWhatIsSubscribedToAreEntitlements() {
        String price = price(1000, true);
        String product = get("/v1/prices/" + price).get("product").asText();
        String feature = id(post("/v1/entitlements/features", "name=API&lookup_key=api"));
        post("/v1/products/" + product + "/features", "entitlement_feature=%s", feature);
        refused("POST", "/v1/products/" + product + "/features", "entitlement_feature=%s", feature);
        String customer = customer("pm_card_visa", "");
        String active = "/v1/entitlements/active_entitlements?customer=" + customer;
        assertThat(get(active).get("data")).isEmpty();
        String subscription =
                id(post("/v1/subscriptions", "customer=%s&items[0][price]=%s", customer, price));
        assertThat(get(active).at("/data/0/lookup_key").asText()).isEqualTo("api");
        delete("/v1/subscriptions/" + subscription);
        assertThat(get(active).get("data")).isEmpty();
        assertThat(newest(3)).contains("entitlements.active_entitlement_summary.updated");
    }

    private JsonNode accept(String price, String more) {
        String path = "/v1/quotes/" + quote(price, more);
        post(path + "/finalize", "");
        return post(path + "/accept", "");
    }

    private String quote(String price, String more) {
        return id(
                post(
                        "/v1/quotes",
                        "customer=%s&line_items[0][price]=%s&line_items[0][quantity]=1" + more,
                        customer("pm_card_visa", ""),
                        price));
    }
}
