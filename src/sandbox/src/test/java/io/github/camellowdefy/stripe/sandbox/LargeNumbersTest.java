// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeNumbersTest extends WireScenario {

    @ParameterizedTest
    @CsvSource({
        "items[0][quantity]=999999999999",
        "trial_period_days=999999999999",
        "backdate_start_date=-1",
        "billing_cycle_anchor=999999999999"
    })
    void noNumberFailsTheSandbox(String more) {
        String price = price(99_999_999, true);
        String customer = customer("pm_card_visa", "");
        String form = "customer=%s&items[0][price]=%s&" + more;
        assertThat(send("POST", "/v1/subscriptions", form, customer, price).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theLastItemOfASubscriptionStays() {
        String made =
                id(
                        post(
                                "/v1/subscriptions",
                                "customer=%s&items[0][price]=%s",
                                customer("pm_card_visa", ""),
                                price(100, true)));
        String item = get("/v1/subscriptions/" + made).at("/items/data/0/id").asText();
        refused(
                "POST",
                "/v1/subscriptions/" + made,
                "items[0][id]=%s&items[0][deleted]=true",
                item);
        assertThat(get("/v1/subscription_items/" + item).get("id").asText()).isEqualTo(item);
    }
}
