// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class TaxScenariosTest extends WireScenario {

    @Test
    void exclusiveTaxGoesOnTopAndInclusiveTaxIsInside() {
        String invoice = draft(customer("pm_card_visa", ""));
        item(invoice, 1000, rate(20, false));
        item(invoice, 1100, rate(10, true));
        item(invoice, 333, null);
        JsonNode totalled = get("/v1/invoices/" + invoice);
        assertThat(totalled.get("subtotal").asLong()).isEqualTo(2433);
        assertThat(totalled.get("total").asLong()).isEqualTo(2433 + 200);
        assertThat(totalled.get("total_excluding_tax").asLong()).isEqualTo(2433 - 100);
        assertThat(totalled.get("total_taxes").findValuesAsText("amount"))
                .containsExactly("200", "100");
        assertThat(totalled.get("total_taxes").findValuesAsText("taxable_amount"))
                .containsExactly("1000", "1000");
    }

    @Test
    void eachLineIsRoundedByItselfAndCreditsAwayFromZero() {
        String invoice = draft(customer("pm_card_visa", ""));
        String rate = rate(8.5, false);
        item(invoice, 20_000, rate);
        item(invoice, -4_900, rate);
        // 1,700 and -416.5
        assertThat(get("/v1/invoices/" + invoice).get("total").asLong()).isEqualTo(16_383);
    }

    @Test
    void theInvoicesRatesAreForLinesWithoutTheirOwn() {
        String invoice = draft(customer("pm_card_visa", ""));
        item(invoice, 1000, rate(20, false));
        item(invoice, 500, null);
        String other = rate(10, false);
        JsonNode taxed = post("/v1/invoices/" + invoice, "default_tax_rates[0]=%s", other);
        assertThat(taxed.get("total").asLong()).isEqualTo(1200 + 550);
    }

    @Test
    void taxIsOnWhatDiscountsLeave() {
        String coupon = id(post("/v1/coupons", "percent_off=10"));
        String invoice = draft(customer("pm_card_visa", ""));
        item(invoice, 1000, rate(20, false));
        item(invoice, 333, null);
        JsonNode cheaper = post("/v1/invoices/" + invoice, "discounts[0][coupon]=%s", coupon);
        assertThat(cheaper.get("total_discount_amounts").findValuesAsText("amount"))
                .containsExactly("133");
        assertThat(cheaper.get("total").asLong()).isEqualTo(900 + 300 + 180);
    }

    @Test
    void exemptCustomersPayNone() {
        String invoice = draft(customer("pm_card_visa", "tax_exempt=reverse"));
        item(invoice, 1000, rate(20, false));
        JsonNode untaxed = get("/v1/invoices/" + invoice);
        assertThat(untaxed.get("total").asLong()).isEqualTo(1000);
        assertThat(untaxed.get("total_taxes").findValuesAsText("taxability_reason"))
                .containsExactly("reverse_charge");
    }

    @Test
    void subscriptionsAndTheirItemsAreTaxed() {
        String customer = customer("pm_card_visa", "");
        String price = price(1000, true);
        JsonNode both =
                post(
                        "/v1/subscriptions",
                        "customer=%s&items[0][price]=%s&items[0][tax_rates][0]=%s"
                                + "&items[1][price]=%s&default_tax_rates[0]=%s"
                                + "&expand[0]=latest_invoice",
                        customer,
                        price,
                        rate(20, false),
                        price(500, true),
                        rate(10, false));
        assertThat(both.get("latest_invoice").get("total").asLong()).isEqualTo(1200 + 550);
        assertThat(both.get("default_tax_rates").get(0).get("percentage").asLong()).isEqualTo(10);
    }

    @Test
    void checkoutAddsTaxDiscountAndShipping() {
        String shipping =
                id(
                        post(
                                "/v1/shipping_rates",
                                "display_name=Ground&fixed_amount[amount]=500"
                                        + "&fixed_amount[currency]=usd&type=fixed_amount"));
        String coupon = id(post("/v1/coupons", "percent_off=50"));
        JsonNode session =
                post(
                        "/v1/checkout/sessions",
                        "mode=payment&success_url=https://shop.test/ok"
                                + "&line_items[0][price]=%s&line_items[0][quantity]=2"
                                + "&line_items[0][tax_rates][0]=%s"
                                + "&line_items[1][price]=%s&line_items[1][quantity]=1"
                                + "&line_items[1][tax_rates][0]=%s"
                                + "&shipping_options[0][shipping_rate]=%s&discounts[0][coupon]=%s",
                        price(1000, false),
                        rate(20, false),
                        price(550, false),
                        rate(10, true),
                        shipping,
                        coupon);
        assertThat(session.get("amount_subtotal").asLong()).isEqualTo(2550);
        assertThat(session.get("amount_total").asLong()).isEqualTo(1000 + 200 + 275 + 500);
        assertThat(session.get("total_details").get("amount_tax").asLong()).isEqualTo(225);
        assertThat(session.get("total_details").get("amount_discount").asLong()).isEqualTo(1275);
        JsonNode lines = get("/v1/checkout/sessions/%s/line_items", id(session));
        assertThat(lines.get("data").findValuesAsText("amount_total"))
                .containsExactly("1200", "275");
        assertThat(get("/v1/coupons/" + coupon).get("times_redeemed").asLong()).isZero();

        post("/_sandbox/checkout/" + id(session) + "/complete", "");
        JsonNode done = get("/v1/checkout/sessions/" + id(session));
        JsonNode intent = get("/v1/payment_intents/%s", done.get("payment_intent").asText());
        assertThat(intent.get("amount").asLong()).isEqualTo(1975);
        assertThat(get("/v1/coupons/" + coupon).get("times_redeemed").asLong()).isEqualTo(1);
    }

    @Test
    void taxIdsHaveTheFormOfTheirTypeAndAreOnInvoices() {
        String data = "tax_id_data[0][type]=eu_vat&tax_id_data[0][value]=";
        assertThat(refused("POST", "/v1/customers", data + "12").get("code").asText())
                .isEqualTo("tax_id_invalid");
        String customer = customer(null, data + "DE000000000");
        JsonNode other =
                post("/v1/customers/" + customer + "/tax_ids", "type=gb_vat&value=GB111111111");
        assertThat(other.at("/verification/status").asText()).isEqualTo("unverified");
        assertThat(get("/v1/customers/" + customer + "/tax_ids").at("/data/1/country").asText())
                .isEqualTo("DE");
        assertThat(
                        get("/v1/invoices/" + draft(customer))
                                .get("customer_tax_ids")
                                .findValuesAsText("value"))
                .containsExactly("DE000000000", "GB111111111");
    }

    private String draft(String customer) {
        return id(post("/v1/invoices", "customer=%s&currency=usd", customer));
    }

    private void item(String invoice, long amount, String rate) {
        String customer = get("/v1/invoices/" + invoice).get("customer").asText();
        String form = "customer=%s&invoice=%s&amount=%s&currency=usd";
        post(
                "/v1/invoiceitems",
                form + (rate == null ? "" : "&tax_rates[0]=" + rate),
                customer,
                invoice,
                amount);
    }

    private String rate(double percentage, boolean inclusive) {
        return id(
                post(
                        "/v1/tax_rates",
                        "display_name=VAT&percentage=%s&inclusive=%s",
                        percentage,
                        inclusive));
    }
}
