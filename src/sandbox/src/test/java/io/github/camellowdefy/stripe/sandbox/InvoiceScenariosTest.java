// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.InvoiceLineItem;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceItemUpdateParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.InvoiceUpdateParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InvoiceScenariosTest extends Scenario {

    @Test
    void anInvoiceIsDraftedFinalizedAndPaid() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", null);
        Invoice draft = draft(customer.getId());
        assertThat(draft.getStatus()).isEqualTo("draft");
        assertThat(draft.getNumber()).isNull();
        bill(customer.getId(), draft.getId(), 1500, "Consulting");
        bill(customer.getId(), draft.getId(), 500, "Travel");
        assertThat(stripe.invoices().retrieve(draft.getId()).getTotal()).isEqualTo(2000L);
        assertThat(stripe.invoices().lineItems().list(draft.getId()).getData())
                .extracting(InvoiceLineItem::getDescription)
                .containsExactly("Consulting", "Travel");

        Invoice open = stripe.invoices().finalizeInvoice(draft.getId());
        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getNumber()).isNotNull();
        assertThat(open.getHostedInvoiceUrl()).startsWith(sandbox.url() + "/pay/invoice/");
        assertThat(open.getStatusTransitions().getFinalizedAt()).isNotNull();

        Invoice paid = stripe.invoices().pay(open.getId());
        assertThat(paid.getStatus()).isEqualTo("paid");
        assertThat(paid.getAmountPaid()).isEqualTo(2000L);
        assertThat(paid.getAmountRemaining()).isZero();
        assertThat(refused(() -> stripe.invoices().pay(open.getId())).getStripeError().getMessage())
                .isEqualTo("Invoice is already paid");
        assertThat(refused(() -> bill(customer.getId(), open.getId(), 1, "late")).getCode())
                .isEqualTo("invoice_not_editable");
        assertThat(events())
                .containsSubsequence(
                        "invoice.created",
                        "invoiceitem.created",
                        "invoice.finalized",
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "invoice.paid",
                        "invoice.payment_succeeded");
    }

    @Test
    void aDeclinedPaymentLeavesItOpen() throws StripeException {
        Customer customer = customerPayingWith("pm_card_chargeCustomerFail", null);
        Invoice invoice = draft(customer.getId());
        bill(customer.getId(), invoice.getId(), 1500, "Consulting");
        stripe.invoices().finalizeInvoice(invoice.getId());
        CardException error = declined(() -> stripe.invoices().pay(invoice.getId()));
        assertThat(error.getCode()).isEqualTo("card_declined");
        Invoice open = stripe.invoices().retrieve(invoice.getId());
        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getAttemptCount()).isEqualTo(1L);
        assertThat(events()).contains("invoice.payment_failed");
        assertThat(
                        stripe.invoices()
                                .pay(
                                        invoice.getId(),
                                        InvoicePayParams.builder()
                                                .setPaymentMethod("pm_card_visa")
                                                .build())
                                .getStatus())
                .isEqualTo("paid");
    }

    @Test
    void anInvoicePaidElsewhereNeedsNoCharge() throws StripeException {
        String customer = customer().getId();
        Invoice invoice = draft(customer);
        bill(customer, invoice.getId(), 1500, "Consulting");
        assertThat(
                        stripe.invoices()
                                .pay(
                                        invoice.getId(),
                                        InvoicePayParams.builder().setPaidOutOfBand(true).build())
                                .getStatus())
                .isEqualTo("paid");
        assertThat(sandbox.charges().count()).isZero();
    }

    @Test
    void anOpenInvoiceIsVoidedAndADraftDeleted() throws StripeException {
        String customer = customer().getId();
        Invoice invoice = draft(customer);
        bill(customer, invoice.getId(), 1500, "Consulting");
        assertThat(refused(() -> stripe.invoices().voidInvoice(invoice.getId())).getStatusCode())
                .isEqualTo(400);
        stripe.invoices().finalizeInvoice(invoice.getId());
        assertThat(refused(() -> stripe.invoices().delete(invoice.getId())))
                .hasMessageContaining("You can only delete draft invoices.");
        assertThat(stripe.invoices().voidInvoice(invoice.getId()).getStatus()).isEqualTo("void");
        assertThat(stripe.invoices().delete(draft(customer).getId()).getDeleted()).isTrue();
        assertThat(events())
                .contains("invoice.voided", "payment_intent.canceled", "invoice.deleted");
    }

    @Test
    void itemsWaitForTheNextInvoice() throws StripeException {
        String customer = customer().getId();
        InvoiceItem item = bill(customer, null, 700, "Later");
        stripe.invoiceItems()
                .update(item.getId(), InvoiceItemUpdateParams.builder().setAmount(900L).build());
        Invoice invoice =
                stripe.invoices()
                        .create(
                                InvoiceCreateParams.builder()
                                        .setCustomer(customer)
                                        .setPendingInvoiceItemsBehavior(
                                                InvoiceCreateParams.PendingInvoiceItemsBehavior
                                                        .INCLUDE)
                                        .build());
        assertThat(invoice.getTotal()).isEqualTo(900L);
        assertThat(stripe.invoiceItems().retrieve(item.getId()).getInvoice())
                .isEqualTo(invoice.getId());
    }

    @Test
    void aBalanceAndACouponAreTakenOff() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", null);
        stripe.customers()
                .update(customer.getId(), CustomerUpdateParams.builder().setBalance(-300L).build());
        String coupon =
                stripe.coupons()
                        .create(
                                CouponCreateParams.builder()
                                        .setAmountOff(200L)
                                        .setCurrency("usd")
                                        .setDuration(CouponCreateParams.Duration.ONCE)
                                        .build())
                        .getId();
        Invoice invoice = draft(customer.getId());
        bill(customer.getId(), invoice.getId(), 1500, "Consulting");
        stripe.invoices()
                .update(
                        invoice.getId(),
                        InvoiceUpdateParams.builder()
                                .addDiscount(
                                        InvoiceUpdateParams.Discount.builder()
                                                .setCoupon(coupon)
                                                .build())
                                .build());
        Invoice paid = stripe.invoices().pay(invoice.getId());
        assertThat(paid.getSubtotal()).isEqualTo(1500L);
        assertThat(paid.getTotal()).isEqualTo(1300L);
        assertThat(paid.getStartingBalance()).isEqualTo(-300L);
        assertThat(paid.getAmountPaid()).isEqualTo(1000L);
        assertThat(stripe.customers().retrieve(customer.getId()).getBalance()).isZero();
        assertThat(stripe.coupons().retrieve(coupon).getTimesRedeemed()).isEqualTo(1L);
    }

    @Test
    void oneThatAdvancesByItselfIsPaidAnHourLater() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", null);
        Invoice invoice =
                stripe.invoices()
                        .create(
                                InvoiceCreateParams.builder()
                                        .setCustomer(customer.getId())
                                        .setAutoAdvance(true)
                                        .build());
        bill(customer.getId(), invoice.getId(), 1500, "Consulting");
        sandbox.clock().advance(Duration.ofMinutes(59));
        assertThat(stripe.invoices().retrieve(invoice.getId()).getStatus()).isEqualTo("draft");
        sandbox.clock().advance(Duration.ofMinutes(2));
        assertThat(stripe.invoices().retrieve(invoice.getId()).getStatus()).isEqualTo("paid");
    }

    private Invoice draft(String customer) throws StripeException {
        return stripe.invoices()
                .create(InvoiceCreateParams.builder().setCustomer(customer).build());
    }

    private InvoiceItem bill(String customer, String invoice, long amount, String what)
            throws StripeException {
        InvoiceItemCreateParams.Builder params =
                InvoiceItemCreateParams.builder()
                        .setCustomer(customer)
                        .setAmount(amount)
                        .setCurrency("usd")
                        .setDescription(what);
        if (invoice != null) {
            params.setInvoice(invoice);
        }
        return stripe.invoiceItems().create(params.build());
    }
}
