// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.checkout;

import io.github.camellowdefy.stripe.sandbox.billing.Billing;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow;

/** Everything about checkout pages, put together. */
public final class Checkout implements Behaviours.Module {

    private final CheckoutSessions sessions;
    private final CheckoutBuyer buyer;

    /** A checkout that is paid through {@code flow} and subscribes through {@code billing}. */
    public Checkout(Billing billing, PaymentFlow flow) {
        this.sessions = new CheckoutSessions(billing.timeline());
        this.buyer = new CheckoutBuyer(flow, billing.subscriptions());
    }

    @Override
    public void register(Behaviours table) {
        sessions.register(table);
        buyer.register(table);
    }
}
