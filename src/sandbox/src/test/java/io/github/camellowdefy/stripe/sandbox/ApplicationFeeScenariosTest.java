// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.ApplicationFee;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.FeeRefund;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.Transfer;
import com.stripe.net.RequestOptions;
import com.stripe.param.ApplicationFeeRefundCreateParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentCreateParams.TransferData;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationFeeScenariosTest extends Scenario {

    private String account;
    private RequestOptions there;

    @BeforeEach
    void connect() throws StripeException {
        account = stripe.accounts().create().getId();
        there = RequestOptions.builder().setStripeAccount(account).build();
    }

    @Test
    void aDirectChargePaysThePlatformItsFee() throws StripeException {
        PaymentIntent intent = payDirectly(10_000, 300);

        ApplicationFee fee = stripe.applicationFees().list().getData().get(0);
        assertThat(fee.getAmount()).isEqualTo(300L);
        assertThat(fee.getAccount()).isEqualTo(account);
        assertThat(fee.getCharge()).isEqualTo(intent.getLatestCharge());
        assertThat(fee.getOriginatingTransaction()).isNull();
        assertThat(fee.getApplication()).startsWith("ca_");
        assertThat(fee.getRefunds().getData()).isEmpty();
        assertThat(transaction(fee.getBalanceTransaction(), null).getType())
                .isEqualTo("application_fee");
        assertThat(events()).contains("application_fee.created");

        Charge charge = stripe.charges().retrieve(intent.getLatestCharge(), there);
        assertThat(charge.getApplicationFee()).isEqualTo(fee.getId());
        BalanceTransaction earned = transaction(charge.getBalanceTransaction(), there);
        assertThat(earned.getFee()).isEqualTo(320L + 300L);
        assertThat(earned.getNet()).isEqualTo(10_000L - 620L);
        assertThat(earned.getFeeDetails())
                .extracting(BalanceTransaction.FeeDetail::getType)
                .containsExactly("application_fee", "stripe_fee");
        assertThat(stripe.balance().retrieve().getPending().get(0).getAmount()).isEqualTo(300L);
    }

    @Test
    void aDestinationChargePassesAllOnAndTakesTheFeeBack() throws StripeException {
        PaymentIntent intent =
                stripe.paymentIntents().create(shared(5000).setApplicationFeeAmount(500L).build());

        Transfer transfer = stripe.transfers().list().getData().get(0);
        assertThat(transfer.getAmount()).isEqualTo(5000L);
        assertThat(transfer.getSourceTransaction()).isEqualTo(intent.getLatestCharge());
        Charge charge = chargeOf(intent);
        assertThat(charge.getTransfer()).isEqualTo(transfer.getId());

        ApplicationFee fee = stripe.applicationFees().retrieve(charge.getApplicationFee());
        assertThat(fee.getAmount()).isEqualTo(500L);
        assertThat(fee.getAccount()).isEqualTo(account);
        assertThat(fee.getCharge()).isEqualTo(transfer.getDestinationPayment());
        assertThat(fee.getOriginatingTransaction()).isEqualTo(charge.getId());
        assertThat(stripe.balance().retrieve(there).getPending().get(0).getAmount())
                .isEqualTo(4500L);
        sandbox.clock().advance(Duration.ofDays(2));
        assertThat(stripe.balance().retrieve(there).getAvailable().get(0).getAmount())
                .isEqualTo(4500L);
    }

    @Test
    void aFeeIsRefundedInPartsAndNeverMore() throws StripeException {
        payDirectly(10_000, 300);
        String fee = stripe.applicationFees().list().getData().get(0).getId();
        FeeRefund refund =
                stripe.applicationFees()
                        .refunds()
                        .create(
                                fee,
                                ApplicationFeeRefundCreateParams.builder().setAmount(100L).build());
        assertThat(refund.getFee()).isEqualTo(fee);
        assertThat(refund.getBalanceTransaction()).startsWith("txn_");
        ApplicationFee after = stripe.applicationFees().retrieve(fee);
        assertThat(after.getAmountRefunded()).isEqualTo(100L);
        assertThat(after.getRefunded()).isFalse();
        assertThat(after.getRefunds().getData().get(0).getId()).isEqualTo(refund.getId());
        assertThat(stripe.applicationFees().refunds().list(fee).getData()).hasSize(1);
        assertThat(stripe.applicationFees().refunds().retrieve(fee, refund.getId()).getAmount())
                .isEqualTo(100L);

        assertThat(
                        refused(
                                () ->
                                        stripe.applicationFees()
                                                .refunds()
                                                .create(
                                                        fee,
                                                        ApplicationFeeRefundCreateParams.builder()
                                                                .setAmount(201L)
                                                                .build())))
                .hasMessageContaining("is greater than unrefunded amount on fee ($2.00)");
        stripe.applicationFees().refunds().create(fee);
        assertThat(stripe.applicationFees().retrieve(fee).getRefunded()).isTrue();
        assertThat(refused(() -> stripe.applicationFees().refunds().create(fee)))
                .hasMessageContaining("has already been refunded");
        assertThat(events()).contains("application_fee.refunded");
    }

    @Test
    void aRefundTakesBackItsPartOfTransferAndFee() throws StripeException {
        PaymentIntent intent =
                stripe.paymentIntents().create(shared(5000).setApplicationFeeAmount(500L).build());
        Refund refund =
                stripe.refunds()
                        .create(
                                RefundCreateParams.builder()
                                        .setPaymentIntent(intent.getId())
                                        .setAmount(2500L)
                                        .setReverseTransfer(true)
                                        .setRefundApplicationFee(true)
                                        .build());
        Transfer transfer = stripe.transfers().list().getData().get(0);
        assertThat(transfer.getAmountReversed()).isEqualTo(2500L);
        assertThat(refund.getTransferReversal())
                .isEqualTo(transfer.getReversals().getData().get(0).getId());
        assertThat(transfer.getReversals().getData().get(0).getSourceRefund())
                .isEqualTo(refund.getId());
        assertThat(stripe.applicationFees().list().getData().get(0).getAmountRefunded())
                .isEqualTo(250L);
        assertThat(stripe.balance().retrieve(there).getPending().get(0).getAmount())
                .isEqualTo(5000L - 500L - 2500L + 250L);
        assertThat(
                        stripe.charges()
                                .retrieve(transfer.getDestinationPayment(), there)
                                .getAmountRefunded())
                .isEqualTo(2500L);
    }

    @Test
    void anAuthorizationPaysItsFeeWhenItIsCaptured() throws StripeException {
        PaymentIntent held =
                stripe.paymentIntents()
                        .create(
                                payment(5000, "pm_card_visa")
                                        .setCaptureMethod(CaptureMethod.MANUAL)
                                        .setApplicationFeeAmount(500L)
                                        .build(),
                                there);
        assertThat(stripe.applicationFees().list().getData()).isEmpty();
        stripe.paymentIntents()
                .capture(
                        held.getId(),
                        PaymentIntentCaptureParams.builder()
                                .setAmountToCapture(3000L)
                                .setApplicationFeeAmount(200L)
                                .build(),
                        there);
        assertThat(stripe.applicationFees().list().getData().get(0).getAmount()).isEqualTo(200L);
    }

    @Test
    void aFeeNeedsAnotherAccountToTakeItOf() {
        assertThat(
                        refused(
                                () ->
                                        stripe.paymentIntents()
                                                .create(
                                                        payment(5000, "pm_card_visa")
                                                                .setApplicationFeeAmount(500L)
                                                                .build())))
                .hasMessageContaining("Can only apply an application_fee_amount when");
        assertThat(
                        refused(
                                () ->
                                        stripe.refunds()
                                                .create(
                                                        RefundCreateParams.builder()
                                                                .setPaymentIntent(
                                                                        pay(500, "pm_card_visa")
                                                                                .getId())
                                                                .setRefundApplicationFee(true)
                                                                .build())))
                .hasMessageContaining("does not have an application fee");
    }

    @Test
    void moneyIsPassedOnOnlyToAnAccountThatIsThere() {
        account = "acct_none";
        assertThat(refused(() -> stripe.paymentIntents().create(shared(500).build())))
                .hasMessageContaining("No such destination: 'acct_none'")
                .satisfies(
                        refused ->
                                assertThat(refused.getParam())
                                        .isEqualTo("transfer_data[destination]"));
    }

    private PaymentIntent payDirectly(long amount, long fee) throws StripeException {
        return stripe.paymentIntents()
                .create(
                        payment(amount, "pm_card_visa").setApplicationFeeAmount(fee).build(),
                        there);
    }

    private PaymentIntentCreateParams.Builder shared(long amount) {
        return payment(amount, "pm_card_visa")
                .setTransferData(TransferData.builder().setDestination(account).build());
    }

    private BalanceTransaction transaction(String id, RequestOptions options)
            throws StripeException {
        return stripe.balanceTransactions().retrieve(id, options);
    }
}
