// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.stripe.exception.StripeException;
import com.stripe.model.LineItem;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentLink;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentLinkCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckoutScenariosTest extends Scenario {

    @Test
    void aPaymentSessionIsOpenedAndCompletedByTheBuyer() throws StripeException {
        Session session =
                open(
                        of(Mode.PAYMENT)
                                .addLineItem(item("Mug", 1200, 2, null))
                                .addLineItem(item("Shirt", 2500, 1, null))
                                .setCustomerEmail("ada@example.com")
                                .setClientReferenceId("cart-9")
                                .putMetadata("order", "7")
                                .setPaymentIntentData(
                                        SessionCreateParams.PaymentIntentData.builder()
                                                .putMetadata("order", "7")
                                                .build()));
        assertThat(session.getId()).startsWith("cs_test_");
        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(session.getUrl()).startsWith(sandbox.url() + "/pay/checkout/");
        assertThat(session.getAmountTotal()).isEqualTo(4900L);
        assertThat(session.getCurrency()).isEqualTo("usd");
        assertThat(session.getExpiresAt()).isEqualTo(session.getCreated() + 86_400);
        assertThat(session.getPaymentIntent()).isNull();
        assertThat(stripe.checkout().sessions().lineItems().list(session.getId()).getData())
                .extracting(LineItem::getDescription)
                .containsExactly("Mug", "Shirt");

        sandbox.completeCheckout(session.getId());

        Session done =
                stripe.checkout()
                        .sessions()
                        .retrieve(
                                session.getId(),
                                SessionRetrieveParams.builder()
                                        .addExpand("line_items")
                                        .addExpand("payment_intent")
                                        .build());
        assertThat(done.getStatus()).isEqualTo("complete");
        assertThat(done.getPaymentStatus()).isEqualTo("paid");
        assertThat(done.getUrl()).isNull();
        assertThat(done.getCustomerDetails().getEmail()).isEqualTo("ada@example.com");
        assertThat(done.getLineItems().getData()).hasSize(2);
        PaymentIntent intent = done.getPaymentIntentObject();
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmount()).isEqualTo(4900L);
        assertThat(intent.getMetadata()).containsEntry("order", "7");
        assertThat(events()).contains("payment_intent.succeeded", "checkout.session.completed");
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.completeCheckout(session.getId()))
                .withMessageContaining("has a status of `complete`");
    }

    @Test
    void aDeclinedBuyerMayTryAgain() throws StripeException {
        String id = open(of(Mode.PAYMENT).addLineItem(item("Mug", 1200, 1, null))).getId();
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.completeCheckout(id, "pm_card_chargeDeclined"))
                .withMessage("Your card was declined.");
        assertThat(stripe.checkout().sessions().retrieve(id).getStatus()).isEqualTo("open");
        sandbox.completeCheckout(id, "pm_card_authenticationRequired");
        assertThat(stripe.checkout().sessions().retrieve(id).getPaymentStatus()).isEqualTo("paid");
        assertThat(sandbox.paymentIntents().count()).isEqualTo(1);
    }

    @Test
    void aSubscriptionSessionMakesCustomerAndSubscription() throws StripeException {
        Session session =
                open(
                        of(Mode.SUBSCRIPTION)
                                .addLineItem(
                                        item("Gold", 1000, 1, PriceData.Recurring.Interval.MONTH))
                                .addLineItem(item("Set-up", 300, 1, null))
                                .setSubscriptionData(
                                        SessionCreateParams.SubscriptionData.builder()
                                                .putMetadata("plan", "gold")
                                                .build()));
        sandbox.completeCheckout(session.getId());
        Session done = stripe.checkout().sessions().retrieve(session.getId());
        assertThat(done.getCustomer()).startsWith("cus_");
        Subscription subscription = stripe.subscriptions().retrieve(done.getSubscription());
        assertThat(subscription.getStatus()).isEqualTo("active");
        assertThat(subscription.getMetadata()).containsEntry("plan", "gold");
        assertThat(subscription.getDefaultPaymentMethod()).startsWith("pm_");
        assertThat(stripe.invoices().retrieve(done.getInvoice()).getAmountPaid()).isEqualTo(1300L);
        assertThat(events()).endsWith("checkout.session.completed");
    }

    @Test
    void aSetupSessionSavesAMethod() throws StripeException {
        String customer = customer().getId();
        Session session = open(of(Mode.SETUP).setCustomer(customer).setCurrency("usd"));
        assertThat(session.getPaymentStatus()).isEqualTo("no_payment_required");
        sandbox.completeCheckout(session.getId());
        Session done = stripe.checkout().sessions().retrieve(session.getId());
        assertThat(stripe.setupIntents().retrieve(done.getSetupIntent()).getStatus())
                .isEqualTo("succeeded");
        assertThat(stripe.customers().paymentMethods().list(customer).getData()).hasSize(1);
    }

    @Test
    void aSessionExpiresByItselfAfterADayOrWhenTold() throws StripeException {
        String told = open(of(Mode.PAYMENT).addLineItem(item("Mug", 1200, 1, null))).getId();
        assertThat(stripe.checkout().sessions().expire(told).getStatus()).isEqualTo("expired");
        assertThat(refused(() -> stripe.checkout().sessions().expire(told)).getStatusCode())
                .isEqualTo(400);
        String left = open(of(Mode.PAYMENT).addLineItem(item("Mug", 1200, 1, null))).getId();
        sandbox.clock().advance(Duration.ofHours(25));
        assertThat(stripe.checkout().sessions().retrieve(left).getStatus()).isEqualTo("expired");
        assertThat(events())
                .containsOnly("product.created", "price.created", "checkout.session.expired");
    }

    @Test
    void aBankDebitIsPaidLater() throws StripeException {
        String id = open(of(Mode.PAYMENT).addLineItem(item("Mug", 1200, 1, null))).getId();
        sandbox.completeCheckout(id, "pm_usBankAccount_success");
        assertThat(stripe.checkout().sessions().retrieve(id).getPaymentStatus())
                .isEqualTo("unpaid");
        sandbox.clock().advance(Duration.ofMinutes(5));
        assertThat(stripe.checkout().sessions().retrieve(id).getPaymentStatus()).isEqualTo("paid");
        assertThat(events()).endsWith("checkout.session.async_payment_succeeded");
    }

    @Test
    void whatDoesNotFitTheModeIsRefused() {
        assertThat(
                        refused(
                                () ->
                                        open(
                                                of(Mode.PAYMENT)
                                                        .addLineItem(
                                                                item(
                                                                        "Gold",
                                                                        1000,
                                                                        1,
                                                                        PriceData.Recurring.Interval
                                                                                .MONTH)))))
                .hasMessageContaining("You specified `payment` mode but passed a recurring price.");
        assertThat(refused(() -> open(of(Mode.PAYMENT))).getParam()).isEqualTo("line_items");
        assertThat(refused(() -> open(SessionCreateParams.builder())).getParam()).isEqualTo("mode");
    }

    private Session open(SessionCreateParams.Builder params) throws StripeException {
        return stripe.checkout().sessions().create(params.build());
    }

    private static SessionCreateParams.Builder of(Mode mode) {
        return SessionCreateParams.builder()
                .setMode(mode)
                .setSuccessUrl("https://example.com/thanks");
    }

    private static SessionCreateParams.LineItem item(
            String name, long amount, long quantity, PriceData.Recurring.Interval interval) {
        PriceData.Builder price =
                PriceData.builder()
                        .setCurrency("usd")
                        .setUnitAmount(amount)
                        .setProductData(PriceData.ProductData.builder().setName(name).build());
        if (interval != null) {
            price.setRecurring(PriceData.Recurring.builder().setInterval(interval).build());
        }
        return SessionCreateParams.LineItem.builder()
                .setPriceData(price.build())
                .setQuantity(quantity)
                .build();
    }

    @Test
    void aPaymentLinkTellsWhatItSells() throws StripeException {
        Price price = monthlyPrice(1000);
        PaymentLink link =
                stripe.paymentLinks()
                        .create(
                                PaymentLinkCreateParams.builder()
                                        .addLineItem(
                                                PaymentLinkCreateParams.LineItem.builder()
                                                        .setPrice(price.getId())
                                                        .setQuantity(2L)
                                                        .build())
                                        .build());
        assertThat(link.getUrl()).startsWith(sandbox.url() + "/pay/link/");
        assertThat(stripe.paymentLinks().lineItems().list(link.getId()).getData())
                .singleElement()
                .satisfies(item -> assertThat(item.getAmountTotal()).isEqualTo(2000L));
    }

    @Test
    void aPortalNeedsACustomerWhoIsThere() {
        assertThat(
                        refused(
                                () ->
                                        stripe.billingPortal()
                                                .sessions()
                                                .create(
                                                        com.stripe.param.billingportal
                                                                .SessionCreateParams.builder()
                                                                .setCustomer("cus_none")
                                                                .build())))
                .hasMessageContaining("No such customer: 'cus_none'");
    }
}
