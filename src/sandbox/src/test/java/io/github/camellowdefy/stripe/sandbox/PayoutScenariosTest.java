// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Balance;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Payout;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountExternalAccountCreateParams;
import com.stripe.param.AccountUpdateParams;
import com.stripe.param.AccountUpdateParams.Settings.Payouts.Schedule;
import com.stripe.param.BalanceSettingsUpdateParams;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.TokenCreateParams;
import com.stripe.param.TransferCreateParams;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayoutScenariosTest extends Scenario {

    /** A Wednesday at noon. */
    private static final Instant START = Instant.parse("2026-01-07T12:00:00Z");

    private static final RequestOptions PLATFORM = RequestOptions.getDefault();

    @Override
    @BeforeEach
    void open() {
        sandbox = StripeSandbox.builder().clock(SandboxClock.frozenAt(START)).start();
        stripe = Clients.stripe(sandbox);
    }

    @Test
    void anAutomaticPayoutContainsWhatHasBecomeAvailable() throws StripeException {
        String charge = pay(10_000, "pm_card_visa").getLatestCharge();
        stripe.refunds()
                .create(RefundCreateParams.builder().setCharge(charge).setAmount(1000L).build());
        Balance before = stripe.balance().retrieve();
        assertThat(before.getPending().get(0).getAmount()).isEqualTo(8680L);
        assertThat(before.getAvailable().get(0).getAmount()).isZero();
        sandbox.clock().advance(Duration.ofDays(2));
        Balance after = stripe.balance().retrieve();
        assertThat(after.getAvailable().get(0).getAmount()).isEqualTo(8680L);
        assertThat(payouts(PLATFORM)).isEmpty();

        sandbox.clock().advance(Duration.ofHours(12));
        Payout payout = payouts(PLATFORM).get(0);
        assertThat(payout.getAmount()).isEqualTo(8680L);
        assertThat(payout.getAutomatic()).isTrue();
        assertThat(payout.getStatus()).isEqualTo("pending");
        assertThat(payout.getReconciliationStatus()).isEqualTo("in_progress");
        assertThat(payout.getArrivalDate()).isEqualTo(epoch("2026-01-11T00:00:00Z"));
        assertThat(types(payout, PLATFORM)).containsExactly("payout", "refund", "charge");
        assertReconciled(payout, PLATFORM);
        assertThat(stripe.balance().retrieve().getAvailable().get(0).getAmount()).isZero();

        sandbox.clock().advance(Duration.ofHours(12));
        Payout submitted = stripe.payouts().retrieve(payout.getId());
        assertThat(submitted.getStatus()).isEqualTo("in_transit");
        assertThat(submitted.getReconciliationStatus()).isEqualTo("completed");
        sandbox.clock().advance(Duration.ofHours(12));
        assertThat(stripe.payouts().retrieve(payout.getId()).getStatus()).isEqualTo("paid");
        assertThat(events().stream().filter(type -> type.startsWith("payout.")))
                .containsExactly(
                        "payout.created",
                        "payout.updated",
                        "payout.reconciliation_completed",
                        "payout.paid");
        sandbox.clock().advance(Duration.ofDays(30));
        assertThat(payouts(PLATFORM)).hasSize(1);
    }

    @Test
    void aPayoutNamesItsOwnTransactionAndItsDestination() throws StripeException {
        pay(10_000, "pm_card_bypassPending");
        sandbox.clock().advance(Duration.ofDays(1));
        Payout payout = payouts(PLATFORM).get(0);
        BalanceTransaction own =
                stripe.balanceTransactions().retrieve(payout.getBalanceTransaction());
        assertThat(own.getType()).isEqualTo("payout");
        assertThat(own.getReportingCategory()).isEqualTo("payout");
        assertThat(own.getNet()).isEqualTo(-payout.getAmount());
        assertThat(own.getSource()).isEqualTo(payout.getId());
        assertThat(payout.getDestination()).startsWith("ba_");
    }

    @Test
    void aFailedPayoutReturnsAndIsPaidOutAgain() throws StripeException {
        pay(10_000, "pm_card_bypassPending");
        sandbox.clock().advance(Duration.ofDays(1));
        Payout first = payouts(PLATFORM).get(0);
        Clients.send(sandbox, "POST", "/_sandbox/payouts/" + first.getId() + "/fail", "");
        Payout failed = stripe.payouts().retrieve(first.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureCode()).isEqualTo("account_closed");
        BalanceTransaction back =
                stripe.balanceTransactions().retrieve(failed.getFailureBalanceTransaction());
        assertThat(back.getType()).isEqualTo("payout_failure");
        assertThat(back.getReportingCategory()).isEqualTo("payout_reversal");
        assertThat(back.getNet()).isEqualTo(first.getAmount());
        assertThat(stripe.balance().retrieve().getAvailable().get(0).getAmount())
                .isEqualTo(first.getAmount());
        assertReconciled(failed, PLATFORM);

        sandbox.clock().advance(Duration.ofDays(2));
        Payout second = payouts(PLATFORM).get(0);
        assertThat(second.getAmount()).isEqualTo(first.getAmount());
        assertThat(types(second, PLATFORM)).containsExactly("payout", "payout_failure");
        assertThat(second.getStatus()).isEqualTo("paid");
        assertThat(events()).contains("payout.failed");
    }

    @Test
    void aManualPayoutIsNotListedByItsTransactionsAndMayBeCanceledWhileItIsPending()
            throws StripeException {
        pay(10_000, "pm_card_bypassPending");
        PayoutCreateParams some =
                PayoutCreateParams.builder().setAmount(500L).setCurrency("usd").build();
        Payout payout = stripe.payouts().create(some);
        assertThat(payout.getReconciliationStatus()).isEqualTo("not_applicable");
        assertThat(refused(() -> transactions(payout.getId(), PLATFORM)))
                .hasMessageContaining("only be filtered on automatic transfers");
        Payout canceled = stripe.payouts().cancel(payout.getId());
        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(type(canceled.getFailureBalanceTransaction())).isEqualTo("payout_cancel");
        assertThat(events()).contains("payout.canceled");

        Payout paid = stripe.payouts().create(some);
        sandbox.clock().advance(Duration.ofHours(13));
        Payout reversal = stripe.payouts().reverse(paid.getId());
        assertThat(reversal.getAmount()).isEqualTo(-500L);
        assertThat(reversal.getOriginalPayout()).isEqualTo(paid.getId());
        assertThat(stripe.payouts().retrieve(paid.getId()).getReversedBy())
                .isEqualTo(reversal.getId());
        assertThat(refused(() -> stripe.payouts().reverse(paid.getId())))
                .hasMessageContaining("already been reversed");
        sandbox.clock().advance(Duration.ofDays(3));
        long all = payouts(PLATFORM).stream().filter(each -> each.getAutomatic()).count();
        assertThat(all).isPositive();
        for (Payout each : payouts(PLATFORM)) {
            if (each.getAutomatic()) {
                assertReconciled(each, PLATFORM);
            }
        }
    }

    @Test
    void moneyThatIsPendingIsNotPaidOut() throws StripeException {
        pay(10_000, "pm_card_visa");
        assertThat(
                        refused(
                                        () ->
                                                stripe.payouts()
                                                        .create(
                                                                PayoutCreateParams.builder()
                                                                        .setAmount(1L)
                                                                        .setCurrency("usd")
                                                                        .build()))
                                .getCode())
                .isEqualTo("balance_insufficient");
    }

    @Test
    void aWeeklyScheduleAndALongerDelayAreKept() throws StripeException {
        String account = onboarded();
        RequestOptions there = RequestOptions.builder().setStripeAccount(account).build();
        schedule(account, Schedule.Interval.WEEKLY, "friday", 5L);
        stripe.paymentIntents().create(payment(10_000, "pm_card_visa").build(), there);
        sandbox.clock().advance(Duration.ofDays(7));
        // available on Monday 12th, paid out on Friday 16th
        assertThat(payouts(there)).isEmpty();
        assertThat(stripe.balance().retrieve(there).getAvailable().get(0).getAmount())
                .isEqualTo(9680L);
        sandbox.clock().advance(Duration.ofDays(2));
        Payout payout = payouts(there).get(0);
        assertThat(payout.getCreated()).isEqualTo(epoch("2026-01-16T00:00:00Z"));
        assertReconciled(payout, there);
    }

    @Test
    void aManualScheduleWaitsForItsOwner() throws StripeException {
        pay(10_000, "pm_card_visa");
        payOut(BalanceSettingsUpdateParams.Payments.Payouts.Schedule.Interval.MANUAL);
        sandbox.clock().advance(Duration.ofDays(40));
        assertThat(payouts(PLATFORM)).isEmpty();
        assertThat(stripe.balance().retrieve().getAvailable().get(0).getAmount()).isEqualTo(9680L);
        payOut(BalanceSettingsUpdateParams.Payments.Payouts.Schedule.Interval.MONTHLY);
        sandbox.clock().advance(Duration.ofDays(30));
        // the first of the month: 1 March, as the day is 16 February
        assertThat(payouts(PLATFORM).get(0).getCreated()).isEqualTo(epoch("2026-03-01T00:00:00Z"));
    }

    @Test
    void aTestBankAccountRefusesPayoutsUntilItIsReplaced() throws StripeException {
        String account = onboarded();
        RequestOptions there = RequestOptions.builder().setStripeAccount(account).build();
        addBank(account, "000111111116");
        stripe.paymentIntents().create(payment(10_000, "pm_card_visa").build(), there);
        sandbox.clock().advance(Duration.ofDays(5));
        List<Payout> tried = payouts(there);
        assertThat(tried).hasSize(1);
        assertThat(tried.get(0).getFailureCode()).isEqualTo("no_account");
        addBank(account, "000123456789");
        stripe.paymentIntents().create(payment(5000, "pm_card_visa").build(), there);
        sandbox.clock().advance(Duration.ofDays(5));
        List<Payout> all = payouts(there);
        assertThat(all).extracting(Payout::getStatus).containsExactly("paid", "paid", "failed");
        assertThat(types(all.get(1), there)).containsExactly("payout", "payout_failure");
        for (Payout each : all) {
            assertReconciled(each, there);
        }
    }

    @Test
    void thePlatformHoldsBackWhatItsAccountsOwe() throws StripeException {
        String account = onboarded();
        RequestOptions there = RequestOptions.builder().setStripeAccount(account).build();
        pay(10_000, "pm_card_bypassPending");
        TransferCreateParams all =
                TransferCreateParams.builder()
                        .setAmount(5000L)
                        .setCurrency("usd")
                        .setDestination(account)
                        .build();
        String transfer = stripe.transfers().create(all).getId();
        sandbox.clock().advance(Duration.ofHours(13));
        assertThat(payouts(there).get(0).getAmount()).isEqualTo(5000L);
        stripe.transfers().reversals().create(transfer);
        assertThat(stripe.balance().retrieve(there).getAvailable().get(0).getAmount())
                .isEqualTo(-5000L);
        assertThat(stripe.balance().retrieve().getConnectReserved().get(0).getAmount())
                .isEqualTo(5000L);
        assertBalanced(PLATFORM);
        assertBalanced(there);
        stripe.paymentIntents().create(payment(10_000, "pm_card_visa").build(), there);
        assertThat(stripe.balance().retrieve().getConnectReserved().get(0).getAmount())
                .isEqualTo(5000L);
        sandbox.clock().advance(Duration.ofDays(2));
        assertThat(stripe.balance().retrieve().getConnectReserved().get(0).getAmount()).isZero();
        assertBalanced(PLATFORM);
    }

    private String onboarded() throws StripeException {
        String account = stripe.accounts().create().getId();
        Clients.send(sandbox, "POST", "/_sandbox/accounts/" + account + "/onboard", "");
        return account;
    }

    private void schedule(String account, Schedule.Interval interval, String day, long delay)
            throws StripeException {
        Schedule schedule =
                Schedule.builder()
                        .setInterval(interval)
                        .setDelayDays(delay)
                        .putExtraParam("weekly_anchor", day)
                        .build();
        stripe.accounts()
                .update(
                        account,
                        AccountUpdateParams.builder()
                                .setSettings(
                                        AccountUpdateParams.Settings.builder()
                                                .setPayouts(
                                                        AccountUpdateParams.Settings.Payouts
                                                                .builder()
                                                                .setSchedule(schedule)
                                                                .build())
                                                .build())
                                .build());
    }

    private void payOut(BalanceSettingsUpdateParams.Payments.Payouts.Schedule.Interval interval)
            throws StripeException {
        BalanceSettingsUpdateParams.Payments.Payouts payouts =
                BalanceSettingsUpdateParams.Payments.Payouts.builder()
                        .setSchedule(
                                BalanceSettingsUpdateParams.Payments.Payouts.Schedule.builder()
                                        .setInterval(interval)
                                        .build())
                        .build();
        stripe.balanceSettings()
                .update(
                        BalanceSettingsUpdateParams.builder()
                                .setPayments(
                                        BalanceSettingsUpdateParams.Payments.builder()
                                                .setPayouts(payouts)
                                                .build())
                                .build());
    }

    private void addBank(String account, String number) throws StripeException {
        TokenCreateParams.BankAccount bank =
                TokenCreateParams.BankAccount.builder()
                        .setCountry("US")
                        .setCurrency("usd")
                        .setAccountNumber(number)
                        .setRoutingNumber("110000000")
                        .build();
        String token =
                stripe.tokens()
                        .create(TokenCreateParams.builder().setBankAccount(bank).build())
                        .getId();
        stripe.accounts()
                .externalAccounts()
                .create(
                        account,
                        AccountExternalAccountCreateParams.builder()
                                .setExternalAccount(token)
                                .setDefaultForCurrency(true)
                                .build());
    }

    private List<Payout> payouts(RequestOptions whose) throws StripeException {
        List<Payout> all = new ArrayList<>();
        PayoutListParams many = PayoutListParams.builder().setLimit(100L).build();
        stripe.payouts().list(many, whose).autoPagingIterable().forEach(all::add);
        return all;
    }

    private List<BalanceTransaction> transactions(String payout, RequestOptions whose)
            throws StripeException {
        BalanceTransactionListParams.Builder params =
                BalanceTransactionListParams.builder().setLimit(100L);
        if (payout != null) {
            params.setPayout(payout);
        }
        List<BalanceTransaction> all = new ArrayList<>();
        stripe.balanceTransactions()
                .list(params.build(), whose)
                .autoPagingIterable()
                .forEach(all::add);
        return all;
    }

    private List<String> types(Payout payout, RequestOptions whose) throws StripeException {
        return transactions(payout.getId(), whose).stream()
                .map(BalanceTransaction::getType)
                .toList();
    }

    private String type(String transaction) throws StripeException {
        return stripe.balanceTransactions().retrieve(transaction).getType();
    }

    private void assertReconciled(Payout payout, RequestOptions whose) throws StripeException {
        List<BalanceTransaction> all = transactions(payout.getId(), whose);
        assertThat(
                        sum(
                                all.stream()
                                        .filter(each -> !payout.getId().equals(each.getSource()))
                                        .toList()))
                .isEqualTo(payout.getAmount());
        assertThat(sum(all)).isZero();
    }

    private void assertBalanced(RequestOptions whose) throws StripeException {
        Balance balance = stripe.balance().retrieve(whose);
        long shown =
                balance.getAvailable().get(0).getAmount() + balance.getPending().get(0).getAmount();
        assertThat(shown).isEqualTo(sum(transactions(null, whose)));
    }

    private static long sum(List<BalanceTransaction> transactions) {
        return transactions.stream().mapToLong(BalanceTransaction::getNet).sum();
    }

    private static long epoch(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }
}
