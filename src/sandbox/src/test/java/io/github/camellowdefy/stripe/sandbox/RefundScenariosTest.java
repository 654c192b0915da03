// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.ChargeCaptureParams;
import com.stripe.param.ChargeCreateParams;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.RefundUpdateParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefundScenariosTest extends Scenario {

    @Test
    void aChargeIsRefundedInPartsAndNeverMoreThanOnce() throws StripeException {
        PaymentIntent intent = pay(2000, "pm_card_visa");

        Refund first = refund(intent, 500L);
        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThat(first.getCharge()).isEqualTo(intent.getLatestCharge());
        assertThat(first.getPaymentIntent()).isEqualTo(intent.getId());
        assertThat(stripe.balanceTransactions().retrieve(first.getBalanceTransaction()).getNet())
                .isEqualTo(-500L);
        assertThat(chargeOf(intent).getAmountRefunded()).isEqualTo(500L);
        assertThat(chargeOf(intent).getRefunded()).isFalse();

        InvalidRequestException tooMuch = refused(() -> refund(intent, 1501L));
        assertThat(tooMuch.getStatusCode()).isEqualTo(400);
        assertThat(tooMuch.getParam()).isEqualTo("amount");
        assertThat(tooMuch.getStripeError().getMessage())
                .isEqualTo(
                        "Refund amount ($15.01) is greater than unrefunded amount on charge"
                                + " ($15.00)");

        Refund rest = refund(intent, null);
        assertThat(rest.getAmount()).isEqualTo(1500L);
        assertThat(chargeOf(intent).getRefunded()).isTrue();

        InvalidRequestException again = refused(() -> refund(intent, null));
        assertThat(again.getCode()).isEqualTo("charge_already_refunded");
        assertThat(again.getStripeError().getMessage())
                .isEqualTo("Charge " + intent.getLatestCharge() + " has already been refunded.");
        assertThat(
                        stripe.refunds()
                                .list(
                                        RefundListParams.builder()
                                                .setPaymentIntent(intent.getId())
                                                .build())
                                .getData())
                .extracting(Refund::getId)
                .containsExactly(rest.getId(), first.getId());
        assertThat(events())
                .endsWith("refund.created", "charge.refunded", "refund.created", "charge.refunded");
    }

    @Test
    void moreThanTheWholeChargeIsRefusedInOtherWords() throws StripeException {
        PaymentIntent intent = pay(1000, "pm_card_visa");
        assertThat(refused(() -> refund(intent, 200_000L)).getStripeError().getMessage())
                .isEqualTo("Refund amount ($2,000.00) is greater than charge amount ($10.00)");
    }

    @Test
    void whatWasNeverPaidIsNotRefunded() throws StripeException {
        String declined =
                declined(() -> pay(1000, "pm_card_chargeDeclined"))
                        .getStripeError()
                        .getPaymentIntent()
                        .getId();
        InvalidRequestException error =
                refused(
                        () ->
                                stripe.refunds()
                                        .create(
                                                RefundCreateParams.builder()
                                                        .setPaymentIntent(declined)
                                                        .build()));
        assertThat(error).hasMessageContaining("does not have a successful charge to refund");
        assertThat(refused(() -> stripe.refunds().create()).getCode())
                .isEqualTo("parameter_missing");
    }

    @Test
    void aRefundCarriesReasonAndMetadata() throws StripeException {
        PaymentIntent intent = pay(1000, "pm_card_visa");
        Refund refund =
                stripe.refunds()
                        .create(
                                RefundCreateParams.builder()
                                        .setCharge(intent.getLatestCharge())
                                        .setReason(RefundCreateParams.Reason.DUPLICATE)
                                        .putMetadata("ticket", "12")
                                        .build());
        assertThat(refund.getReason()).isEqualTo("duplicate");
        Refund updated =
                stripe.refunds()
                        .update(
                                refund.getId(),
                                RefundUpdateParams.builder().putMetadata("done", "yes").build());
        assertThat(updated.getMetadata())
                .containsEntry("ticket", "12")
                .containsEntry("done", "yes");
        assertThat(events()).endsWith("refund.updated", "charge.refund.updated");
    }

    @Test
    void aRefundThatTheBankReturnsFails() throws StripeException {
        Refund refund = refund(pay(1000, "pm_card_refundFail"), null);
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        sandbox.clock().advance(Duration.ofMinutes(5));
        Refund failed = stripe.refunds().retrieve(refund.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureBalanceTransaction()).startsWith("txn_");
        assertThat(stripe.charges().retrieve(failed.getCharge()).getRefunded()).isFalse();
        assertThat(events()).contains("refund.failed");
    }

    @Test
    void aDirectChargeIsAuthorizedThenCaptured() throws StripeException {
        Charge charge =
                stripe.charges()
                        .create(
                                ChargeCreateParams.builder()
                                        .setAmount(3000L)
                                        .setCurrency("usd")
                                        .setSource("tok_visa")
                                        .setCapture(false)
                                        .build());
        assertThat(charge.getCaptured()).isFalse();
        assertThat(charge.getBalanceTransaction()).isNull();
        Charge captured =
                stripe.charges()
                        .capture(
                                charge.getId(),
                                ChargeCaptureParams.builder().setAmount(1000L).build());
        assertThat(captured.getCaptured()).isTrue();
        assertThat(captured.getAmountCaptured()).isEqualTo(1000L);
        assertThat(captured.getAmountRefunded()).isZero();
        assertThat(captured.getSource()).isNotNull();
        assertThat(refused(() -> stripe.charges().capture(charge.getId())).getCode())
                .isEqualTo("charge_already_captured");
        assertThat(events()).containsExactly("charge.succeeded", "charge.captured");
    }

    @Test
    void ofAPartialCaptureNoMoreIsRefundedThanWasCaptured() throws StripeException {
        PaymentIntent held =
                stripe.paymentIntents()
                        .create(
                                payment(1000, "pm_card_visa")
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .build());
        stripe.paymentIntents()
                .capture(
                        held.getId(),
                        PaymentIntentCaptureParams.builder().setAmountToCapture(600L).build());
        RefundCreateParams.Builder refund =
                RefundCreateParams.builder().setPaymentIntent(held.getId());
        assertThat(refused(() -> stripe.refunds().create(refund.setAmount(601L).build())))
                .hasMessageContaining(
                        "Refund amount ($6.01) is greater than charge amount ($6.00)");
        stripe.refunds().create(refund.setAmount(600L).build());
        Charge charge = chargeOf(held);
        assertThat(charge.getAmountRefunded()).isEqualTo(600L);
        assertThat(charge.getRefunded()).isTrue();
    }

    @Test
    void aCustomersDefaultSourcePaysADirectCharge() throws StripeException {
        String customer =
                stripe.customers()
                        .create(CustomerCreateParams.builder().setSource("tok_mastercard").build())
                        .getId();
        Charge charge =
                stripe.charges()
                        .create(
                                ChargeCreateParams.builder()
                                        .setAmount(700L)
                                        .setCurrency("usd")
                                        .setCustomer(customer)
                                        .build());
        assertThat(charge.getCustomer()).isEqualTo(customer);
        assertThat(charge.getPaymentMethodDetails().getCard().getBrand()).isEqualTo("mastercard");
        assertThat(
                        declined(
                                        () ->
                                                stripe.charges()
                                                        .create(
                                                                ChargeCreateParams.builder()
                                                                        .setAmount(700L)
                                                                        .setCurrency("usd")
                                                                        .setSource(
                                                                                "tok_chargeDeclined")
                                                                        .build()))
                                .getCode())
                .isEqualTo("card_declined");
    }

    private Refund refund(PaymentIntent intent, Long amount) throws StripeException {
        RefundCreateParams.Builder params =
                RefundCreateParams.builder().setPaymentIntent(intent.getId());
        if (amount != null) {
            params.setAmount(amount);
        }
        return stripe.refunds().create(params.build());
    }

    @Test
    void beyondTenRefundsTheListSaysThatThereAreMore() throws StripeException {
        String charge = pay(2000, "pm_card_visa").getLatestCharge();
        for (int i = 0; i < 12; i++) {
            stripe.refunds()
                    .create(RefundCreateParams.builder().setCharge(charge).setAmount(50L).build());
        }
        Charge shown =
                stripe.charges()
                        .retrieve(
                                charge,
                                ChargeRetrieveParams.builder().addExpand("refunds").build());
        assertThat(shown.getRefunds().getData()).hasSize(10);
        assertThat(shown.getRefunds().getHasMore()).isTrue();
        RefundListParams of = RefundListParams.builder().setCharge(charge).build();
        assertThat(stripe.refunds().list(of).getHasMore()).isTrue();
        assertThat(stripe.refunds().list(of).autoPagingIterable()).hasSize(12);
        assertThat(Clients.send(sandbox, "GET", shown.getRefunds().getUrl(), null).body())
                .contains("\"has_more\":true");
    }
}
