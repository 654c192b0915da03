// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class CouponScenariosTest extends WireScenario {

    @Test
    void aCodeIsTheSameInUpperAndLowerCase() {
        String coupon = id(post("/v1/coupons", "percent_off=50&duration=forever"));
        JsonNode code =
                post(
                        "/v1/promotion_codes",
                        "promotion[type]=coupon&promotion[coupon]=%s&code=Summer20",
                        coupon);
        assertThat(get("/v1/promotion_codes?code=sUMMER20").at("/data/0/id").asText())
                .isEqualTo(id(code));
        assertThat(
                        refused("POST", "/v1/promotion_codes", "coupon=%s&code=SUMMER20", coupon)
                                .get("code")
                                .asText())
                .isEqualTo("resource_already_exists");
        JsonNode half = subscribe("discounts[0][promotion_code]=" + id(code));
        assertThat(half.at("/latest_invoice/total").asLong()).isEqualTo(500);
        assertThat(get("/v1/promotion_codes/" + id(code)).get("times_redeemed").asLong())
                .isEqualTo(1);
    }

    @Test
    void aDiscountTellsWhenItBeginsChangesAndEnds() {
        String first = id(post("/v1/coupons", "percent_off=50&duration=forever"));
        String second = id(post("/v1/coupons", "percent_off=20&duration=forever"));
        String customer = customer("pm_card_visa", "coupon=" + first);
        assertThat(newest(9)).contains("customer.discount.created");
        post("/v1/customers/" + customer, "coupon=" + second);
        assertThat(newest(4)).contains("customer.discount.updated");
        JsonNode gone = delete("/v1/customers/" + customer + "/discount");
        assertThat(gone.get("deleted").asBoolean()).isTrue();
        assertThat(newest(2)).contains("customer.discount.deleted");
        assertThat(get("/v1/customers/" + customer).get("discount").isNull()).isTrue();
        assertThat(
                        refused("DELETE", "/v1/customers/" + customer + "/discount", "")
                                .get("message")
                                .asText())
                .startsWith("No active discount for customer");
    }

    @Test
    void anAmountIsTakenOffInItsOwnCurrencyOnly() {
        String euros = id(post("/v1/coupons", "amount_off=300&currency=eur&duration=forever"));
        String customer = customer("pm_card_visa", "");
        String form = "customer=%s&items[0][price]=%s&discounts[0][coupon]=%s";
        String price = price(1000, true);
        refused("POST", "/v1/subscriptions", form, customer, price, euros);
        String both =
                id(
                        post(
                                "/v1/coupons",
                                "amount_off=300&currency=eur&duration=forever"
                                        + "&currency_options[usd][amount_off]=400"));
        JsonNode made =
                post(
                        "/v1/subscriptions",
                        form + "&expand[0]=latest_invoice",
                        customer,
                        price,
                        both);
        assertThat(made.at("/latest_invoice/total").asLong()).isEqualTo(600);
    }

    @Test
    void aCouponMayBeForSomeProducts() {
        String product = id(post("/v1/products", "name=Silver"));
        String silver =
                id(
                        post(
                                "/v1/prices",
                                "product=%s&currency=usd&unit_amount=1000&recurring[interval]=month",
                                product));
        String coupon =
                id(
                        post(
                                "/v1/coupons",
                                "percent_off=50&duration=forever&applies_to[products][0]=%s",
                                product));
        JsonNode made = subscribe("items[1][price]=" + silver + "&discounts[0][coupon]=" + coupon);
        assertThat(made.at("/latest_invoice/total").asLong()).isEqualTo(1500);
    }

    @Test
    void aCustomerIsBilledInOneCurrencyAtATime() {
        String customer = customer("pm_card_visa", "");
        String price = price(1000, true);
        post("/v1/subscriptions", "customer=%s&items[0][price]=%s", customer, price);
        assertThat(
                        refused(
                                        "POST",
                                        "/v1/invoiceitems",
                                        "customer=%s&amount=5&currency=eur",
                                        customer)
                                .get("message")
                                .asText())
                .startsWith("You cannot combine currencies on a single customer.");
    }

    @Test
    void aSubscriptionThatLosesItsDiscountSaysSo() {
        String coupon = id(post("/v1/coupons", "percent_off=50&duration=forever"));
        JsonNode made = subscribe("discounts[0][coupon]=" + coupon);
        JsonNode dearer = post("/v1/subscriptions/" + id(made), "discounts=");
        assertThat(dearer.get("discounts")).isEmpty();
        assertThat(newest(2)).contains("customer.discount.deleted");
    }

    private JsonNode subscribe(String more) {
        return post(
                "/v1/subscriptions",
                "customer=%s&items[0][price]=%s&expand[0]=latest_invoice&" + more,
                customer("pm_card_visa", ""),
                price(1000, true));
    }
}
