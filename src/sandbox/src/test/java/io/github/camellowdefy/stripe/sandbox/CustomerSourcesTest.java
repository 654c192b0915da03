// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers paid with before payment methods: cards, bank accounts and sources. */
class CustomerSourcesTest extends WireScenario {

    private static final String BANK =
            "bank_account[country]=US&bank_account[currency]=usd"
                    + "&bank_account[routing_number]=110000000"
                    + "&bank_account[account_number]=000123456789";
    private static final String CARD =
            "card[number]=4242424242424242&card[exp_month]=12&card[exp_year]=2040";

    @Test
    void aBankAccountOfATokenBecomesTheCustomersDefault() {
        String customer = id(post("/v1/customers", "name=Ada"));
        String token = id(post("/v1/tokens", BANK));
        JsonNode bank = post("/v1/customers/" + customer + "/sources", "source=%s", token);
        assertThat(bank.get("object").asText()).isEqualTo("bank_account");
        assertThat(bank.get("customer").asText()).isEqualTo(customer);
        assertThat(bank.get("last4").asText()).isEqualTo("6789");
        assertThat(defaultOf(customer)).isEqualTo(id(bank));
        JsonNode again =
                refused("POST", "/v1/customers/" + customer + "/sources", "source=%s", token);
        assertThat(again.get("code").asText()).isEqualTo("token_already_used");
    }

    @Test
    void theSourcesOfACustomerAreListedByKind() {
        String customer = id(post("/v1/customers", "source=tok_visa"));
        String path = "/v1/customers/" + customer + "/sources";
        post(path, "source=%s", id(post("/v1/tokens", BANK)));
        assertThat(get(path).get("data")).hasSize(2);
        assertThat(get(path + "?object=card").get("data")).hasSize(1);
        JsonNode banks = get(path + "?object=bank_account&include[]=total_count");
        assertThat(banks.get("data")).hasSize(1);
        assertThat(banks.get("total_count").asInt()).isOne();
    }

    @Test
    void aSourceOfAnUpdateTakesThePlaceOfTheDefaultOne() {
        String customer = id(post("/v1/customers", "source=tok_visa"));
        String first = defaultOf(customer);
        post("/v1/customers/" + customer, "source=tok_mastercard");
        assertThat(defaultOf(customer)).isNotEqualTo(first);
        JsonNode sources = get("/v1/customers/" + customer + "/sources").get("data");
        assertThat(sources).hasSize(1);
        assertThat(sources.get(0).get("brand").asText()).isEqualTo("MasterCard");
    }

    @Test
    void whereTheDefaultIsDeletedTheNextOneIsOfAnyKind() {
        String customer = id(post("/v1/customers", "source=tok_visa"));
        String path = "/v1/customers/" + customer + "/sources";
        JsonNode bank = post(path, "source=%s", id(post("/v1/tokens", BANK)));
        delete(path + "/" + defaultOf(customer));
        assertThat(defaultOf(customer)).isEqualTo(id(bank));
        delete(path + "/" + id(bank));
        assertThat(get("/v1/customers/" + customer).get("default_source").isNull()).isTrue();
    }

    @Test
    void theCardOfATokenTellsWhereItsHolderLives() {
        String holder = "&card[name]=Ada&card[address_city]=Paris&card[address_zip]=75001";
        String token = id(post("/v1/tokens", CARD + holder));
        String customer = id(post("/v1/customers", "source=%s", token));
        JsonNode charge = post("/v1/charges", "amount=900&currency=eur&customer=%s", customer);
        assertThat(charge.get("source").get("name").asText()).isEqualTo("Ada");
        assertThat(charge.get("source").get("address_city").asText()).isEqualTo("Paris");
        assertThat(charge.get("source").get("address_zip").asText()).isEqualTo("75001");
    }

    @Test
    void aPageDescribesTheCardWithTheIntentItConfirms() {
        String data = "payment_method_data[type]=card&payment_method_data[card][token]=tok_visa";
        String intent = id(post("/v1/payment_intents", "amount=900&currency=eur"));
        JsonNode paid = post("/v1/payment_intents/" + intent + "/confirm", data);
        assertThat(paid.get("status").asText()).isEqualTo("succeeded");
        JsonNode saved = post("/v1/setup_intents", data + "&confirm=true");
        assertThat(saved.get("status").asText()).isEqualTo("succeeded");
        JsonNode waiting = post("/v1/setup_intents/" + id(post("/v1/setup_intents", "")), data);
        assertThat(waiting.get("status").asText()).isEqualTo("requires_confirmation");
    }

    @Test
    void aMethodIsChangedOnceItIsSaved() {
        String method = id(post("/v1/payment_methods", "type=card&card[token]=tok_visa"));
        JsonNode refusal = refused("POST", "/v1/payment_methods/" + method, "card[exp_month]=5");
        assertThat(refusal.get("message").asText()).contains("save this PaymentMethod");
    }

    @Test
    void aSourceTellsHowItIsPaidWith() {
        String sepa = "type=sepa_debit&currency=eur&sepa_debit[iban]=DE89370400440532013000";
        JsonNode debit = post("/v1/sources", sepa);
        assertThat(debit.get("flow").asText()).isEqualTo("none");
        assertThat(debit.get("status").asText()).isEqualTo("chargeable");
        assertThat(debit.get("sepa_debit").get("last4").asText()).isEqualTo("3000");
        JsonNode receiver = post("/v1/sources", "type=ach_credit_transfer&currency=usd");
        assertThat(receiver.get("flow").asText()).isEqualTo("receiver");
        assertThat(receiver.get("status").asText()).isEqualTo("pending");
        JsonNode redirect =
                post("/v1/sources", "type=ideal&redirect[return_url]=https://a.example");
        assertThat(redirect.get("usage").asText()).isEqualTo("single_use");
        assertThat(redirect.get("redirect").get("return_url").asText())
                .isEqualTo("https://a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FR1420041010050500013M02606",
                "IT40S0542811101000000123456",
                "NL39RABO0300065264"
            })
    void theTestAccountsOfOtherCountriesAreKnown(String iban) {
        String form = "type=sepa_debit&sepa_debit[iban]=" + iban;
        JsonNode account = post("/v1/payment_methods", form).get("sepa_debit");
        assertThat(iban)
                .startsWith(account.get("country").asText())
                .endsWith(account.get("last4").asText());
    }

    @Test
    void aSourceOfACardPaysOnceItIsAttached() {
        String source = id(post("/v1/sources", "type=card&token=tok_visa"));
        String customer = id(post("/v1/customers", "source=%s", source));
        JsonNode charge = post("/v1/charges", "amount=900&currency=eur&customer=%s", customer);
        assertThat(id(charge.get("source"))).isEqualTo(source);
        JsonNode sources = get("/v1/customers/" + customer + "?expand[]=sources").get("sources");
        assertThat(sources.get("data")).hasSize(1);
        assertThat(sources.get("total_count").asInt()).isOne();
    }

    private String defaultOf(String customer) {
        return get("/v1/customers/" + customer).get("default_source").asText();
    }
}
