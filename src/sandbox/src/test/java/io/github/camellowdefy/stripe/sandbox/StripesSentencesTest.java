// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that users match by their text, and ids that users choose. */
class StripesSentencesTest extends WireScenario {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payment_intents | amount=-4&currency=usd | amount | Invalid positive integer",
                "coupons | amount_off=9&duration=once | currency | You must pass currency when passing amount_off",
                "plans | currency=usd&interval=month&product[name]=Gold | amount | Plans require an `amount` parameter to be set.",
                "accounts | tos_acceptance[date]=1199145600 | tos_acceptance[date] | ToS acceptance date is not valid.",
                "accounts | tos_acceptance[date]=9999999999 | tos_acceptance[date] | ToS acceptance date is not valid.",
                "subscriptions | customer=cus_x&trial_end=soon | trial_end | Invalid integer: soon",
            })
    void aSentenceIsStripes(String path, String form, String param, String sentence) {
        JsonNode refusal = refused("POST", "/v1/" + path, form);
        assertThat(refusal.get("message").asText()).startsWith(sentence);
        assertThat(refusal.get("param").asText()).isEqualTo(param);
    }

    @Test
    void anIdThatACallerChoseIsTakenOnce() {
        for (String made :
                new String[] {"customers?", "products?name=Gold", "coupons?percent_off=5"}) {
            String path = "/v1/" + made.substring(0, made.indexOf('?'));
            String form = "id=mine&" + made.substring(made.indexOf('?') + 1);
            assertThat(id(post(path, form))).isEqualTo("mine");
            JsonNode refusal = refused("POST", path, form);
            assertThat(refusal.get("code").asText()).isEqualTo("resource_already_exists");
        }
        String plan = "id=gold&amount=900&currency=usd&interval=month&product=mine";
        assertThat(id(post("/v1/plans", plan))).isEqualTo("gold");
        assertThat(refused("POST", "/v1/plans", plan).get("message").asText())
                .isEqualTo("Plan already exists.");
    }

    @Test
    void aPlanThatIsDeletedIsGone() {
        post("/v1/plans", "id=gold&amount=900&currency=usd&interval=month&product[name]=Gold");
        delete("/v1/plans/gold");
        assertThat(refused("GET", "/v1/plans/gold", "").get("message").asText())
                .isEqualTo("No such plan: 'gold'");
    }

    @Test
    void aPromotionCodesLeastAmountHasACurrency() {
        String coupon = id(post("/v1/coupons", "percent_off=5"));
        String form = "promotion[type]=coupon&promotion[coupon]=%s&restrictions[minimum_amount]=9";
        assertThat(refused("POST", "/v1/promotion_codes", form, coupon).get("message").asText())
                .isEqualTo("You must pass minimum_amount_currency when passing minimum_amount");
    }

    @Test
    void aCouponAndACodeExcludeEachOther() {
        String coupon = id(post("/v1/coupons", "percent_off=5"));
        String form = "promotion[type]=coupon&promotion[coupon]=%s";
        String code = id(post("/v1/promotion_codes", form, coupon));
        JsonNode refusal =
                refused(
                        "POST",
                        "/v1/subscriptions",
                        "customer=%s&items[0][price]=%s&coupon=%s&promotion_code=%s",
                        customer("pm_card_visa", ""),
                        price(900, true),
                        coupon,
                        code);
        assertThat(refusal.get("message").asText()).startsWith("You may only specify one of");
    }

    @ParameterizedTest
    @CsvSource({"customers, 3", "customers?email=a@example.com, 2", "events?limit=1, 3"})
    void aListTellsHowManyThereAreWhereItIsAsked(String path, int count) {
        for (String email : new String[] {"a", "b", "a"}) {
            post("/v1/customers", "email=%s@example.com", email);
        }
        String sign = path.contains("?") ? "&" : "?";
        JsonNode page = get("/v1/" + path + sign + "include[]=total_count");
        assertThat(page.get("total_count").asInt()).isEqualTo(count);
        assertThat(get("/v1/" + path).has("total_count")).isFalse();
    }

    @Test
    void aSessionThatSavesAMethodHasItsSetupIntentFromTheStart() {
        JsonNode session =
                post(
                        "/v1/checkout/sessions",
                        "mode=setup&success_url=https://a.example&currency=eur");
        String intent = session.get("setup_intent").asText();
        assertThat(get("/v1/setup_intents/" + intent).get("status").asText())
                .isEqualTo("requires_payment_method");
        post("/_sandbox/checkout/" + id(session) + "/complete", "payment_method=pm_card_visa");
        assertThat(get("/v1/setup_intents/" + intent).get("status").asText())
                .isEqualTo("succeeded");
        assertThat(get("/v1/checkout/sessions/" + id(session)).get("setup_intent").asText())
                .isEqualTo(intent);
    }

    @Test
    void aSubscriptionOfSeveralItemsHasNoPlanAtTheTop() {
        String form = "customer=%s&items[0][price]=%s";
        String customer = customer("pm_card_visa", "");
        JsonNode one = post("/v1/subscriptions", form, customer, price(900, true));
        assertThat(one.get("quantity").asInt()).isOne();
        String second = "&items[1][price]=" + price(100, true);
        JsonNode two = post("/v1/subscriptions", form + second, customer, price(900, true));
        assertThat(two.get("plan").isNull()).isTrue();
        assertThat(two.get("quantity").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "invoices/create_preview, subscription_details[items][0][id]",
        "invoices/upcoming, subscription_items[0][id]"
    })
    void aPreviewNamesTheItemWhereTheRequestHasIt(String path, String param) {
        String form = "customer=%s&items[0][price]=%s";
        String subscription =
                id(post("/v1/subscriptions", form, customer("pm_card_visa", ""), price(900, true)));
        String asked = "subscription=" + subscription + "&" + param + "=si_none";
        JsonNode refusal =
                path.endsWith("upcoming")
                        ? refused("GET", "/v1/" + path + "?" + asked, "")
                        : refused("POST", "/v1/" + path, asked);
        assertThat(refusal.get("param").asText()).isEqualTo(param);
    }

    @Test
    void aKeyForAnAppTellsForWhomItIs() {
        String customer = customer(null, "");
        JsonNode about =
                post("/v1/ephemeral_keys", "customer=%s", customer)
                        .get("associated_objects")
                        .get(0);
        assertThat(about.get("id").asText()).isEqualTo(customer);
        assertThat(about.get("type").asText()).isEqualTo("customer");
    }
}
