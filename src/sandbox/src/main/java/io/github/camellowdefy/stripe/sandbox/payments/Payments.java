// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import io.github.camellowdefy.stripe.sandbox.books.ApplicationFees;
import io.github.camellowdefy.stripe.sandbox.books.BalanceSettings;
import io.github.camellowdefy.stripe.sandbox.books.Ledger;
import io.github.camellowdefy.stripe.sandbox.books.Payouts;
import io.github.camellowdefy.stripe.sandbox.books.Reports;
import io.github.camellowdefy.stripe.sandbox.books.TopUps;
import io.github.camellowdefy.stripe.sandbox.books.Transfers;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import java.util.List;

/** Everything that moves money, put together. */
public final class Payments implements Behaviours.Module {

    private final Ledger ledger = new Ledger();
    private final Disputes disputes = new Disputes(ledger);
    private final Payouts payouts = new Payouts(ledger);
    private final ApplicationFees fees = new ApplicationFees(ledger);
    private final Transfers transfers = new Transfers(ledger, fees);
    private final Charges charges = new Charges(ledger, disputes, transfers, fees);
    private final PaymentFlow flow = new PaymentFlow(charges);
    private final Refunds refunds = new Refunds(ledger, disputes, transfers, fees);

    @Override
    public void register(Behaviours table) {
        flow.register(table);
        List.of(
                        ledger,
                        new Accounts(),
                        new BankAccounts(),
                        new CashBalances(flow),
                        new ReferenceData(),
                        new Tokens(),
                        new PaymentMethods(),
                        new ConfirmationTokens(),
                        new Customers(),
                        charges,
                        new PaymentIntents(flow),
                        new SetupIntents(),
                        refunds,
                        fees,
                        disputes,
                        payouts,
                        new BalanceSettings(),
                        new Reports(),
                        transfers,
                        new TopUps(ledger))
                .forEach(module -> module.register(table));
    }

    /** What gives money back. */
    public Refunds refunds() {
        return refunds;
    }

    /** The steps of payment intents. */
    public PaymentFlow flow() {
        return flow;
    }
}
