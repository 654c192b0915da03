// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Coupon;
import com.stripe.model.Customer;
import com.stripe.model.CustomerBalanceTransaction;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.Price;
import com.stripe.model.PromotionCode;
import com.stripe.model.Subscription;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerBalanceTransactionCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceCreatePreviewParams.SubscriptionDetails;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.PauseCollection;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What surrounds a renewal: its announcement, its preview, what the customer owes. */
class RenewalScenariosTest extends Scenario {

    private static final long START = Instant.parse("2027-01-01T00:00:00Z").getEpochSecond();
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private Price monthly;
    private String clock;

    @BeforeEach
    void sell() throws StripeException {
        monthly = monthlyPrice(2000);
        clock =
                stripe.testHelpers()
                        .testClocks()
                        .create(TestClockCreateParams.builder().setFrozenTime(START).build())
                        .getId();
    }

    @Test
    void aRenewalIsAnnouncedAWeekAheadWithAnInvoiceThatHasNoIdYet() throws StripeException {
        subscribe(customerPayingWith("pm_card_visa", clock), monthly);
        advance(START + 23 * DAY);
        assertThat(upcoming()).isEmpty();
        advance(START + 25 * DAY);
        assertThat(upcoming())
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(event.getData().toJson())
                                        .contains("\"amount_due\": 2000")
                                        .doesNotContain("\"id\": \"in_"));
        advance(START + 57 * DAY);
        assertThat(upcoming()).hasSize(2);
    }

    @Test
    void aPreviewShowsTheChangeItIsAskedFor() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        Subscription subscription = subscribe(customer, monthly);
        advance(START + 15 * DAY + DAY / 2);
        Price dearer = monthlyPrice(4000);
        Invoice preview =
                stripe.invoices()
                        .createPreview(
                                InvoiceCreatePreviewParams.builder()
                                        .setSubscription(subscription.getId())
                                        .setSubscriptionDetails(change(subscription, dearer))
                                        .build());

        assertThat(preview.getLines().getData())
                .extracting(InvoiceLineItem::getAmount)
                .containsExactly(-1000L, 2000L, 4000L);
        assertThat(preview.getTotal()).isEqualTo(5000L);
        Subscription unchanged = stripe.subscriptions().retrieve(subscription.getId());
        assertThat(unchanged.getItems().getData().get(0).getPrice().getId())
                .isEqualTo(monthly.getId());
        assertThat(pending(customer)).isEmpty();
    }

    @Test
    void whatAChangeCostsWaitsAsPendingItems() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        Subscription subscription = subscribe(customer, monthly);
        advance(START + 15 * DAY + DAY / 2);
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
                                                .setPrice(monthlyPrice(4000).getId())
                                                .build())
                                .build());
        assertThat(pending(customer))
                .extracting(InvoiceItem::getAmount)
                .containsExactly(2000L, -1000L);
    }

    @Test
    void aFailedRenewalMakesTheCustomerDelinquentUntilItIsPaid() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        Subscription subscription = subscribe(customer, monthly);
        makeDefault(customer.getId(), "pm_card_chargeCustomerFail");
        advance(START + 32 * DAY);
        assertThat(stripe.customers().retrieve(customer.getId()).getDelinquent()).isTrue();

        makeDefault(customer.getId(), "pm_card_visa");
        String open = stripe.subscriptions().retrieve(subscription.getId()).getLatestInvoice();
        stripe.invoices().pay(open);
        assertThat(stripe.customers().retrieve(customer.getId()).getDelinquent()).isFalse();
    }

    @Test
    void aPausedCollectionSaysWhenItGoesOn() throws StripeException {
        Subscription subscription = subscribe(customerPayingWith("pm_card_visa", clock), monthly);
        SubscriptionUpdateParams pause =
                SubscriptionUpdateParams.builder()
                        .setPauseCollection(
                                PauseCollection.builder()
                                        .setBehavior(PauseCollection.Behavior.VOID)
                                        .build())
                        .build();
        Subscription paused = stripe.subscriptions().update(subscription.getId(), pause);
        assertThat(paused.getPauseCollection().getBehavior()).isEqualTo("void");
        assertThat(paused.getRawJsonObject().getAsJsonObject("pause_collection").keySet())
                .containsExactlyInAnyOrder("behavior", "resumes_at");
    }

    @Test
    void aCreditLowersTheNextInvoice() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        CustomerBalanceTransaction credit =
                stripe.customers()
                        .balanceTransactions()
                        .create(
                                customer.getId(),
                                CustomerBalanceTransactionCreateParams.builder()
                                        .setAmount(-500L)
                                        .setCurrency("usd")
                                        .setDescription("sorry")
                                        .build());
        assertThat(credit.getType()).isEqualTo("adjustment");
        assertThat(credit.getEndingBalance()).isEqualTo(-500L);
        assertThat(credit.getDescription()).isEqualTo("sorry");
        assertThat(stripe.customers().retrieve(customer.getId()).getBalance()).isEqualTo(-500L);

        Subscription subscription = subscribe(customer, monthly);
        Invoice invoice = stripe.invoices().retrieve(subscription.getLatestInvoice());
        assertThat(invoice.getTotal()).isEqualTo(2000L);
        assertThat(invoice.getAmountPaid()).isEqualTo(1500L);
        assertThat(stripe.customers().balanceTransactions().list(customer.getId()).getData())
                .extracting(CustomerBalanceTransaction::getType)
                .containsExactly("applied_to_invoice", "adjustment");
    }

    @Test
    void subscriptionsAreListedByTheirPrice() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        Subscription subscription = subscribe(customer, monthly);
        SubscriptionListParams its =
                SubscriptionListParams.builder().setPrice(monthly.getId()).build();
        SubscriptionListParams others =
                SubscriptionListParams.builder().setPrice(monthlyPrice(1).getId()).build();
        assertThat(stripe.subscriptions().list(its).getData())
                .extracting(Subscription::getId)
                .containsExactly(subscription.getId());
        assertThat(stripe.subscriptions().list(others).getData()).isEmpty();
        assertThat(stripe.customers().retrieve(customer.getId()).getCurrency()).isEqualTo("usd");
    }

    @Test
    void anAddressHasAllItsFields() throws StripeException {
        Customer customer =
                stripe.customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setAddress(
                                                CustomerCreateParams.Address.builder()
                                                        .setCity("Berlin")
                                                        .build())
                                        .build());
        assertThat(customer.getRawJsonObject().getAsJsonObject("address").keySet())
                .containsExactlyInAnyOrder(
                        "city", "country", "line1", "line2", "postal_code", "state");
    }

    private static SubscriptionDetails change(Subscription subscription, Price price) {
        return SubscriptionDetails.builder()
                .addItem(
                        SubscriptionDetails.Item.builder()
                                .setId(subscription.getItems().getData().get(0).getId())
                                .setPrice(price.getId())
                                .build())
                .build();
    }

    private List<InvoiceItem> pending(Customer customer) throws StripeException {
        return stripe.invoiceItems()
                .list(
                        InvoiceItemListParams.builder()
                                .setCustomer(customer.getId())
                                .setPending(true)
                                .build())
                .getData();
    }

    private List<Event> upcoming() throws StripeException {
        return stripe.events()
                .list(EventListParams.builder().setType("invoice.upcoming").build())
                .getData();
    }

    @Test
    void aSentInvoiceThatIsNotPaidInTimeIsOverdue() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", clock);
        Subscription subscription =
                stripe.subscriptions()
                        .create(
                                SubscriptionCreateParams.builder()
                                        .setCustomer(customer.getId())
                                        .setCollectionMethod(
                                                SubscriptionCreateParams.CollectionMethod
                                                        .SEND_INVOICE)
                                        .setDaysUntilDue(10L)
                                        .addItem(
                                                SubscriptionCreateParams.Item.builder()
                                                        .setPrice(monthly.getId())
                                                        .build())
                                        .build());
        advance(START + 9 * DAY);
        assertThat(stripe.subscriptions().retrieve(subscription.getId()).getStatus())
                .isEqualTo("active");
        advance(START + 11 * DAY);
        assertThat(stripe.subscriptions().retrieve(subscription.getId()).getStatus())
                .isEqualTo("past_due");
        advance(START + 12 * DAY);
        assertThat(events()).containsOnlyOnce("invoice.overdue");
        stripe.invoices()
                .pay(
                        subscription.getLatestInvoice(),
                        InvoicePayParams.builder().setPaidOutOfBand(true).build());
        assertThat(stripe.subscriptions().retrieve(subscription.getId()).getStatus())
                .isEqualTo("active");
    }

    @Test
    void aPromotionCodeIsRedeemedNoMoreOftenThanItAllows() throws StripeException {
        Coupon coupon =
                stripe.coupons()
                        .create(
                                CouponCreateParams.builder()
                                        .setPercentOff(BigDecimal.valueOf(20))
                                        .setDuration(CouponCreateParams.Duration.ONCE)
                                        .build());
        PromotionCode code =
                stripe.promotionCodes()
                        .create(
                                PromotionCodeCreateParams.builder()
                                        .setPromotion(
                                                PromotionCodeCreateParams.Promotion.builder()
                                                        .setType(
                                                                PromotionCodeCreateParams.Promotion
                                                                        .Type.COUPON)
                                                        .setCoupon(coupon.getId())
                                                        .build())
                                        .setMaxRedemptions(1L)
                                        .build());
        Customer customer = customerPayingWith("pm_card_visa", clock);
        SubscriptionCreateParams params =
                SubscriptionCreateParams.builder()
                        .setCustomer(customer.getId())
                        .addItem(
                                SubscriptionCreateParams.Item.builder()
                                        .setPrice(monthly.getId())
                                        .build())
                        .addDiscount(
                                SubscriptionCreateParams.Discount.builder()
                                        .setPromotionCode(code.getId())
                                        .build())
                        .build();
        Subscription subscription = stripe.subscriptions().create(params);
        assertThat(stripe.invoices().retrieve(subscription.getLatestInvoice()).getTotal())
                .isEqualTo(1600L);
        assertThat(stripe.promotionCodes().retrieve(code.getId()).getActive()).isFalse();
        assertThat(refused(() -> stripe.subscriptions().create(params)))
                .hasMessageContaining("expired or inactive");
    }

    private void advance(long to) throws StripeException {
        stripe.testHelpers()
                .testClocks()
                .advance(clock, TestClockAdvanceParams.builder().setFrozenTime(to).build());
    }
}
