// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.BankAccount;
import com.stripe.model.Capability;
import com.stripe.model.Event;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountCapabilityUpdateParams;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountExternalAccountCreateParams;
import com.stripe.param.AccountRejectParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.TransferCreateParams;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccountScenariosTest extends Scenario {

    @Test
    void aRejectedAccountNeitherChargesNorIsPaidOut() throws StripeException {
        String id = account("card_payments");
        onboard(id);
        assertThat(stripe.accounts().retrieve(id).getPayoutsEnabled()).isTrue();
        Account rejected =
                stripe.accounts()
                        .reject(
                                id,
                                AccountRejectParams.builder()
                                        .setReason("fraud_no_intent_to_fulfill")
                                        .build());
        assertThat(rejected.getChargesEnabled()).isFalse();
        assertThat(rejected.getPayoutsEnabled()).isFalse();
        assertThat(rejected.getRequirements().getDisabledReason()).isEqualTo("rejected.fraud");
        assertThat(rejected.getCapabilities().getCardPayments()).isEqualTo("inactive");
        assertThat(
                        refused(
                                        () ->
                                                stripe.accounts()
                                                        .reject(
                                                                id,
                                                                AccountRejectParams.builder()
                                                                        .build()))
                                .getParam())
                .isEqualTo("reason");
    }

    @Test
    void noMoneyReachesARejectedAccount() throws StripeException {
        String id = account("card_payments");
        onboard(id);
        RequestOptions there = RequestOptions.builder().setStripeAccount(id).build();
        PaymentIntentCreateParams direct = payment(1000, "pm_card_visa").build();
        PaymentIntentCreateParams destination =
                payment(1000, "pm_card_visa")
                        .setTransferData(
                                PaymentIntentCreateParams.TransferData.builder()
                                        .setDestination(id)
                                        .build())
                        .build();
        assertThat(stripe.paymentIntents().create(direct, there).getStatus())
                .isEqualTo("succeeded");
        reject(id);
        TransferCreateParams transfer =
                TransferCreateParams.builder()
                        .setAmount(100L)
                        .setCurrency("usd")
                        .setDestination(id)
                        .build();
        for (ThrowingCallable each :
                List.<ThrowingCallable>of(
                        () -> stripe.paymentIntents().create(direct, there),
                        () -> stripe.paymentIntents().create(destination),
                        () -> stripe.transfers().create(transfer))) {
            assertThat(refused(each)).hasMessageContaining(id + " cannot currently make charges");
        }
    }

    @Test
    void anAccountHearsItselfOfItsChanges() throws StripeException {
        String id = account("transfers");
        onboard(id);
        RequestOptions there = RequestOptions.builder().setStripeAccount(id).build();
        EventListParams updates = EventListParams.builder().setType("account.updated").build();
        assertThat(stripe.events().list(updates).getData()).isEmpty();
        Event event = stripe.events().list(updates, there).getData().get(0);
        assertThat(event.getAccount()).isEqualTo(id);
        assertThat(event.getData().getPreviousAttributes()).containsEntry("charges_enabled", false);
    }

    private void reject(String id) throws StripeException {
        stripe.accounts().reject(id, AccountRejectParams.builder().setReason("other").build());
    }

    @Test
    void capabilitiesBelongToTheirAccount() throws StripeException {
        String one = account("card_payments");
        String other = account("card_payments");
        AccountCapabilityUpdateParams ask =
                AccountCapabilityUpdateParams.builder().setRequested(true).build();
        Capability asked = stripe.accounts().capabilities().update(one, "transfers", ask);
        assertThat(asked.getStatus()).isEqualTo("inactive");
        assertThat(asked.getAccount()).isEqualTo(one);
        onboard(one);
        assertThat(stripe.accounts().capabilities().list(one).getData())
                .extracting(Capability::getId, Capability::getStatus)
                .containsExactly(tuple("card_payments", "active"), tuple("transfers", "active"));
        assertThat(stripe.accounts().capabilities().list(other).getData())
                .extracting(Capability::getStatus)
                .containsExactly("inactive");
        assertThat(stripe.accounts().capabilities().retrieve(other, "transfers").getStatus())
                .isEqualTo("unrequested");
    }

    @Test
    void externalAccountsAreListedAndOneIsTheDefault() throws StripeException {
        String id = account("transfers");
        BankAccount first = addBank(id);
        BankAccount second = addBank(id);
        assertThat(first.getDefaultForCurrency()).isTrue();
        assertThat(second.getDefaultForCurrency()).isFalse();
        assertThat(stripe.accounts().externalAccounts().list(id).getData())
                .extracting(each -> each.getId())
                .containsExactly(second.getId(), first.getId());
        assertThat(stripe.accounts().retrieve(id).getExternalAccounts().getData()).hasSize(2);
        RequestOptions there = RequestOptions.builder().setStripeAccount(id).build();
        assertThat(stripe.accounts().externalAccounts().list(id, there).getData()).hasSize(2);
        assertThat(refused(() -> stripe.accounts().externalAccounts().delete(id, first.getId())))
                .hasMessageContaining("make another one the default");
        stripe.accounts().externalAccounts().delete(id, second.getId());
        assertThat(stripe.accounts().externalAccounts().list(id).getData()).hasSize(1);
        assertThat(stripe.accounts().retrieve(id).getExternalAccounts().getData()).hasSize(1);
    }

    @Test
    void anAccountSeesItselfAndNoOther() throws StripeException {
        String id = account("transfers");
        String other = account("transfers");
        RequestOptions there = RequestOptions.builder().setStripeAccount(id).build();
        assertThat(stripe.accounts().retrieveCurrent(there).getId()).isEqualTo(id);
        assertThat(stripe.accounts().retrieve(id, there).getId()).isEqualTo(id);
        assertThat(
                        Clients.send(
                                        sandbox,
                                        "GET",
                                        "/v1/accounts/" + other,
                                        null,
                                        "Stripe-Account",
                                        id)
                                .statusCode())
                .isEqualTo(403);
        stripe.accounts().retrieveCurrent();
        assertThat(stripe.accounts().list().getData())
                .extracting(Account::getId)
                .containsExactly(other, id);
    }

    @Test
    void aCodeOfOauthWorksOnceAndAnUnknownOneNever() {
        String unknown = token("ac_unknown");
        assertThat(unknown).contains("\"error\":\"invalid_grant\"", "does not exist: ac_unknown");
        String answer = Clients.send(sandbox, "POST", "/_sandbox/oauth/authorize", "").body();
        String code = answer.replaceFirst(".*\"code\":\"(ac_\\w+)\".*", "$1");
        assertThat(token(code)).contains("\"stripe_user_id\":\"acct_", "\"access_token\":\"sk_");
        assertThat(token(code)).contains("invalid_grant", "already been used");
        assertThat(
                        Clients.send(
                                        sandbox,
                                        "POST",
                                        "/oauth/deauthorize",
                                        "client_id=ca_1&stripe_user_id=acct_unknown")
                                .body())
                .contains("invalid_client");
    }

    private String token(String code) {
        String form = "grant_type=authorization_code&code=" + code;
        return Clients.send(sandbox, "POST", "/oauth/token", form).body();
    }

    private String account(String capability) throws StripeException {
        AccountCreateParams.Capabilities capabilities =
                AccountCreateParams.Capabilities.builder()
                        .putExtraParam(capability, Map.of("requested", true))
                        .build();
        return stripe.accounts()
                .create(AccountCreateParams.builder().setCapabilities(capabilities).build())
                .getId();
    }

    private void onboard(String id) {
        Clients.send(sandbox, "POST", "/_sandbox/accounts/" + id + "/onboard", "");
    }

    private BankAccount addBank(String id) throws StripeException {
        return (BankAccount)
                stripe.accounts()
                        .externalAccounts()
                        .create(
                                id,
                                AccountExternalAccountCreateParams.builder()
                                        .setExternalAccount("btok_us_verified")
                                        .build());
    }
}
