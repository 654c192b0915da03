// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentIncrementAuthorizationParams;
import com.stripe.param.PaymentIntentUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodCreateParams;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentIntentScenariosTest extends Scenario {

    @Test
    void anIntentGoesFromCreationOverAMethodAndConfirmationToItsCharge() throws StripeException {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                PaymentIntentCreateParams.builder()
                                        .setAmount(2000L)
                                        .setCurrency("USD")
                                        .setDescription("order 7")
                                        .putMetadata("order", "7")
                                        .build());
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getCurrency()).isEqualTo("usd");
        assertThat(intent.getClientSecret()).startsWith(intent.getId() + "_secret_");
        assertThat(intent.getLatestCharge()).isNull();

        intent =
                stripe.paymentIntents()
                        .update(
                                intent.getId(),
                                PaymentIntentUpdateParams.builder()
                                        .setAmount(2500L)
                                        .setPaymentMethod("pm_card_visa")
                                        .build());
        assertThat(intent.getStatus()).isEqualTo("requires_confirmation");
        assertThat(intent.getPaymentMethod()).startsWith("pm_").isNotEqualTo("pm_card_visa");

        intent = stripe.paymentIntents().confirm(intent.getId());
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(2500L);

        Charge charge = chargeOf(intent);
        assertThat(charge.getPaymentIntent()).isEqualTo(intent.getId());
        assertThat(charge.getStatus()).isEqualTo("succeeded");
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getCaptured()).isTrue();
        assertThat(charge.getAmountCaptured()).isEqualTo(2500L);
        assertThat(charge.getMetadata()).containsEntry("order", "7");
        assertThat(charge.getDescription()).isEqualTo("order 7");
        assertThat(charge.getOutcome().getNetworkStatus()).isEqualTo("approved_by_network");
        assertThat(charge.getPaymentMethodDetails().getCard().getBrand()).isEqualTo("visa");
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");

        BalanceTransaction transaction =
                stripe.balanceTransactions().retrieve(charge.getBalanceTransaction());
        assertThat(transaction.getAmount()).isEqualTo(2500L);
        assertThat(transaction.getFee()).isEqualTo(103L);
        assertThat(transaction.getNet()).isEqualTo(2397L);
        assertThat(transaction.getSource()).isEqualTo(charge.getId());
        assertThat(transaction.getStatus()).isEqualTo("pending");

        assertThat(events())
                .containsExactly(
                        "payment_intent.created", "charge.succeeded", "payment_intent.succeeded");
    }

    @Test
    void fundsBecomeAvailableAfterTwoDays() throws StripeException {
        pay(10_000, "pm_card_visa");
        assertThat(stripe.balance().retrieve().getAvailable().get(0).getAmount()).isZero();
        assertThat(stripe.balance().retrieve().getPending().get(0).getAmount()).isEqualTo(9680L);
        sandbox.clock().advance(Duration.ofDays(2));
        assertThat(stripe.balance().retrieve().getAvailable().get(0).getAmount()).isEqualTo(9680L);
        assertThat(stripe.balanceTransactions().list().getData().get(0).getStatus())
                .isEqualTo("available");
        assertThat(events()).contains("balance.available");
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined, card_declined, generic_decline, Your card was declined.",
        "pm_card_visa_chargeDeclined, card_declined, generic_decline, Your card was declined.",
        "pm_card_chargeCustomerFail, card_declined, generic_decline, Your card was declined.",
        "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds, Your"
                + " card has insufficient funds.",
        "pm_card_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds, Your card"
                + " has insufficient funds.",
        "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card, Your card was declined.",
        "pm_card_chargeDeclinedExpiredCard, expired_card, , Your card has expired.",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc, , Your card's security code is"
                + " incorrect.",
        "pm_card_chargeDeclinedProcessingError, processing_error, , An error occurred while"
                + " processing your card. Try again in a little bit.",
        "pm_card_radarBlock, card_declined, fraudulent, Your card was declined."
    })
    void aDeclineIs402WithTheDocumentedCodes(
            String method, String code, String declineCode, String message) throws StripeException {
        CardException error = declined(() -> pay(1500, method));

        assertThat(error.getStatusCode()).isEqualTo(402);
        assertThat(error.getCode()).isEqualTo(code);
        assertThat(error.getDeclineCode()).isEqualTo(declineCode);
        assertThat(error.getUserMessage()).isEqualTo(message);
        assertThat(error.getCharge()).startsWith("ch_");

        PaymentIntent intent = error.getStripeError().getPaymentIntent();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getPaymentMethod()).isNull();
        assertThat(intent.getLastPaymentError().getCode()).isEqualTo(code);
        assertThat(intent.getLastPaymentError().getCharge()).isEqualTo(error.getCharge());
        Charge charge = stripe.charges().retrieve(error.getCharge());
        assertThat(charge.getStatus()).isEqualTo("failed");
        assertThat(charge.getPaid()).isFalse();
        assertThat(charge.getFailureCode()).isEqualTo(code);
        assertThat(events())
                .containsExactly(
                        "payment_intent.created", "charge.failed", "payment_intent.payment_failed");

        PaymentIntent second =
                stripe.paymentIntents()
                        .confirm(
                                intent.getId(),
                                PaymentIntentConfirmParams.builder()
                                        .setPaymentMethod("pm_card_mastercard")
                                        .build());
        assertThat(second.getStatus()).isEqualTo("succeeded");
        assertThat(second.getLastPaymentError()).isNull();
    }

    @Test
    void manualCaptureHoldsThenTakesAPart() throws StripeException {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                payment(2000, "pm_card_visa")
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .build());
        assertThat(intent.getStatus()).isEqualTo("requires_capture");
        assertThat(intent.getAmountCapturable()).isEqualTo(2000L);
        assertThat(chargeOf(intent).getCaptured()).isFalse();

        String id = intent.getId();
        InvalidRequestException tooMuch = refused(() -> capture(id, 2001L));
        assertThat(tooMuch.getStatusCode()).isEqualTo(400);
        assertThat(tooMuch.getCode()).isEqualTo("amount_too_large");

        PaymentIntent captured = capture(id, 1500L);
        assertThat(captured.getStatus()).isEqualTo("succeeded");
        assertThat(captured.getAmountReceived()).isEqualTo(1500L);
        assertThat(captured.getAmountCapturable()).isZero();
        Charge charge = chargeOf(captured);
        assertThat(charge.getCaptured()).isTrue();
        assertThat(charge.getAmountCaptured()).isEqualTo(1500L);
        assertThat(charge.getAmountRefunded()).isZero();
        assertThat(charge.getRefunded()).isFalse();
        assertThat(refused(() -> capture(id, 1L)).getCode())
                .isEqualTo("payment_intent_unexpected_state");
        assertThat(events())
                .containsExactly(
                        "payment_intent.created",
                        "charge.succeeded",
                        "payment_intent.amount_capturable_updated",
                        "charge.captured",
                        "payment_intent.succeeded");
    }

    private PaymentIntent capture(String id, long amount) throws StripeException {
        return stripe.paymentIntents()
                .capture(
                        id,
                        PaymentIntentCaptureParams.builder().setAmountToCapture(amount).build());
    }

    @Test
    void anAuthorizationGrowsAndIsReleasedByACancellation() throws StripeException {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                payment(2000, "pm_card_visa")
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .build());
        intent =
                stripe.paymentIntents()
                        .incrementAuthorization(
                                intent.getId(),
                                PaymentIntentIncrementAuthorizationParams.builder()
                                        .setAmount(3000L)
                                        .build());
        assertThat(intent.getAmountCapturable()).isEqualTo(3000L);
        intent =
                stripe.paymentIntents()
                        .cancel(
                                intent.getId(),
                                PaymentIntentCancelParams.builder()
                                        .setCancellationReason(
                                                PaymentIntentCancelParams.CancellationReason
                                                        .REQUESTED_BY_CUSTOMER)
                                        .build());
        assertThat(intent.getStatus()).isEqualTo("canceled");
        assertThat(intent.getCancellationReason()).isEqualTo("requested_by_customer");
        assertThat(intent.getCanceledAt()).isNotNull();
        Charge released = chargeOf(intent);
        assertThat(released.getCaptured()).isFalse();
        assertThat(released.getAmountCaptured()).isZero();
        assertThat(released.getRefunded()).isFalse();
        assertThat(events()).doesNotContain("charge.refunded").endsWith("payment_intent.canceled");
    }

    @Test
    void anAuthorizationNobodyCapturesExpires() throws StripeException {
        String id =
                stripe.paymentIntents()
                        .create(
                                payment(2000, "pm_card_visa")
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .build())
                        .getId();
        sandbox.clock().advance(Duration.ofDays(7));
        PaymentIntent expired = stripe.paymentIntents().retrieve(id);
        assertThat(expired.getStatus()).isEqualTo("canceled");
        assertThat(expired.getCancellationReason()).isEqualTo("expired");
        assertThat(expired.getAmountCapturable()).isZero();
        assertThat(events()).endsWith("charge.expired", "payment_intent.canceled");
    }

    @Test
    void whatAPaymentIsToTakeIsChecked() {
        assertThat(refused(() -> open(intent -> intent.addPaymentMethodType("nonsense"))))
                .hasMessageContaining("The payment method type \"nonsense\" is invalid.");
        assertThat(
                        refused(
                                () ->
                                        open(
                                                intent ->
                                                        intent.addPaymentMethodType("card")
                                                                .setAutomaticPaymentMethods(
                                                                        PaymentIntentCreateParams
                                                                                .AutomaticPaymentMethods
                                                                                .builder()
                                                                                .setEnabled(true)
                                                                                .build()))))
                .hasMessageContaining("You may only specify one of these parameters");
        assertThat(
                        refused(
                                () ->
                                        open(
                                                intent ->
                                                        intent.setStatementDescriptorSuffix(
                                                                "a".repeat(23)))))
                .hasMessageContaining("must be at most 22 characters");
    }

    private PaymentIntent open(UnaryOperator<PaymentIntentCreateParams.Builder> terms)
            throws StripeException {
        return stripe.paymentIntents()
                .create(
                        terms.apply(
                                        PaymentIntentCreateParams.builder()
                                                .setAmount(500L)
                                                .setCurrency("usd"))
                                .build());
    }

    @Test
    void callsInTheWrongStateAreRefusedInStripesWords() throws StripeException {
        String fresh =
                stripe.paymentIntents()
                        .create(
                                PaymentIntentCreateParams.builder()
                                        .setAmount(2000L)
                                        .setCurrency("usd")
                                        .build())
                        .getId();
        String done = pay(2000, "pm_card_visa").getId();

        InvalidRequestException capture = refused(() -> stripe.paymentIntents().capture(fresh));
        assertThat(capture.getStatusCode()).isEqualTo(400);
        assertThat(capture.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(capture.getStripeError().getMessage())
                .isEqualTo(
                        "This PaymentIntent could not be captured because it has a status of"
                                + " requires_payment_method. Only a PaymentIntent with one of the"
                                + " following statuses may be captured: requires_capture.");
        assertThat(capture.getStripeError().getPaymentIntent().getId()).isEqualTo(fresh);
        assertThat(refused(() -> stripe.paymentIntents().confirm(fresh)))
                .hasMessageContaining("because it's missing a payment method");
        assertThat(refused(() -> stripe.paymentIntents().cancel(done)))
                .hasMessageContaining(
                        "You cannot cancel this PaymentIntent because it has a status of"
                                + " succeeded.");
        assertThat(refused(() -> stripe.paymentIntents().confirm(done)))
                .hasMessageContaining("already succeeded after being previously confirmed");
        InvalidRequestException update =
                refused(
                        () ->
                                stripe.paymentIntents()
                                        .update(
                                                done,
                                                PaymentIntentUpdateParams.builder()
                                                        .setAmount(1L)
                                                        .build()));
        assertThat(update.getParam()).isEqualTo("amount");
        assertThat(update.getCode()).isEqualTo("payment_intent_unexpected_state");
        PaymentIntent noted =
                stripe.paymentIntents()
                        .update(
                                done,
                                PaymentIntentUpdateParams.builder().putMetadata("a", "b").build());
        assertThat(noted.getMetadata()).containsEntry("a", "b");
    }

    @Test
    void badParametersAreNamed() {
        InvalidRequestException missing =
                refused(
                        () ->
                                stripe.paymentIntents()
                                        .create(
                                                PaymentIntentCreateParams.builder()
                                                        .setCurrency("usd")
                                                        .build()));
        assertThat(missing.getCode()).isEqualTo("parameter_missing");
        assertThat(missing.getParam()).isEqualTo("amount");
        assertThat(missing.getStripeError().getMessage())
                .isEqualTo("Missing required param: amount.");

        InvalidRequestException unknown =
                refused(
                        () ->
                                stripe.paymentIntents()
                                        .create(
                                                PaymentIntentCreateParams.builder()
                                                        .setAmount(500L)
                                                        .setCurrency("usd")
                                                        .putExtraParam("amuont", 7)
                                                        .build()));
        assertThat(unknown.getCode()).isEqualTo("parameter_unknown");
        assertThat(unknown.getParam()).isEqualTo("amuont");

        InvalidRequestException small =
                refused(
                        () ->
                                stripe.paymentIntents()
                                        .create(
                                                PaymentIntentCreateParams.builder()
                                                        .setAmount(49L)
                                                        .setCurrency("eur")
                                                        .build()));
        assertThat(small.getCode()).isEqualTo("amount_too_small");
        assertThat(small.getStripeError().getMessage())
                .isEqualTo("Amount must be at least €0.50 eur");

        InvalidRequestException customer =
                refused(
                        () ->
                                stripe.paymentIntents()
                                        .create(
                                                payment(500, "pm_card_visa")
                                                        .setCustomer("cus_none")
                                                        .build()));
        assertThat(customer.getStatusCode()).isEqualTo(400);
        assertThat(customer.getCode()).isEqualTo("resource_missing");
        assertThat(customer.getParam()).isEqualTo("customer");
    }

    @Test
    void aCardThatWantsItsHolderWaitsForTheAnswer() throws StripeException {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                payment(2000, "pm_card_authenticationRequired")
                                        .setReturnUrl("https://example.com/back")
                                        .build());
        assertThat(intent.getStatus()).isEqualTo("requires_action");
        assertThat(intent.getNextAction().getType()).isEqualTo("redirect_to_url");
        assertThat(intent.getNextAction().getRedirectToUrl().getReturnUrl())
                .isEqualTo("https://example.com/back");
        assertThat(intent.getLatestCharge()).isNull();

        sandbox.authenticate(intent.getId(), true);
        PaymentIntent after = stripe.paymentIntents().retrieve(intent.getId());
        assertThat(after.getStatus()).isEqualTo("succeeded");
        assertThat(
                        chargeOf(after)
                                .getPaymentMethodDetails()
                                .getCard()
                                .getThreeDSecure()
                                .getResult())
                .isEqualTo("authenticated");
        assertThat(events()).contains("payment_intent.requires_action");
    }

    @Test
    void anAnswerThatFailsLeavesTheIntentWaitingForAnotherMethod() throws StripeException {
        PaymentIntent intent = pay(2000, "pm_card_threeDSecure2Required");
        assertThat(intent.getNextAction().getType()).isEqualTo("use_stripe_sdk");
        sandbox.authenticate(intent.getId(), false);
        PaymentIntent after = stripe.paymentIntents().retrieve(intent.getId());
        assertThat(after.getStatus()).isEqualTo("requires_payment_method");
        assertThat(after.getLastPaymentError().getCode())
                .isEqualTo("payment_intent_authentication_failure");
    }

    @Test
    void offSessionSuchACardIsDeclined() throws StripeException {
        String customer = customer().getId();
        PaymentMethod method =
                stripe.paymentMethods()
                        .attach(
                                "pm_card_authenticationRequired",
                                PaymentMethodAttachParams.builder().setCustomer(customer).build());
        CardException error =
                declined(
                        () ->
                                stripe.paymentIntents()
                                        .create(
                                                payment(2000, method.getId())
                                                        .setCustomer(customer)
                                                        .setOffSession(true)
                                                        .build()));
        assertThat(error.getCode()).isEqualTo("authentication_required");
        assertThat(error.getDeclineCode()).isEqualTo("authentication_required");
        assertThat(error.getStripeError().getPaymentMethod().getId()).isEqualTo(method.getId());
    }

    @Test
    void aBankDebitIsProcessingUntilTheBankAnswers() throws StripeException {
        PaymentIntentCreateParams params =
                payment(2000, "pm_usBankAccount_success")
                        .addPaymentMethodType("us_bank_account")
                        .build();
        PaymentIntent intent = stripe.paymentIntents().create(params);
        assertThat(intent.getStatus()).isEqualTo("processing");
        assertThat(chargeOf(intent).getStatus()).isEqualTo("pending");
        sandbox.clock().advance(Duration.ofMinutes(5));
        assertThat(stripe.paymentIntents().retrieve(intent.getId()).getStatus())
                .isEqualTo("succeeded");
        assertThat(events())
                .containsExactly(
                        "payment_intent.created",
                        "charge.pending",
                        "payment_intent.processing",
                        "charge.succeeded",
                        "payment_intent.succeeded");
    }

    @Test
    void anUnattachedMethodPaysOnce() throws StripeException {
        PaymentMethod method =
                stripe.paymentMethods()
                        .create(
                                PaymentMethodCreateParams.builder()
                                        .setType(PaymentMethodCreateParams.Type.CARD)
                                        .putExtraParam("card", Map.of("token", "tok_visa"))
                                        .build());
        pay(1000, method.getId());
        assertThat(refused(() -> pay(1000, method.getId())))
                .hasMessageContaining("It may not be used again.");
    }

    @Test
    void aMethodIsKeptForTheCustomerWhenFutureUsageIsAgreed() throws StripeException {
        String customer = customer().getId();
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                payment(2000, "pm_card_visa")
                                        .setCustomer(customer)
                                        .setSetupFutureUsage(
                                                PaymentIntentCreateParams.SetupFutureUsage
                                                        .OFF_SESSION)
                                        .build());
        assertThat(stripe.customers().paymentMethods().list(customer).getData())
                .extracting(PaymentMethod::getId)
                .containsExactly(intent.getPaymentMethod());
    }

    @Test
    void aCustomersMethodNeedsItsCustomer() throws StripeException {
        PaymentMethod method =
                stripe.paymentMethods()
                        .attach(
                                "pm_card_visa",
                                PaymentMethodAttachParams.builder()
                                        .setCustomer(customer().getId())
                                        .build());
        assertThat(refused(() -> pay(1000, method.getId())))
                .hasMessageContaining(
                        "Please include the Customer in the `customer` parameter on the"
                                + " PaymentIntent.");
    }

    @Test
    void theSameIdempotencyKeyPaysOnceAndADeclineIsReplayed() throws StripeException {
        RequestOptions key = RequestOptions.builder().setIdempotencyKey("order-7").build();
        PaymentIntentCreateParams params = payment(900, "pm_card_visa").build();
        PaymentIntent first = stripe.paymentIntents().create(params, key);
        PaymentIntent again = stripe.paymentIntents().create(params, key);
        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(sandbox.charges().list()).hasSize(1);

        RequestOptions other = RequestOptions.builder().setIdempotencyKey("order-8").build();
        PaymentIntentCreateParams bad = payment(900, "pm_card_chargeDeclined").build();
        CardException decline = declined(() -> stripe.paymentIntents().create(bad, other));
        CardException replay = declined(() -> stripe.paymentIntents().create(bad, other));
        assertThat(replay.getCharge()).isEqualTo(decline.getCharge());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424241", "4242424242424"})
    void aWrongNumberIsACardError(String number) {
        CardException error =
                declined(() -> stripe.paymentMethods().create(card(number, 12, 2050)));
        assertThat(error.getCode()).isEqualTo("incorrect_number");
        assertThat(error.getParam()).isEqualTo("number");
    }

    @Test
    void rawTestNumbersBehaveLikeTheirNames() throws StripeException {
        PaymentMethod method =
                stripe.paymentMethods().create(card("4000 0000 0000 9995", 12, 2050));
        assertThat(method.getCard().getLast4()).isEqualTo("9995");
        assertThat(declined(() -> pay(1000, method.getId())).getDeclineCode())
                .isEqualTo("insufficient_funds");
        assertThat(
                        declined(
                                        () ->
                                                stripe.paymentMethods()
                                                        .create(card("4242424242424242", 1, 2001)))
                                .getCode())
                .isEqualTo("invalid_expiry_year");
        assertThat(
                        declined(
                                        () ->
                                                stripe.paymentMethods()
                                                        .create(card("4111111111111111", 1, 2050)))
                                .getDeclineCode())
                .isEqualTo("test_mode_live_card");
    }

    private static PaymentMethodCreateParams card(String number, long month, long year) {
        return PaymentMethodCreateParams.builder()
                .setType(PaymentMethodCreateParams.Type.CARD)
                .setCard(
                        PaymentMethodCreateParams.CardDetails.builder()
                                .setNumber(number)
                                .setExpMonth(month)
                                .setExpYear(year)
                                .setCvc("123")
                                .build())
                .build();
    }
}
