// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

import com.stripe.exception.CardException;
import com.stripe.model.PaymentIntent;
import java.util.Map;

/**
 * What Stripe has made of an order, as the table holds it.
 *
 * @param status {@code started}, {@code refused}, or what the payment intent says; {@code declined}
 *     for its {@code requires_payment_method}
 * @param amountReceived in minor units, as the amount below
 * @param disputeStatus of the newest dispute, or null
 */
public record PaymentState(
        String status,
        String paymentIntent,
        String charge,
        long amountReceived,
        long amountRefunded,
        String disputeStatus,
        String declineCode) {

    static final String STARTED = "started";
    static final PaymentState NONE = new PaymentState(STARTED, null, null, 0, 0, null, null);

    /** Stripe has refused the order as it is: nothing was charged, and nothing ever is. */
    static final PaymentState REFUSED = new PaymentState("refused", null, null, 0, 0, null, null);

    /** Whether it is unknown what Stripe has done. */
    public boolean isOpen() {
        return status.equals(STARTED);
    }

    /**
     * Reads a payment intent; what was refunded is known when its {@code latest_charge} is
     * expanded.
     *
     * @param dispute the newest dispute of the charge, or null
     */
    public static PaymentState of(Map<?, ?> intent, Map<?, ?> dispute) {
        Map<?, ?> charge = intent.get("latest_charge") instanceof Map<?, ?> map ? map : Map.of();
        return new PaymentState(
                status((String) intent.get("status")),
                (String) intent.get("id"),
                intent.get("latest_charge") instanceof String id ? id : (String) charge.get("id"),
                number(intent.get("amount_received")),
                number(charge.get("amount_refunded")),
                dispute == null ? null : (String) dispute.get("status"),
                intent.get("last_payment_error") instanceof Map<?, ?> error
                        ? (String) error.get("decline_code")
                        : null);
    }

    /** A decline is an outcome like any other; Stripe tells it by an error. */
    static PaymentState of(CardException decline) {
        PaymentIntent intent =
                decline.getStripeError() == null
                        ? null
                        : decline.getStripeError().getPaymentIntent();
        return new PaymentState(
                intent == null ? "declined" : status(intent.getStatus()),
                intent == null ? null : intent.getId(),
                decline.getCharge() != null
                        ? decline.getCharge()
                        : intent == null ? null : intent.getLatestCharge(),
                0,
                0,
                null,
                decline.getDeclineCode());
    }

    /** Whether the payment intent of an event says nothing that is not known here. */
    public boolean knows(PaymentState event) {
        return new PaymentState(status, paymentIntent, charge, amountReceived, 0, null, declineCode)
                .equals(event);
    }

    /** What the shop is to do. */
    public String shipment() {
        if (disputeStatus != null && !disputeStatus.equals("won")) {
            return "disputed";
        }
        if (amountRefunded > 0) {
            return amountRefunded < amountReceived ? "part refunded" : "take back";
        }
        return status.equals("succeeded") ? "ship" : "do not ship";
    }

    private static String status(String status) {
        return "requires_payment_method".equals(status) ? "declined" : status;
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
