// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.InvoicePayment;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.net.ApiResource;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the sandbox answers has the fields the official Java model knows. */
class ShapesTest extends Scenario {

    /** Shown on demand, in other products, or only after something that did not happen here. */
    private static final Set<String> ON_DEMAND =
            Set.of(
                    "deleted",
                    // lists and objects that Stripe includes only when expanded or used
                    "cash_balance",
                    "discount",
                    "invoice_credit_balance",
                    "sources",
                    "subscriptions",
                    "tax",
                    "tax_ids",
                    "refunds",
                    "currency_options",
                    "tiers",
                    "line_items",
                    "confirmation_secret",
                    "application_fee",
                    "level3",
                    "transfer",
                    "presentment_details",
                    "hooks",
                    "payment_details",
                    "business_name",
                    "individual_name",
                    "authorization_code",
                    "redirect_on_completion",
                    "rule",
                    "charge");

    /** Fields that other models always have. */
    private static final Set<String> NOT_HERE =
            Set.of(
                    "Card.account_funding",
                    "Card.capture_before",
                    "Card.decremental_authorization",
                    "Card.description",
                    "Card.iin",
                    "Card.issuer",
                    "Card.location",
                    "Card.moto",
                    "Card.partial_authorization",
                    "Card.reader",
                    "Dispute.network_reason_code",
                    "Invoice.amount_paid_off_stripe",
                    "Invoice.threshold_reason",
                    "Refund.description",
                    "Refund.failure_balance_transaction",
                    "Refund.failure_reason",
                    "Refund.instructions_email",
                    "Refund.next_action",
                    "Refund.pending_reason",
                    // only where the request gave them
                    "Session.branding_settings",
                    "Session.excluded_payment_method_types",
                    "Session.name_collection",
                    "Session.return_url",
                    "Session.tax_id_collection",
                    "SubscriptionItem.billed_until");

    private final List<String> absent = new ArrayList<>();

    @AfterEach
    void nothingIsAbsent() {
        assertThat(absent).isEmpty();
    }

    @Test
    void paymentsHaveTheDocumentedFields() throws StripeException {
        PaymentIntent intent = pay(2000, "pm_card_visa");
        assertComplete(intent);
        assertComplete(chargeOf(intent));
        Charge charge = chargeOf(intent);
        assertComplete(
                Charge.PaymentMethodDetails.Card.class,
                part(charge, "payment_method_details", "card"));
        assertComplete(Charge.Outcome.class, part(charge, "outcome"));
        PaymentMethod method = stripe.paymentMethods().retrieve(intent.getPaymentMethod());
        assertComplete(PaymentMethod.Card.class, part(method, "card"));
        assertComplete(stripe.balanceTransactions().retrieve(charge.getBalanceTransaction()));
        assertComplete(
                stripe.refunds()
                        .create(
                                RefundCreateParams.builder()
                                        .setPaymentIntent(intent.getId())
                                        .build()));
        pay(2000, "pm_card_createDispute");
        String dispute = stripe.disputes().list().getData().get(0).getId();
        assertComplete(stripe.disputes().retrieve(dispute));
        assertComplete(stripe.payouts().retrieve((String) sandbox.payout(100, "usd").get("id")));
    }

    @Test
    void billingHasTheDocumentedFields() throws StripeException {
        Customer customer = customerPayingWith("pm_card_visa", null);
        assertComplete(customer);
        Price price = monthlyPrice(1000);
        assertComplete(price);
        assertComplete(Price.Recurring.class, part(price, "recurring"));
        Subscription subscription = subscribe(customer, price);
        assertComplete(subscription);
        assertComplete(SubscriptionItem.class, part(subscription, "items", "data", "0"));
        Invoice invoice = stripe.invoices().retrieve(subscription.getLatestInvoice());
        assertComplete(invoice);
        assertComplete(InvoiceLineItem.class, part(invoice, "lines", "data", "0"));
        assertComplete(InvoicePayment.class, part(invoice, "payments", "data", "0"));
    }

    @Test
    void aCheckoutSessionHasTheDocumentedFields() throws StripeException {
        assertComplete(
                stripe.checkout()
                        .sessions()
                        .create(
                                SessionCreateParams.builder()
                                        .setMode(SessionCreateParams.Mode.SETUP)
                                        .setCurrency("usd")
                                        .setSuccessUrl("https://example.com")
                                        .build()));
    }

    private void assertComplete(ApiResource object) {
        assertComplete(object.getClass(), object.getRawJsonObject());
    }

    private void assertComplete(Class<?> model, JsonObject json) {
        Set<String> missing = new TreeSet<>();
        for (Field field : model.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            boolean known = name == null || json.has(name.value());
            if (!known && !ON_DEMAND.contains(name.value())) {
                missing.add(model.getSimpleName() + '.' + name.value());
            }
        }
        missing.removeAll(NOT_HERE);
        absent.addAll(missing);
    }

    private static JsonObject part(ApiResource object, String... path) {
        JsonElement at = object.getRawJsonObject();
        for (String step : path) {
            at =
                    at.isJsonArray()
                            ? at.getAsJsonArray().get(Integer.parseInt(step))
                            : at.getAsJsonObject().get(step);
        }
        return at.getAsJsonObject();
    }
}
