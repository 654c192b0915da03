// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.model.SetupIntent;
import com.stripe.model.Token;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerPaymentSourceCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.param.TokenCreateParams;
import org.junit.jupiter.api.Test;

class SavedMethodScenariosTest extends Scenario {

    @Test
    void aMethodIsAttachedMadeDefaultAndDetached() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", null);
        String method = customer.getInvoiceSettings().getDefaultPaymentMethod();
        assertThat(stripe.paymentMethods().retrieve(method).getCustomer())
                .isEqualTo(customer.getId());
        assertThat(stripe.customers().paymentMethods().list(customer.getId()).getData())
                .extracting(PaymentMethod::getId)
                .containsExactly(method);

        assertThat(stripe.paymentMethods().detach(method).getCustomer()).isNull();
        assertThat(
                        stripe.customers()
                                .retrieve(customer.getId())
                                .getInvoiceSettings()
                                .getDefaultPaymentMethod())
                .isNull();
        assertThat(refused(() -> stripe.paymentMethods().detach(method)))
                .hasMessageContaining("is not attached to a customer so detachment is impossible");
        assertThat(refused(() -> attach(method, customer.getId())))
                .hasMessageContaining("may not be used again");
        assertThat(events())
                .contains("payment_method.attached", "customer.updated", "payment_method.detached");
    }

    @Test
    void aDecliningCardCannotBeSaved() throws StripeException {
        String customer = customer().getId();
        CardException error = declined(() -> attach("pm_card_chargeDeclined", customer));
        assertThat(error.getCode()).isEqualTo("card_declined");
        assertThat(attach("pm_card_chargeCustomerFail", customer).getCustomer())
                .isEqualTo(customer);
    }

    @Test
    void aMethodBelongsToOneCustomer() throws StripeException {
        PaymentMethod method = attach("pm_card_visa", customer().getId());
        String other = customer().getId();
        assertThat(refused(() -> attach(method.getId(), other)).getStripeError().getMessage())
                .isEqualTo(
                        "The payment method you provided has already been attached to a customer.");
        InvalidRequestException missing =
                refused(() -> stripe.paymentMethods().retrieve("pm_none"));
        assertThat(missing.getStatusCode()).isEqualTo(404);
        assertThat(missing.getStripeError().getMessage()).startsWith("No such PaymentMethod: ");
    }

    @Test
    void aSetupIntentSavesAMethodForLater() throws StripeException {
        String customer = customer().getId();
        SetupIntent intent =
                stripe.setupIntents()
                        .create(
                                SetupIntentCreateParams.builder()
                                        .setCustomer(customer)
                                        .setPaymentMethod("pm_card_visa")
                                        .setConfirm(true)
                                        .build());
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(stripe.paymentMethods().retrieve(intent.getPaymentMethod()).getCustomer())
                .isEqualTo(customer);
        assertThat(refused(() -> stripe.setupIntents().cancel(intent.getId())).getCode())
                .isEqualTo("setup_intent_unexpected_state");
        assertThat(events()).contains("setup_intent.created", "setup_intent.succeeded");
    }

    @Test
    void aSetUpCardPaysOffSessionWithoutAsking() throws StripeException {
        String customer = customer().getId();
        SetupIntent intent =
                stripe.setupIntents()
                        .create(
                                SetupIntentCreateParams.builder()
                                        .setCustomer(customer)
                                        .setPaymentMethod("pm_card_authenticationRequiredOnSetup")
                                        .setConfirm(true)
                                        .build());
        assertThat(intent.getStatus()).isEqualTo("requires_action");
        sandbox.authenticate(intent.getId(), true);
        String method = stripe.setupIntents().retrieve(intent.getId()).getPaymentMethod();
        assertThat(
                        stripe.paymentIntents()
                                .create(
                                        payment(1000, method)
                                                .setCustomer(customer)
                                                .setOffSession(true)
                                                .build())
                                .getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void aDecliningSetupSaysWhy() throws StripeException {
        String customer = customer().getId();
        CardException error =
                declined(
                        () ->
                                stripe.setupIntents()
                                        .create(
                                                SetupIntentCreateParams.builder()
                                                        .setCustomer(customer)
                                                        .setPaymentMethod("pm_card_chargeDeclined")
                                                        .setConfirm(true)
                                                        .build()));
        SetupIntent intent = error.getStripeError().getSetupIntent();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastSetupError().getCode()).isEqualTo("card_declined");
        assertThat(events()).endsWith("setup_intent.created", "setup_intent.setup_failed");
    }

    @Test
    void theCardsOfOlderDaysStillWork() throws StripeException {
        Token token =
                stripe.tokens()
                        .create(
                                TokenCreateParams.builder()
                                        .setCard(
                                                TokenCreateParams.Card.builder()
                                                        .setNumber("4242424242424242")
                                                        .setExpMonth("12")
                                                        .setExpYear("2050")
                                                        .setCvc("123")
                                                        .build())
                                        .build());
        Customer customer =
                stripe.customers()
                        .create(CustomerCreateParams.builder().setSource(token.getId()).build());
        assertThat(customer.getDefaultSource()).startsWith("card_");
        String second =
                stripe.customers()
                        .paymentSources()
                        .create(
                                customer.getId(),
                                CustomerPaymentSourceCreateParams.builder()
                                        .setSource("tok_amex")
                                        .build())
                        .getId();
        assertThat(stripe.customers().paymentSources().list(customer.getId()).getData()).hasSize(2);
        assertThat(refused(() -> stripe.customers().create(again(token.getId()))).getCode())
                .isEqualTo("token_already_used");
        assertThat(second).startsWith("card_");
    }

    private static CustomerCreateParams again(String token) {
        return CustomerCreateParams.builder().setSource(token).build();
    }

    private PaymentMethod attach(String method, String customer) throws StripeException {
        return stripe.paymentMethods()
                .attach(method, PaymentMethodAttachParams.builder().setCustomer(customer).build());
    }

    @Test
    void aCardThatIsRenewedKeepsItsId() throws StripeException {
        PaymentMethod card =
                stripe.paymentMethods()
                        .create(
                                PaymentMethodCreateParams.builder()
                                        .setType(PaymentMethodCreateParams.Type.CARD)
                                        .setCard(
                                                PaymentMethodCreateParams.Token.builder()
                                                        .setToken("tok_visa")
                                                        .build())
                                        .build());
        attach(
                card.getId(),
                stripe.customers().create(CustomerCreateParams.builder().build()).getId());
        PaymentMethod renewed =
                stripe.paymentMethods()
                        .update(
                                card.getId(),
                                PaymentMethodUpdateParams.builder()
                                        .setCard(
                                                PaymentMethodUpdateParams.Card.builder()
                                                        .setExpMonth(5L)
                                                        .setExpYear(2041L)
                                                        .build())
                                        .build());
        assertThat(renewed.getId()).isEqualTo(card.getId());
        assertThat(renewed.getCard().getExpYear()).isEqualTo(2041L);
        assertThat(renewed.getCard().getLast4()).isEqualTo("4242");
        assertThat(events()).contains("payment_method.updated");
    }

    @Test
    void aPlatformsMethodIsSharedWithAConnectedAccount() throws StripeException {
        Customer customer = customerPayingWith("pm_card_mastercard", null);
        PaymentMethodCreateParams share =
                PaymentMethodCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setPaymentMethod(customer.getInvoiceSettings().getDefaultPaymentMethod())
                        .build();
        assertThat(refused(() -> stripe.paymentMethods().create(share)))
                .hasMessageContaining("Stripe-Account");
        RequestOptions there =
                RequestOptions.builder()
                        .setStripeAccount(stripe.accounts().create().getId())
                        .build();
        PaymentMethod shared = stripe.paymentMethods().create(share, there);
        assertThat(shared.getCustomer()).isNull();
        assertThat(shared.getCard().getBrand()).isEqualTo("mastercard");
        assertThat(
                        stripe.paymentIntents()
                                .create(payment(500, shared.getId()).build(), there)
                                .getStatus())
                .isEqualTo("succeeded");
    }
}
