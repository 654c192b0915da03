// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Customer;
import com.stripe.model.Payout;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What time was still to bring when a sandbox was saved, the one that loads the state brings. */
class SavedWorkTest extends Scenario {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @BeforeEach
    void startAgain() {
        sandbox.close();
        start(folder.resolve("state.json"));
    }

    @Test
    void aSubscriptionIsBilledAfterAReload() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", null);
        Price price = monthlyPrice(1000);
        Subscription subscription = subscribe(customer, price);
        reload();
        sandbox.clock().advance(Duration.ofDays(29));

        InvoiceListParams its =
                InvoiceListParams.builder().setSubscription(subscription.getId()).build();
        assertThat(stripe.invoices().list(its).getData())
                .extracting(invoice -> invoice.getBillingReason() + ' ' + invoice.getStatus())
                .containsExactly("subscription_cycle paid", "subscription_create paid");
    }

    @Test
    void aPayoutKeepsItsTransactionsAndTheNextOneIsMadeAfterAReload() throws StripeException {
        pay(9000, "pm_card_bypassPending");
        sandbox.clock().advance(Duration.ofDays(1));
        String first = stripe.payouts().list().getData().get(0).getId();
        pay(5000, "pm_card_visa");
        reload();
        sandbox.clock().advance(Duration.ofDays(4));

        List<Payout> payouts = stripe.payouts().list().getData();
        assertThat(payouts).extracting(Payout::getAmount).containsExactly(4825L, 8709L);
        assertThat(payouts).extracting(Payout::getStatus).containsOnly("paid");
        BalanceTransactionListParams its =
                BalanceTransactionListParams.builder().setPayout(first).build();
        assertThat(stripe.balanceTransactions().list(its).getData())
                .extracting(BalanceTransaction::getNet)
                .containsExactly(-8709L, 8709L);
        assertThat(stripe.balance().retrieve().getAvailable().get(0).getAmount()).isZero();
    }

    @Test
    void whatABankStillHasToDoIsDoneAfterAReload() throws StripeException {
        String debit = pay(2000, "pm_usBankAccount_success").getId();
        String charge = pay(2000, "pm_card_refundFail").getLatestCharge();
        String refund =
                stripe.refunds()
                        .create(RefundCreateParams.builder().setCharge(charge).build())
                        .getId();
        pay(9000, "pm_card_visa");
        pay(9000, "pm_card_bypassPending");
        String payout =
                stripe.payouts()
                        .create(
                                PayoutCreateParams.builder()
                                        .setAmount(500L)
                                        .setCurrency("usd")
                                        .build())
                        .getId();
        reload();
        assertThat(stripe.paymentIntents().retrieve(debit).getStatus()).isEqualTo("processing");
        sandbox.clock().advance(Duration.ofDays(3));

        assertThat(stripe.paymentIntents().retrieve(debit).getStatus()).isEqualTo("succeeded");
        assertThat(stripe.refunds().retrieve(refund).getStatus()).isEqualTo("failed");
        assertThat(stripe.payouts().retrieve(payout).getStatus()).isEqualTo("paid");
        assertThat(sandbox.objects("balance_transaction").with("status", "pending").count())
                .isZero();
    }

    @Test
    void aDeliveryIsTriedAgainAfterAReload() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.answer(() -> 500);
            subscribe(receiver);
            customer();
            assertThat(sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
            reload();
            assertThat(receiver.received()).hasSize(1);
            assertThat(stripe.events().list().getData().get(0).getPendingWebhooks()).isEqualTo(1L);

            receiver.answer(() -> 200);
            sandbox.clock().advance(Duration.ofMinutes(5));
            assertThat(sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
            assertThat(receiver.received()).hasSize(2);
            assertThat(sandbox.webhooks().deliveries())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.attempt()).isEqualTo(2));
            assertThat(stripe.events().list().getData().get(0).getPendingWebhooks()).isZero();
        }
    }

    @Test
    void aDeliveryThatWasUnderWayIsMadeAfterAReload() throws Exception {
        try (Receiver receiver = new Receiver()) {
            subscribe(receiver);
            // no delivery has ended when the state is saved, as with a receiver that hangs
            CountDownLatch saved = new CountDownLatch(1);
            receiver.answer(() -> happens(saved) ? 200 : 503);
            Path early = folder.resolve("early.json");
            sandbox.engine().events().listen(event -> sandbox.save(early));
            customer();
            saved.countDown();
            assertThat(sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
            sandbox.close();
            int before = receiver.received().size();

            start(early);
            assertThat(sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
            assertThat(receiver.received()).hasSize(before + 1);
            assertThat(send(sandbox, "GET", "/v1/events", null).body())
                    .contains("\"pending_webhooks\":0");
        }
    }

    @Test
    void timeGoesOnWhereItWasSaved() {
        sandbox.clock().advance(Duration.ofDays(40));
        Instant saved = sandbox.clock().instant();
        reload();
        assertThat(sandbox.clock().instant()).isEqualTo(saved);
    }

    private void subscribe(Receiver receiver) throws StripeException {
        stripe.webhookEndpoints()
                .create(
                        WebhookEndpointCreateParams.builder()
                                .setUrl(receiver.url())
                                .addEnabledEvent(EnabledEvent.CUSTOMER__CREATED)
                                .build());
    }

    private static boolean happens(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void reload() {
        sandbox.close();
        start(folder.resolve("state.json"));
    }

    private void start(Path snapshot) {
        sandbox =
                StripeSandbox.builder()
                        .clock(SandboxClock.frozenAt(START))
                        .snapshot(snapshot)
                        .start();
        stripe = Clients.stripe(sandbox);
    }
}
