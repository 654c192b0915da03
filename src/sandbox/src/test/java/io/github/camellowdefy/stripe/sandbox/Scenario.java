// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.MandateData;
import com.stripe.param.PaymentIntentCreateParams.MandateData.CustomerAcceptance;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.service.V1Services;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A fresh sandbox for each test, the official client pointed at it, and the steps scenarios share.
 */
abstract class Scenario {

    /** Without it no bank account is debited. */
    private static final MandateData MANDATE =
            MandateData.builder()
                    .setCustomerAcceptance(
                            CustomerAcceptance.builder()
                                    .setType(CustomerAcceptance.Type.OFFLINE)
                                    .build())
                    .build();

    StripeSandbox sandbox;
    V1Services stripe;

    @BeforeEach
    void open() {
        sandbox = StripeSandbox.start();
        stripe = Clients.stripe(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    PaymentIntent pay(long amount, String method) throws StripeException {
        return stripe.paymentIntents().create(payment(amount, method).build());
    }

    static PaymentIntentCreateParams.Builder payment(long amount, String method) {
        PaymentIntentCreateParams.Builder params =
                PaymentIntentCreateParams.builder()
                        .setAmount(amount)
                        .setCurrency("usd")
                        .setPaymentMethod(method)
                        .setConfirm(true);
        return method.contains("BankAccount") ? params.setMandateData(MANDATE) : params;
    }

    Charge chargeOf(PaymentIntent intent) throws StripeException {
        return stripe.charges().retrieve(intent.getLatestCharge());
    }

    Customer customer() throws StripeException {
        return stripe.customers()
                .create(CustomerCreateParams.builder().setEmail("ada@example.com").build());
    }

    /** A customer whose invoices are paid with this method. */
    Customer customerPayingWith(String method, String testClock) throws StripeException {
        CustomerCreateParams.Builder params =
                CustomerCreateParams.builder().setEmail("ada@example.com");
        if (testClock != null) {
            params.setTestClock(testClock);
        }
        Customer customer = stripe.customers().create(params.build());
        return makeDefault(customer.getId(), method);
    }

    Customer makeDefault(String customer, String method) throws StripeException {
        PaymentMethod attached =
                stripe.paymentMethods()
                        .attach(
                                method,
                                PaymentMethodAttachParams.builder().setCustomer(customer).build());
        return stripe.customers()
                .update(
                        customer,
                        CustomerUpdateParams.builder()
                                .setInvoiceSettings(
                                        CustomerUpdateParams.InvoiceSettings.builder()
                                                .setDefaultPaymentMethod(attached.getId())
                                                .build())
                                .build());
    }

    /** A price to be paid every month, in minor units. */
    Price monthlyPrice(long amount) throws StripeException {
        return price(amount, PriceCreateParams.Recurring.Interval.MONTH, "Gold");
    }

    Price price(long amount, PriceCreateParams.Recurring.Interval interval, String product)
            throws StripeException {
        return stripe.prices()
                .create(
                        PriceCreateParams.builder()
                                .setCurrency("usd")
                                .setUnitAmount(amount)
                                .setRecurring(
                                        PriceCreateParams.Recurring.builder()
                                                .setInterval(interval)
                                                .build())
                                .setProductData(
                                        PriceCreateParams.ProductData.builder()
                                                .setName(product)
                                                .build())
                                .build());
    }

    Subscription subscribe(Customer customer, Price price) throws StripeException {
        return stripe.subscriptions()
                .create(
                        SubscriptionCreateParams.builder()
                                .setCustomer(customer.getId())
                                .addItem(
                                        SubscriptionCreateParams.Item.builder()
                                                .setPrice(price.getId())
                                                .build())
                                .build());
    }

    /** The types of all events so far, oldest first. */
    List<String> events() throws StripeException {
        List<String> types = new ArrayList<>();
        EventListParams all = EventListParams.builder().setLimit(100L).build();
        for (Event event : stripe.events().list(all).autoPagingIterable()) {
            types.add(event.getType());
        }
        Collections.reverse(types);
        return types;
    }

    static CardException declined(ThrowingCallable call) {
        return catchThrowableOfType(CardException.class, call);
    }

    static InvalidRequestException refused(ThrowingCallable call) {
        return catchThrowableOfType(InvalidRequestException.class, call);
    }
}
