// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the transactions of one account add up to, by currency. Summed once, then carried on by the
 * {@link Ledger}; used while the account's lock is held.
 */
final class Balances {

    private static final String TRANSACTION = "balance_transaction";

    /** The sums of one currency in minor units. */
    static final class Sums {
        long available;
        long pending;

        /** What the platform holds back for accounts that owe money. */
        long reserved;
    }

    private final Map<String, Sums> byCurrency = new TreeMap<>();

    private Balances() {}

    static Balances of(Account account) {
        return account.summary(
                TRANSACTION,
                () -> {
                    Balances balances = new Balances();
                    account.all(TRANSACTION).forEach(balances::add);
                    return balances;
                });
    }

    Map<String, Sums> byCurrency() {
        return byCurrency;
    }

    Sums of(String currency) {
        return byCurrency.computeIfAbsent(currency, each -> new Sums());
    }

    void add(ObjectNode transaction) {
        Sums sums = of(Json.text(transaction, "currency"));
        long net = Json.number(transaction, "net");
        if (Json.is(transaction, "status", "pending")) {
            sums.pending += net;
        } else {
            sums.available += net;
        }
        if (Json.is(transaction, "type", "reserve_transaction")) {
            sums.reserved -= net;
        }
    }

    /** Notes that a transaction is no longer pending. */
    void settle(ObjectNode transaction) {
        Sums sums = of(Json.text(transaction, "currency"));
        long net = Json.number(transaction, "net");
        sums.pending -= net;
        sums.available += net;
    }
}
