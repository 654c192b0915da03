// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.payments.PaymentFlow;
import io.github.camellowdefy.stripe.sandbox.payments.Refunds;
import java.util.List;

/** Everything that is sold and billed, put together. */
public final class Billing implements Behaviours.Module {

    private final Timeline timeline = new Timeline();
    private final InvoiceBook book;
    private final SubscriptionCycle cycle;
    private final Subscriptions subscriptions;
    private final SubscriptionSchedules schedules;
    private final Refunds refunds;
    private final Quotes quotes;

    /** Billing that collects through {@code flow} and gives back through {@code refunds}. */
    public Billing(PaymentFlow flow, Refunds refunds) {
        this.refunds = refunds;
        // before subscriptions: what begins with a period is on its invoice
        timeline.add("subscription_schedule", SubscriptionSchedules::due, this::advance);
        this.book = new InvoiceBook(flow, timeline);
        this.cycle = new SubscriptionCycle(book, timeline);
        this.subscriptions = new Subscriptions(cycle);
        this.schedules = new SubscriptionSchedules(cycle, timeline);
        this.quotes = new Quotes(book, subscriptions, schedules, timeline);
        timeline.add("invoice", InvoiceTimes::due, book::advance);
    }

    private void advance(Changes changes, ObjectNode schedule) {
        schedules.advance(changes, schedule);
    }

    /** What time brings to what is billed. */
    public Timeline timeline() {
        return timeline;
    }

    /** The creation of subscriptions. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public void register(Behaviours table) {
        timeline.register(table);
        List.of(
                        new BilledCustomers(cycle),
                        new CustomerBalances(),
                        new InvoiceItems(),
                        new Invoices(book),
                        new InvoiceLines(),
                        new CreditNotes(book, refunds),
                        subscriptions,
                        new SubscriptionUpdates(cycle),
                        schedules,
                        quotes,
                        new TestClocks(timeline))
                .forEach(module -> module.register(table));
    }
}
