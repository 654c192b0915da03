// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Books payouts: the balance transactions that a payout contains, and their lines in the journal.
 * What has been booked is not booked again, so that a payout may come twice, or from two instances.
 *
 * <pre>{@code
 * ledger.book(payout, transactions);   // what balanceTransactions/list?payout=po_... gives
 * }</pre>
 */
public final class Ledger {

    private static final int ROWS_AT_ONCE = 1_000;

    private static final String TRANSACTION =
            """
            INSERT INTO balance_transactions
                (id, payout, source, charge, category, amount, fee, net, currency, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String PAYOUT =
            "INSERT INTO payouts (id, amount, currency, arrival_date) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";

    /** The money in Stripe's hands, its fee, and what the transaction was for. */
    private static final String JOURNAL =
            """
            INSERT INTO journal (transaction, line, account, amount, currency)
            SELECT t.id, entry.line, entry.account, entry.amount, t.currency
            FROM balance_transactions t
            LEFT JOIN ledger_accounts a ON a.category = t.category
            CROSS JOIN LATERAL (VALUES
                (1, 'stripe', t.net),
                (2, 'fees', t.fee),
                (3, coalesce(a.account, 'unknown: ' || t.category), -t.amount)
            ) AS entry (line, account, amount)
            WHERE t.payout = ? AND entry.amount <> 0
            ON CONFLICT (transaction, line) DO NOTHING
            """;

    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;

    public Ledger(DataSource database) {
        sql = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * Books a payout, whole or not at all.
     *
     * @param payout as Stripe gives it
     * @param transactions all that it contains, its own included, with {@code source} expanded
     */
    public void book(Map<String, Object> payout, Iterator<Map<String, Object>> transactions) {
        transaction.executeWithoutResult(
                status -> {
                    Object id = payout.get("id");
                    List<Object[]> rows = new ArrayList<>();
                    while (transactions.hasNext()) {
                        rows.add(row(id, transactions.next()));
                        if (rows.size() == ROWS_AT_ONCE) {
                            sql.batchUpdate(TRANSACTION, rows);
                            rows.clear();
                        }
                    }
                    sql.batchUpdate(TRANSACTION, rows);
                    sql.update(
                            PAYOUT,
                            id,
                            payout.get("amount"),
                            payout.get("currency"),
                            payout.get("arrival_date"));
                    sql.update(JOURNAL, id);
                });
    }

    private static Object[] row(Object payout, Map<String, Object> each) {
        Object source = each.get("source");
        Object charge = source;
        if (source instanceof Map<?, ?> object) {
            source = object.get("id");
            charge = object.get("charge") == null ? source : object.get("charge");
        }
        return new Object[] {
            each.get("id"),
            payout,
            source,
            charge,
            each.get("reporting_category"),
            each.get("amount"),
            each.get("fee"),
            each.get("net"),
            each.get("currency"),
            each.get("created")
        };
    }
}
