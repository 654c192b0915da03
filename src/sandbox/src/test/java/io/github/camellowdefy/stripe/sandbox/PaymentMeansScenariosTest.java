// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class PaymentMeansScenariosTest extends WireScenario {

    private static final String CONFIRMED = "amount=1000&currency=usd&confirm=true&";
    private static final String AGREED =
            "&mandate_data[customer_acceptance][type]=online"
                    + "&mandate_data[customer_acceptance][online][ip_address]=192.0.2.1"
                    + "&mandate_data[customer_acceptance][online][user_agent]=test";
    private static final String TRANSFER =
            "amount=1000&currency=usd&confirm=true&payment_method_types[0]=customer_balance"
                    + "&payment_method_data[type]=customer_balance"
                    + "&payment_method_options[customer_balance][funding_type]=bank_transfer"
                    + "&payment_method_options[customer_balance][bank_transfer][type]=us_bank_transfer"
                    + "&customer=%s";

    @Test
    void aConfirmationTokenIsUsedOnce() {
        JsonNode token =
                post(
                        "/v1/test_helpers/confirmation_tokens",
                        "payment_method=pm_card_visa&return_url=https://shop.test"
                                + "&setup_future_usage=off_session");
        assertThat(token.at("/payment_method_preview/card/last4").asText()).isEqualTo("4242");
        JsonNode paid = pay("confirmation_token=" + id(token));
        assertThat(paid.get("status").asText()).isEqualTo("succeeded");
        assertThat(paid.get("setup_future_usage").asText()).isEqualTo("off_session");
        assertThat(get("/v1/confirmation_tokens/" + id(token)).get("payment_intent").asText())
                .isEqualTo(id(paid));
        assertThat(refuse("confirmation_token=" + id(token))).isEqualTo("confirmation_token");
    }

    @Test
    void theWayBackIsDemandedWhereTheBuyerMayBeSentAway() {
        String automatic = "payment_method=pm_card_visa&automatic_payment_methods[enabled]=true";
        assertThat(refuse(automatic)).isEqualTo("return_url");
        assertThat(pay(automatic + "&return_url=https://shop.test").get("status").asText())
                .isEqualTo("succeeded");
        assertThat(
                        pay(automatic + "&automatic_payment_methods[allow_redirects]=never")
                                .get("status")
                                .asText())
                .isEqualTo("succeeded");
        String ideal = "payment_method_types[0]=ideal&payment_method_data[type]=ideal";
        assertThat(refuse(ideal)).isEqualTo("return_url");
        assertThat(
                        pay(ideal + "&return_url=https://shop.test")
                                .at("/next_action/redirect_to_url/return_url")
                                .asText())
                .isEqualTo("https://shop.test");
    }

    @Test
    void aBankAccountIsDebitedByAMandateOnly() {
        String ach =
                "payment_method=pm_usBankAccount_success&payment_method_types[0]=us_bank_account"
                        + "&expand[0]=latest_charge";
        assertThat(refuse(ach)).isEqualTo("mandate_data");
        JsonNode debit = pay(ach + AGREED);
        assertThat(debit.get("status").asText()).isEqualTo("processing");
        String mandate =
                debit.at("/latest_charge/payment_method_details/us_bank_account/mandate").asText();
        assertThat(get("/v1/mandates/" + mandate).get("type").asText()).isEqualTo("single_use");
    }

    @Test
    void aSavedMandateIsUsedAgain() {
        String customer = customer(null, "");
        JsonNode saved =
                post(
                        "/v1/setup_intents",
                        "customer=%s&confirm=true&payment_method_types[0]=sepa_debit"
                                + "&payment_method_data[type]=sepa_debit"
                                + "&payment_method_data[sepa_debit][iban]=AT611904300234573201"
                                + AGREED,
                        customer);
        String mandate = saved.get("mandate").asText();
        assertThat(get("/v1/mandates/" + mandate).get("type").asText()).isEqualTo("multi_use");
        JsonNode debit =
                post(
                        "/v1/payment_intents",
                        "amount=1000&currency=eur&confirm=true&off_session=true&customer=%s"
                                + "&payment_method=%s&payment_method_types[0]=sepa_debit"
                                + "&expand[0]=latest_charge",
                        customer,
                        saved.get("payment_method").asText());
        assertThat(debit.at("/latest_charge/payment_method_details/sepa_debit/mandate").asText())
                .isEqualTo(mandate);
    }

    @Test
    void transfersPayWhatWaitsForThemAndStayAsABalance() {
        String customer = customer(null, "");
        String intent = id(post("/v1/payment_intents", TRANSFER, customer));
        fund(customer, 400);
        JsonNode partly = get("/v1/payment_intents/" + intent);
        assertThat(
                        partly.at(
                                        "/next_action/display_bank_transfer_instructions/amount_remaining")
                                .asLong())
                .isEqualTo(600);
        assertThat(newest(2)).contains("payment_intent.partially_funded");
        fund(customer, 900);
        assertThat(get("/v1/payment_intents/" + intent).get("status").asText())
                .isEqualTo("succeeded");
        assertThat(newest(1)).containsExactly("cash_balance.funds_available");
        assertThat(get("/v1/customers/" + customer + "/cash_balance").at("/available/usd").asLong())
                .isEqualTo(300);
        assertThat(
                        get("/v1/customers/%s/cash_balance_transactions", customer)
                                .get("data")
                                .findValuesAsText("net_amount"))
                .containsExactly("-600", "900", "-400", "400");
    }

    @Test
    void whoReconcilesByHandAppliesTheBalance() {
        String customer = customer(null, "");
        post("/v1/customers/" + customer + "/cash_balance", "settings[reconciliation_mode]=manual");
        String intent = id(post("/v1/payment_intents", TRANSFER, customer));
        String apply = "/v1/payment_intents/" + intent + "/apply_customer_balance";
        refused("POST", apply, "");
        fund(customer, 1000);
        assertThat(get("/v1/payment_intents/" + intent).get("status").asText())
                .isEqualTo("requires_action");
        assertThat(post(apply, "").get("status").asText()).isEqualTo("succeeded");
    }

    @Test
    void aPagePaysByItsPublishableKey() {
        String key = "key=pk_test_page";
        String card =
                "card[number]=4242424242424242&card[exp_month]=12&card[exp_year]=2040&card[cvc]=123";
        assertThat(page("/v1/tokens", key + '&' + card)).contains("\"object\":\"token\"");
        JsonNode intent = post("/v1/payment_intents", "amount=1000&currency=usd");
        String secret = "&client_secret=" + intent.get("client_secret").asText();
        assertThat(
                        page(
                                "/v1/payment_intents/" + id(intent) + "/confirm",
                                key + secret + "&payment_method=pm_card_visa"))
                .contains("\"status\":\"succeeded\"");
        assertThat(page("/v1/customers", key)).contains("You did not provide an API key");
    }

    @Test
    void cardsMayBeTypedWhereOnceTheyWere() {
        String customer = customer(null, "");
        String typed =
                "source[object]=card&source[number]=4242424242424242&source[exp_month]=12"
                        + "&source[exp_year]=2040&source[cvc]=123&source[name]=Ada";
        JsonNode card = post("/v1/customers/" + customer + "/sources", typed);
        assertThat(card.get("name").asText()).isEqualTo("Ada");
        assertThat(
                        post("/v1/charges", "amount=1000&currency=usd&customer=%s", customer)
                                .get("status")
                                .asText())
                .isEqualTo("succeeded");
        JsonNode plan =
                post("/v1/plans", "id=gold&name=Gold&amount=500&currency=usd&interval=month");
        assertThat(get("/v1/products/" + plan.get("product").asText()).get("name").asText())
                .isEqualTo("Gold");
        post("/v1/subscriptions", "customer=%s&items[0][plan]=gold", customer);
        assertThat(get("/v1/customers/" + customer + "/subscriptions").get("data")).hasSize(1);
    }

    private JsonNode pay(String more) {
        return post("/v1/payment_intents", "%s", CONFIRMED + more);
    }

    private String refuse(String more) {
        return refused("POST", "/v1/payment_intents", "%s", CONFIRMED + more).get("param").asText();
    }

    private void fund(String customer, long amount) {
        post(
                "/v1/test_helpers/customers/" + customer + "/fund_cash_balance",
                "amount=%s&currency=usd",
                amount);
    }

    /** What a request without a secret key answers. */
    private String page(String path, String form) {
        HttpResponse<String> answer = Clients.anonymous(sandbox, path, form);
        return answer.body();
    }
}
