// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sold, subscribed and billed through a route. */
class BillingJourneysTest extends Journey {

    private static final long START = Instant.parse("2027-01-01T00:00:00Z").getEpochSecond();
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private Object price;
    private Object clock;

    @BeforeEach
    void sell() {
        price =
                call("prices: {create: [{currency: usd, unit_amount: 2000, recurring:"
                                + " {interval: month}, product_data: {name: Gold}}]}")
                        .get("id");
        clock = call("testHelpers: {testClocks: {create: [{frozen_time: %d}]}}", START).get("id");
    }

    @Test
    void aSubscriptionIsRenewedOnATestClockAndEndsWithItsPeriod() {
        Object subscription = subscribe(customer("pm_card_visa"), "");
        advance(START + 32 * DAY);
        Map<String, Object> renewed =
                call(
                        "subscriptions: {retrieve: [%s, {expand: [latest_invoice.payments]}]}",
                        subscription);
        assertThat(renewed).containsEntry("status", "active");
        assertThat(map(renewed, "latest_invoice"))
                .containsEntry("billing_reason", "subscription_cycle")
                .containsEntry("status", "paid");

        call("subscriptions: {update: [%s, {cancel_at_period_end: true}]}", subscription);
        advance(START + 61 * DAY);
        assertThat(call("subscriptions: {retrieve: [%s]}", subscription))
                .containsEntry("status", "canceled");
        assertThat(sandbox.events().with("type", "customer.subscription.deleted").count())
                .isEqualTo(1);
    }

    @Test
    void aTrialCostsNothingUntilItIsOver() {
        Object subscription = subscribe(customer("pm_card_visa"), ", trial_period_days: 14");
        assertThat(sandbox.objects("invoice").sum("amount_paid")).isZero();
        advance(START + 15 * DAY);
        assertThat(call("subscriptions: {retrieve: [%s]}", subscription))
                .containsEntry("status", "active");
        assertThat(sandbox.objects("invoice").sum("amount_paid")).isEqualTo(2000);
    }

    @Test
    void aCardThatDeclinesMakesASubscriptionPastDueUntilItsInvoiceIsPaid() {
        Object customer = customer("pm_card_visa");
        Object subscription = subscribe(customer, "");
        makeDefault(customer, "pm_card_chargeCustomerFail");
        advance(START + 32 * DAY);
        Map<String, Object> late = call("subscriptions: {retrieve: [%s]}", subscription);
        assertThat(late).containsEntry("status", "past_due");

        makeDefault(customer, "pm_card_visa");
        assertThat(call("invoices: {pay: [%s]}", late.get("latest_invoice")))
                .containsEntry("status", "paid");
        assertThat(call("subscriptions: {retrieve: [%s]}", subscription))
                .containsEntry("status", "active");
    }

    @Test
    void aCouponLowersTheFirstInvoice() {
        Object coupon = call("coupons: {create: [{percent_off: 25, duration: once}]}").get("id");
        Object subscription =
                subscribe(customer("pm_card_visa"), ", discounts: [{coupon: " + coupon + "}]");
        Map<String, Object> shown =
                call("subscriptions: {retrieve: [%s, {expand: [latest_invoice]}]}", subscription);
        assertThat(map(shown, "latest_invoice")).containsEntry("total", 1500L);
    }

    @Test
    void aCheckoutSessionIsCompletedByTheBuyerOrExpires() {
        String open =
                "checkout: {sessions: {create: [{mode: payment, success_url:"
                        + " 'https://example.com/', line_items: [{quantity: 2, price_data:"
                        + " {currency: usd, unit_amount: 1500, product_data: {name: Mug}}}]}]}}";
        Object session = call(open).get("id");
        Map<String, Object> items = call("checkout: {sessions: {listLineItems: [%s]}}", session);
        assertThat(data(items))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item).containsEntry("amount_total", 3000L);
                        });
        sandbox.completeCheckout(session.toString());
        Map<String, Object> done =
                call("checkout: {sessions: {retrieve: [%s, {expand: [payment_intent]}]}}", session);
        assertThat(done)
                .containsEntry("status", "complete")
                .containsEntry("payment_status", "paid");
        assertThat(map(done, "payment_intent")).containsEntry("status", "succeeded");

        Object other = call(open).get("id");
        assertThat(call("checkout: {sessions: {expire: [%s]}}", other))
                .containsEntry("status", "expired");
    }

    private Object customer(String method) {
        Object customer =
                call("customers: {create: [{name: Ada, test_clock: %s}]}", clock).get("id");
        makeDefault(customer, method);
        return customer;
    }

    private void makeDefault(Object customer, String method) {
        Object attached =
                call("paymentMethods: {attach: [%s, {customer: %s}]}", method, customer).get("id");
        call(
                "customers: {update: [%s, {invoice_settings: {default_payment_method: %s}}]}",
                customer, attached);
    }

    private Object subscribe(Object customer, String more) {
        return call(
                        "subscriptions: {create: [{customer: %s, items: [{price: %s}]%s}]}",
                        customer, price, more)
                .get("id");
    }

    private void advance(long to) {
        call("testHelpers: {testClocks: {advance: [%s, {frozen_time: %d}]}}", clock, to);
    }
}
