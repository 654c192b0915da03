// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.BankAccount;
import com.stripe.model.Capability;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Payout;
import com.stripe.model.Token;
import com.stripe.model.Topup;
import com.stripe.model.Transfer;
import com.stripe.model.TransferReversal;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountCapabilityUpdateParams;
import com.stripe.param.AccountExternalAccountCreateParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.TokenCreateParams;
import com.stripe.param.TopupCreateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferReversalCreateParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MoneyMovementScenariosTest extends Scenario {

    @Test
    void theDisputeCardIsDisputedAndWinningEvidenceBringsTheMoneyBack() throws StripeException {
        PaymentIntent intent = pay(5000, "pm_card_createDispute");
        Dispute dispute =
                stripe.disputes()
                        .list(
                                DisputeListParams.builder()
                                        .setCharge(intent.getLatestCharge())
                                        .build())
                        .getData()
                        .get(0);
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getReason()).isEqualTo("fraudulent");
        assertThat(dispute.getAmount()).isEqualTo(5000L);
        assertThat(dispute.getEvidenceDetails().getDueBy()).isGreaterThan(dispute.getCreated());
        assertThat(dispute.getBalanceTransactions().get(0).getNet()).isEqualTo(-6500L);
        assertThat(chargeOf(intent).getDisputed()).isTrue();

        Dispute won =
                stripe.disputes()
                        .update(
                                dispute.getId(),
                                DisputeUpdateParams.builder()
                                        .setEvidence(
                                                DisputeUpdateParams.Evidence.builder()
                                                        .setUncategorizedText("winning_evidence")
                                                        .build())
                                        .build());
        assertThat(won.getStatus()).isEqualTo("won");
        assertThat(events())
                .contains(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.updated",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated");
    }

    @Test
    void anyChargeCanBeDisputedOnceByACallOfTheSandbox() throws StripeException {
        String charge = pay(1000, "pm_card_visa").getLatestCharge();
        String dispute = (String) sandbox.createDispute(charge).get("id");
        assertThat(stripe.disputes().close(dispute).getStatus()).isEqualTo("lost");
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.createDispute(charge))
                .withMessageContaining("cannot be disputed");
    }

    @Test
    void aPayoutNeedsFundsAndArrivesADayLater() throws StripeException {
        PayoutCreateParams params =
                PayoutCreateParams.builder().setAmount(900L).setCurrency("usd").build();
        assertThat(refused(() -> stripe.payouts().create(params)).getCode())
                .isEqualTo("balance_insufficient");
        pay(1000, "pm_card_bypassPending");
        assertThat(stripe.balance().retrieve().getAvailable().get(0).getAmount()).isEqualTo(941L);

        Payout payout = stripe.payouts().create(params);
        assertThat(payout.getStatus()).isEqualTo("pending");
        assertThat(stripe.balance().retrieve().getAvailable().get(0).getAmount()).isEqualTo(41L);
        sandbox.clock().advance(Duration.ofDays(1));
        assertThat(stripe.payouts().retrieve(payout.getId()).getStatus()).isEqualTo("paid");
        assertThat(events()).contains("payout.created", "payout.paid");
        assertThat(refused(() -> stripe.payouts().cancel(payout.getId())))
                .hasMessageContaining("a status of paid");
    }

    @Test
    void stripesOwnPayoutIsMadeByACallOfTheSandbox() throws StripeException {
        String id = (String) sandbox.payout(2500, "eur").get("id");
        Payout payout = stripe.payouts().retrieve(id);
        assertThat(payout.getAutomatic()).isTrue();
        assertThat(payout.getCurrency()).isEqualTo("eur");
        assertThat(refused(() -> stripe.payouts().cancel(id)))
                .hasMessageContaining("cannot be canceled");
    }

    @Test
    void aTransferReachesTheConnectedAccountAndComesBackInParts() throws StripeException {
        String account = stripe.accounts().create().getId();
        pay(10_000, "pm_card_bypassPending");
        Transfer transfer =
                stripe.transfers()
                        .create(
                                TransferCreateParams.builder()
                                        .setAmount(4000L)
                                        .setCurrency("usd")
                                        .setDestination(account)
                                        .build());
        assertThat(transfer.getDestinationPayment()).startsWith("py_");
        RequestOptions there = RequestOptions.builder().setStripeAccount(account).build();
        assertThat(stripe.balance().retrieve(there).getAvailable().get(0).getAmount())
                .isEqualTo(4000L);

        TransferReversal reversal =
                stripe.transfers()
                        .reversals()
                        .create(
                                transfer.getId(),
                                TransferReversalCreateParams.builder().setAmount(1000L).build());
        assertThat(reversal.getTransfer()).isEqualTo(transfer.getId());
        assertThat(reversal.getDestinationPaymentRefund()).startsWith("pyr_");
        assertThat(stripe.balance().retrieve(there).getAvailable().get(0).getAmount())
                .isEqualTo(3000L);
        Transfer after = stripe.transfers().retrieve(transfer.getId());
        assertThat(after.getAmountReversed()).isEqualTo(1000L);
        assertThat(after.getReversed()).isFalse();
        assertThat(
                        refused(
                                () ->
                                        stripe.transfers()
                                                .reversals()
                                                .create(
                                                        transfer.getId(),
                                                        TransferReversalCreateParams.builder()
                                                                .setAmount(3001L)
                                                                .build())))
                .hasMessageContaining("is greater than unreversed amount on transfer ($30.00)");
        assertThat(
                        refused(
                                        () ->
                                                stripe.transfers()
                                                        .create(
                                                                TransferCreateParams.builder()
                                                                        .setAmount(4000L)
                                                                        .setCurrency("usd")
                                                                        .setDestination("acct_none")
                                                                        .build()))
                                .getStripeError()
                                .getMessage())
                .isEqualTo("No such destination: 'acct_none'");
    }

    @Test
    void transfersPassOnNoMoreThanTheirChargeBrought() throws StripeException {
        String charge = pay(1000, "pm_card_visa").getLatestCharge();
        TransferCreateParams most =
                TransferCreateParams.builder()
                        .setAmount(600L)
                        .setCurrency("usd")
                        .setSourceTransaction(charge)
                        .setDestination(stripe.accounts().create().getId())
                        .build();
        Transfer first = stripe.transfers().create(most);
        InvalidRequestException beyond = refused(() -> stripe.transfers().create(most));
        assertThat(beyond.getParam()).isEqualTo("amount");
        assertThat(beyond).hasMessageContaining("$10.00").hasMessageContaining("$6.00");
        stripe.transfers().reversals().create(first.getId());
        assertThat(stripe.transfers().create(most).getAmount()).isEqualTo(600L);
    }

    @Test
    void aTopUpIsPendingUntilItArrivesUnlessItIsCanceled() throws StripeException {
        TopupCreateParams params =
                TopupCreateParams.builder().setAmount(2000L).setCurrency("usd").build();
        Topup kept = stripe.topups().create(params);
        Topup dropped = stripe.topups().create(params);
        assertThat(kept.getStatus()).isEqualTo("pending");
        assertThat(stripe.balance().retrieve().getPending().get(0).getAmount()).isEqualTo(4000L);
        assertThat(stripe.topups().cancel(dropped.getId()).getStatus()).isEqualTo("canceled");
        assertThat(stripe.balance().retrieve().getPending().get(0).getAmount()).isEqualTo(2000L);
        sandbox.clock().advance(Duration.ofDays(7));
        assertThat(stripe.topups().retrieve(kept.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(stripe.topups().retrieve(dropped.getId()).getStatus()).isEqualTo("canceled");
        BalanceTransaction booked =
                stripe.balanceTransactions().retrieve(kept.getBalanceTransaction());
        assertThat(booked.getStatus()).isEqualTo("available");
        assertThat(booked.getNet()).isEqualTo(2000L);
        assertThat(events()).contains("topup.created", "topup.canceled", "topup.succeeded");
        assertThat(refused(() -> stripe.topups().cancel(kept.getId())))
                .hasMessageContaining("a status of succeeded");
    }

    @Test
    void connectedAccountsShareNothing() throws StripeException {
        String account = stripe.accounts().create().getId();
        RequestOptions there = RequestOptions.builder().setStripeAccount(account).build();
        PaymentIntent intent =
                stripe.paymentIntents().create(payment(1200, "pm_card_visa").build(), there);
        assertThat(refused(() -> stripe.paymentIntents().retrieve(intent.getId())).getCode())
                .isEqualTo("resource_missing");
        assertThat(stripe.paymentIntents().retrieve(intent.getId(), there).getStatus())
                .isEqualTo("succeeded");
        assertThat(sandbox.charges().count()).isZero();
        assertThat(sandbox.objects(account, "charge").count()).isEqualTo(1);
    }

    @Test
    void aConnectedAccountIsPaidOutToABankAccountWhoseNumberIsNotShown() throws StripeException {
        String account = stripe.accounts().create().getId();
        Token token =
                stripe.tokens()
                        .create(
                                TokenCreateParams.builder()
                                        .setBankAccount(
                                                TokenCreateParams.BankAccount.builder()
                                                        .setCountry("US")
                                                        .setCurrency("usd")
                                                        .setAccountNumber("000123456789")
                                                        .setRoutingNumber("110000000")
                                                        .build())
                                        .build());
        assertThat(token.getBankAccount().getLast4()).isEqualTo("6789");
        assertThat(token.toJson()).doesNotContain("000123456789");
        BankAccount external =
                (BankAccount)
                        stripe.accounts()
                                .externalAccounts()
                                .create(
                                        account,
                                        AccountExternalAccountCreateParams.builder()
                                                .setExternalAccount(token.getId())
                                                .build());
        assertThat(external.getLast4()).isEqualTo("6789");
        assertThat(external.getStatus()).isEqualTo("new");
        assertThat(external.getAccount()).isEqualTo(account);
        assertThat(stripe.accounts().retrieve(account).getExternalAccounts().getData()).hasSize(1);
        assertThat(stripe.accounts().externalAccounts().list(account).getData()).hasSize(1);
    }

    @Test
    void aCapabilityIsActiveOnceItsAccountIsOnboarded() throws StripeException {
        String account = stripe.accounts().create().getId();
        assertThat(stripe.accounts().capabilities().retrieve(account, "transfers").getStatus())
                .isEqualTo("unrequested");
        Capability asked =
                stripe.accounts()
                        .capabilities()
                        .update(
                                account,
                                "transfers",
                                AccountCapabilityUpdateParams.builder().setRequested(true).build());
        assertThat(asked.getRequested()).isTrue();
        assertThat(asked.getStatus()).isEqualTo("inactive");
        Clients.send(sandbox, "POST", "/_sandbox/accounts/" + account + "/onboard", "");
        assertThat(stripe.accounts().capabilities().retrieve(account, "transfers").getStatus())
                .isEqualTo("active");
    }
}
