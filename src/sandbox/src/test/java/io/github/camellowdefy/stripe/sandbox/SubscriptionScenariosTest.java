// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionCreateParams.PaymentBehavior;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionScenariosTest extends Scenario {

    private static final long START = Instant.parse("2026-01-31T12:00:00Z").getEpochSecond();

    private Price monthly;
    private String clock;

    @BeforeEach
    void sell() throws StripeException {
        monthly = price(1000, PriceCreateParams.Recurring.Interval.MONTH, "Gold");
        clock =
                stripe.testHelpers()
                        .testClocks()
                        .create(TestClockCreateParams.builder().setFrozenTime(START).build())
                        .getId();
    }

    @Test
    void aSubscriptionStartsActiveWithAPaidInvoice() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        Subscription subscription = subscribe(customer.getId());

        assertThat(subscription.getStatus()).isEqualTo("active");
        assertThat(subscription.getTestClock()).isEqualTo(clock);
        assertThat(subscription.getCreated()).isEqualTo(START);
        SubscriptionItem item = subscription.getItems().getData().get(0);
        assertThat(item.getPrice().getId()).isEqualTo(monthly.getId());
        assertThat(item.getQuantity()).isEqualTo(1L);
        assertThat(item.getCurrentPeriodStart()).isEqualTo(START);
        assertThat(item.getCurrentPeriodEnd()).isEqualTo(at("2026-02-28T12:00:00Z"));
        assertThat(stripe.subscriptionItems().retrieve(item.getId()).getSubscription())
                .isEqualTo(subscription.getId());

        Invoice invoice = stripe.invoices().retrieve(subscription.getLatestInvoice());
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getBillingReason()).isEqualTo("subscription_create");
        assertThat(invoice.getTotal()).isEqualTo(1000L);
        assertThat(invoice.getAmountPaid()).isEqualTo(1000L);
        assertThat(invoice.getNumber()).endsWith("-0001");
        assertThat(invoice.getParent().getSubscriptionDetails().getSubscription())
                .isEqualTo(subscription.getId());
        InvoiceLineItem line = invoice.getLines().getData().get(0);
        assertThat(line.getDescription()).isEqualTo("1 × Gold (at $10.00 / month)");
        assertThat(line.getPricing().getPriceDetails().getPrice()).isEqualTo(monthly.getId());
        assertThat(line.getPeriod().getEnd()).isEqualTo(item.getCurrentPeriodEnd());
        assertThat(sandbox.charges().sum("amount")).isEqualTo(1000);
        assertThat(events())
                .contains(
                        "customer.subscription.created",
                        "invoice.created",
                        "invoice.finalized",
                        "payment_intent.succeeded",
                        "invoice.paid",
                        "invoice.payment_succeeded",
                        "customer.subscription.updated");
    }

    @Test
    void renewalsAreDraftedThenPaidAnHourLaterMonthAfterMonth() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        String id = subscribe(customer.getId()).getId();

        advance("2026-02-28T12:00:00Z");
        Subscription renewed = stripe.subscriptions().retrieve(id);
        assertThat(renewed.getStatus()).isEqualTo("active");
        assertThat(renewed.getItems().getData().get(0).getCurrentPeriodEnd())
                .isEqualTo(at("2026-03-31T12:00:00Z"));
        Invoice invoice = stripe.invoices().retrieve(renewed.getLatestInvoice());
        assertThat(invoice.getStatus()).isEqualTo("draft");
        assertThat(invoice.getBillingReason()).isEqualTo("subscription_cycle");

        advance("2026-02-28T13:00:00Z");
        assertThat(stripe.invoices().retrieve(invoice.getId()).getStatus()).isEqualTo("paid");

        advance("2026-06-30T14:00:00Z");
        List<Invoice> invoices =
                stripe.invoices()
                        .list(InvoiceListParams.builder().setSubscription(id).build())
                        .getData();
        assertThat(invoices).hasSize(6).allMatch(each -> each.getStatus().equals("paid"));
        assertThat(sandbox.charges().count()).isEqualTo(6);
    }

    @Test
    void aTrialCostsNothingUntilItEnds() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        Subscription subscription =
                stripe.subscriptions().create(of(customer.getId()).setTrialPeriodDays(14L).build());
        assertThat(subscription.getStatus()).isEqualTo("trialing");
        assertThat(subscription.getTrialEnd()).isEqualTo(START + 14 * 86_400);
        assertThat(stripe.invoices().retrieve(subscription.getLatestInvoice()).getTotal()).isZero();

        advance("2026-02-12T00:00:00Z");
        assertThat(events()).contains("customer.subscription.trial_will_end");
        advance("2026-02-14T14:00:00Z");
        Subscription active = stripe.subscriptions().retrieve(subscription.getId());
        assertThat(active.getStatus()).isEqualTo("active");
        assertThat(stripe.invoices().retrieve(active.getLatestInvoice()).getAmountPaid())
                .isEqualTo(1000L);
        assertThat(active.getItems().getData().get(0).getCurrentPeriodEnd())
                .isEqualTo(at("2026-03-14T12:00:00Z"));
    }

    @Test
    void aTrialWithoutAMethodAsksForOneAndMayEndInCancellation() throws StripeException {
        String customer = customerOnClock();
        Subscription subscription =
                stripe.subscriptions()
                        .create(
                                of(customer)
                                        .setTrialPeriodDays(5L)
                                        .setTrialSettings(
                                                SubscriptionCreateParams.TrialSettings.builder()
                                                        .setEndBehavior(
                                                                SubscriptionCreateParams
                                                                        .TrialSettings.EndBehavior
                                                                        .builder()
                                                                        .setMissingPaymentMethod(
                                                                                SubscriptionCreateParams
                                                                                        .TrialSettings
                                                                                        .EndBehavior
                                                                                        .MissingPaymentMethod
                                                                                        .CANCEL)
                                                                        .build())
                                                        .build())
                                        .build());
        assertThat(subscription.getPendingSetupIntent()).startsWith("seti_");
        advance("2026-02-06T00:00:00Z");
        assertThat(stripe.subscriptions().retrieve(subscription.getId()).getStatus())
                .isEqualTo("canceled");
    }

    @Test
    void aDecliningCardMakesItPastDueAndANewCardHealsIt() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        String id = subscribe(customer.getId()).getId();
        makeDefault(customer.getId(), "pm_card_chargeCustomerFail");

        advance("2026-02-28T14:00:00Z");
        Subscription owing = stripe.subscriptions().retrieve(id);
        assertThat(owing.getStatus()).isEqualTo("past_due");
        Invoice open = stripe.invoices().retrieve(owing.getLatestInvoice());
        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getAttemptCount()).isEqualTo(1L);
        assertThat(open.getNextPaymentAttempt()).isEqualTo(at("2026-03-03T13:00:00Z"));
        assertThat(events()).contains("invoice.payment_failed", "customer.subscription.updated");

        makeDefault(customer.getId(), "pm_card_mastercard");
        advance("2026-03-03T14:00:00Z");
        assertThat(stripe.invoices().retrieve(open.getId()).getStatus()).isEqualTo("paid");
        assertThat(stripe.subscriptions().retrieve(id).getStatus()).isEqualTo("active");
    }

    @Test
    void afterTheLastAttemptItIsCanceled() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        String id = subscribe(customer.getId()).getId();
        makeDefault(customer.getId(), "pm_card_chargeCustomerFail");
        advance("2026-03-20T00:00:00Z");
        Subscription over = stripe.subscriptions().retrieve(id);
        assertThat(over.getStatus()).isEqualTo("canceled");
        assertThat(over.getCancellationDetails().getReason()).isEqualTo("payment_failed");
    }

    @Test
    void aFirstPaymentThatFailsLeavesItIncompleteAndExpires() throws StripeException {
        Customer customer = customerPayingWith("pm_card_chargeCustomerFail", clock);
        Subscription subscription = subscribe(customer.getId());
        assertThat(subscription.getStatus()).isEqualTo("incomplete");
        assertThat(stripe.invoices().retrieve(subscription.getLatestInvoice()).getStatus())
                .isEqualTo("open");
        advance("2026-02-01T12:00:00Z");
        assertThat(stripe.subscriptions().retrieve(subscription.getId()).getStatus())
                .isEqualTo("incomplete_expired");
        assertThat(stripe.invoices().retrieve(subscription.getLatestInvoice()).getStatus())
                .isEqualTo("void");
    }

    @Test
    void anErrorMayBeAskedForInstead() throws StripeException {
        Customer customer = customerPayingWith("pm_card_chargeCustomerFail", clock);
        CardException error =
                declined(
                        () ->
                                stripe.subscriptions()
                                        .create(
                                                of(customer.getId())
                                                        .setPaymentBehavior(
                                                                PaymentBehavior.ERROR_IF_INCOMPLETE)
                                                        .build()));
        assertThat(error.getStatusCode()).isEqualTo(402);
        assertThat(error.getCode()).isEqualTo("card_declined");
        assertThat(stripe.subscriptions().list().getData()).isEmpty();
    }

    @Test
    void withoutAMethodItIsRefusedInStripesWords() throws StripeException {
        String customer = customerOnClock();
        InvalidRequestException error = refused(() -> subscribe(customer));
        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("resource_missing");
        assertThat(error)
                .hasMessageContaining(
                        "This customer has no attached payment source or default payment method.");
    }

    @Test
    void aDefaultIncompleteOneIsCompletedThroughItsPaymentIntent() throws StripeException {
        String customer = customerOnClock();
        Subscription subscription =
                stripe.subscriptions()
                        .create(
                                of(customer)
                                        .setPaymentBehavior(PaymentBehavior.DEFAULT_INCOMPLETE)
                                        .addExpand("latest_invoice.payments")
                                        .addExpand("latest_invoice.confirmation_secret")
                                        .build());
        assertThat(subscription.getStatus()).isEqualTo("incomplete");
        Invoice invoice = subscription.getLatestInvoiceObject();
        assertThat(invoice.getConfirmationSecret().getClientSecret()).contains("_secret_");
        String intent = invoice.getPayments().getData().get(0).getPayment().getPaymentIntent();
        PaymentIntent paid =
                stripe.paymentIntents()
                        .confirm(
                                intent,
                                PaymentIntentConfirmParams.builder()
                                        .setPaymentMethod("pm_card_visa")
                                        .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(stripe.subscriptions().retrieve(subscription.getId()).getStatus())
                .isEqualTo("active");
        assertThat(stripe.invoices().retrieve(invoice.getId()).getStatus()).isEqualTo("paid");
    }

    @Test
    void aCardThatAsksItsHolderLeavesItIncompleteUntilAnswered() throws StripeException {
        Customer customer = customerPayingWith("pm_card_authenticationRequired", clock);
        Subscription subscription = subscribe(customer.getId());
        assertThat(subscription.getStatus()).isEqualTo("incomplete");
        assertThat(events()).contains("invoice.payment_action_required");
        String intent = (String) sandbox.paymentIntents().list().get(0).get("id");
        sandbox.authenticate(intent, true);
        assertThat(stripe.subscriptions().retrieve(subscription.getId()).getStatus())
                .isEqualTo("active");
    }

    @Test
    void itIsCanceledAtOnceOrAtPeriodEnd() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        String first = subscribe(customer.getId()).getId();
        Subscription canceled = stripe.subscriptions().cancel(first);
        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(canceled.getCanceledAt()).isEqualTo(START);
        assertThat(canceled.getEndedAt()).isEqualTo(START);
        assertThat(refused(() -> stripe.subscriptions().cancel(first)).getStatusCode())
                .isEqualTo(404);

        String second = subscribe(customer.getId()).getId();
        Subscription ending =
                stripe.subscriptions()
                        .update(
                                second,
                                SubscriptionUpdateParams.builder()
                                        .setCancelAtPeriodEnd(true)
                                        .build());
        assertThat(ending.getStatus()).isEqualTo("active");
        assertThat(ending.getCancelAt()).isEqualTo(at("2026-02-28T12:00:00Z"));
        advance("2026-03-01T00:00:00Z");
        assertThat(stripe.subscriptions().retrieve(second).getStatus()).isEqualTo("canceled");
        assertThat(sandbox.objects("invoice").with("subscription", second).count()).isEqualTo(1);
        assertThat(events()).contains("customer.subscription.deleted");
        assertThat(stripe.subscriptions().list().getData()).isEmpty();
    }

    @Test
    void aDearerPriceIsProratedOnTheNextInvoice() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        Subscription subscription = subscribe(customer.getId());
        Price platinum = price(2000, PriceCreateParams.Recurring.Interval.MONTH, "Platinum");
        advance("2026-02-14T12:00:00Z");
        Subscription changed =
                stripe.subscriptions()
                        .update(
                                subscription.getId(),
                                SubscriptionUpdateParams.builder()
                                        .addItem(
                                                SubscriptionUpdateParams.Item.builder()
                                                        .setId(
                                                                subscription
                                                                        .getItems()
                                                                        .getData()
                                                                        .get(0)
                                                                        .getId())
                                                        .setPrice(platinum.getId())
                                                        .build())
                                        .build());
        assertThat(changed.getItems().getData().get(0).getPrice().getId())
                .isEqualTo(platinum.getId());
        advance("2026-02-28T14:00:00Z");
        Invoice next =
                stripe.invoices()
                        .retrieve(
                                stripe.subscriptions()
                                        .retrieve(subscription.getId())
                                        .getLatestInvoice());
        assertThat(next.getLines().getData())
                .extracting(InvoiceLineItem::getAmount)
                .containsExactly(2000L, -500L, 1000L);
        assertThat(next.getTotal()).isEqualTo(2500L);
    }

    @Test
    void aCouponOfTwoMonthsStopsAfterTwoInvoices() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        String coupon =
                stripe.coupons()
                        .create(
                                CouponCreateParams.builder()
                                        .setPercentOff(BigDecimal.valueOf(25))
                                        .setDuration(CouponCreateParams.Duration.REPEATING)
                                        .setDurationInMonths(2L)
                                        .build())
                        .getId();
        Subscription subscription =
                stripe.subscriptions()
                        .create(
                                of(customer.getId())
                                        .addDiscount(
                                                SubscriptionCreateParams.Discount.builder()
                                                        .setCoupon(coupon)
                                                        .build())
                                        .build());
        advance("2026-04-30T14:00:00Z");
        assertThat(
                        stripe.invoices()
                                .list(
                                        InvoiceListParams.builder()
                                                .setSubscription(subscription.getId())
                                                .build())
                                .getData())
                .extracting(Invoice::getTotal)
                .containsExactly(1000L, 1000L, 750L, 750L);
    }

    @Test
    void withoutATestClockTheSandboxClockRenews() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", null);
        Subscription subscription = subscribe(customer.getId());
        sandbox.clock().advance(Duration.ofDays(32));
        assertThat(sandbox.charges().count()).isEqualTo(2);
        Subscription expanded =
                stripe.subscriptions()
                        .retrieve(
                                subscription.getId(),
                                SubscriptionRetrieveParams.builder()
                                        .addExpand("latest_invoice")
                                        .build());
        assertThat(expanded.getLatestInvoiceObject().getStatus()).isEqualTo("paid");
    }

    @Test
    void aClockOnlyGoesForward() throws StripeException {
        TestClock advancing = advance("2026-02-01T00:00:00Z");
        assertThat(advancing.getStatus()).isEqualTo("advancing");
        assertThat(stripe.testHelpers().testClocks().retrieve(clock).getStatus())
                .isEqualTo("ready");
        assertThat(refused(() -> advance("2026-01-01T00:00:00Z")).getStatusCode()).isEqualTo(400);
        assertThat(events()).contains("test_helpers.test_clock.ready");
    }

    @Test
    void aPriceThatDoesNotRecurCannotBeSubscribedTo() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        monthly =
                stripe.prices()
                        .create(
                                PriceCreateParams.builder()
                                        .setCurrency("usd")
                                        .setUnitAmount(500L)
                                        .setProductData(
                                                PriceCreateParams.ProductData.builder()
                                                        .setName("Mug")
                                                        .build())
                                        .build());
        assertThat(monthly.getType()).isEqualTo("one_time");
        assertThat(refused(() -> subscribe(customer.getId())).getParam())
                .isEqualTo("items[0][price]");
    }

    private Subscription subscribe(String customer) throws StripeException {
        return stripe.subscriptions().create(of(customer).build());
    }

    private SubscriptionCreateParams.Builder of(String customer) {
        return SubscriptionCreateParams.builder()
                .setCustomer(customer)
                .addItem(SubscriptionCreateParams.Item.builder().setPrice(monthly.getId()).build());
    }

    private String customerOnClock() throws StripeException {
        return stripe.customers()
                .create(CustomerCreateParams.builder().setTestClock(clock).build())
                .getId();
    }

    private TestClock advance(String to) throws StripeException {
        return stripe.testHelpers()
                .testClocks()
                .advance(clock, TestClockAdvanceParams.builder().setFrozenTime(at(to)).build());
    }

    private static long at(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }
}
