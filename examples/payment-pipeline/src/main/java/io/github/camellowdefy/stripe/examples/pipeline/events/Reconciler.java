// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.events;

import io.github.camellowdefy.stripe.examples.pipeline.orders.Payment;
import io.github.camellowdefy.stripe.examples.pipeline.orders.PaymentState;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payments;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a row of the table up to what Stripe says now. Events come twice, late and in any order,
 * and carry no time finer than a second: so none is believed. It only says where to look. First the
 * row is read, then the payment intent, and the row is written if it has not changed since; if it
 * has, both are read again. What is written was therefore read after all that was written before.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Payments payments;

    public Reconciler(Payments payments) {
        this.payments = payments;
    }

    /** Whether Stripe has to be asked. An event that says what the table says costs no call. */
    public boolean isNews(PaymentEvent event) {
        if (event.intent() == null) {
            return false;
        }
        Payment payment = payments.find(event.intent(), event.order());
        return payment == null || event.state() == null || !payment.state().knows(event.state());
    }

    /** The arguments of {@code paymentIntents/retrieve}. */
    public List<Object> retrieval(PaymentEvent event) {
        return List.of(event.intent(), Map.of("expand", List.of("latest_charge")));
    }

    /** The arguments of {@code disputes/list}. */
    public Map<String, Object> disputesOf(PaymentEvent event) {
        return Map.of("payment_intent", event.intent());
    }

    /**
     * Takes over what Stripe says.
     *
     * @param payment the row as it was before Stripe was asked, or null when none was found
     * @param intent the payment intent, its {@code latest_charge} expanded
     * @param disputes a page of the disputes of the charge, newest first, or null
     * @return whether row and payment intent have to be read again
     */
    public boolean isToRepeat(
            Payment payment, Map<?, ?> intent, Map<?, ?> disputes, String request) {
        if (payment == null) {
            return isOurs(intent);
        }
        return !payments.change(payment, PaymentState.of(intent, newest(disputes)), request);
    }

    private boolean isOurs(Map<?, ?> intent) {
        boolean ours =
                intent.get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("order") instanceof String order
                        && payments.find(order) != null;
        if (!ours) {
            LOG.info("{} is no payment of an order here and is left alone.", intent.get("id"));
        }
        return ours;
    }

    private static Map<?, ?> newest(Map<?, ?> disputes) {
        List<?> data = disputes == null ? List.of() : (List<?>) disputes.get("data");
        return data.isEmpty() ? null : (Map<?, ?>) data.get(0);
    }
}
