// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.ledger;

import io.github.camellowdefy.stripe.examples.pipeline.ledger.DailyReport.Finding;
import io.github.camellowdefy.stripe.examples.pipeline.ledger.DailyReport.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds what the table of payments and the booked payouts do not agree on. */
public final class Auditor {

    /** Each gives id, expected and found. */
    private static final Map<Kind, String> QUERIES = new EnumMap<>(Kind.class);

    static {
        QUERIES.put(
                Kind.MISSING_IN_TABLE,
                """
                SELECT t.charge, NULL, t.amount || ' ' || t.currency
                FROM balance_transactions t
                LEFT JOIN payments p ON p.charge = t.charge
                WHERE t.category = 'charge' AND p.charge IS NULL
                """);
        QUERIES.put(
                Kind.MISSING_AT_STRIPE,
                """
                SELECT p.order_id, p.amount_received || ' ' || p.currency, NULL
                FROM payments p
                LEFT JOIN balance_transactions t ON t.charge = p.charge AND t.category = 'charge'
                WHERE p.amount_received > 0 AND t.id IS NULL
                    AND p.tried < (SELECT to_timestamp(max(created))
                        FROM balance_transactions WHERE category = 'charge')
                """);
        QUERIES.put(
                Kind.DIFFERING_AMOUNT,
                """
                SELECT p.order_id, p.amount_received || ' ' || p.currency, t.amount || ' ' || t.currency
                FROM balance_transactions t JOIN payments p ON p.charge = t.charge
                WHERE t.category = 'charge'
                    AND (p.amount_received <> t.amount OR p.currency <> t.currency)
                """);
        QUERIES.put(
                Kind.REFUND_NOT_IN_TABLE,
                """
                SELECT p.order_id, min(p.amount_refunded)::text, (-sum(t.amount))::text
                FROM balance_transactions t JOIN payments p ON p.charge = t.charge
                WHERE t.category IN ('refund', 'refund_failure')
                GROUP BY p.order_id HAVING -sum(t.amount) > min(p.amount_refunded)
                """);
        QUERIES.put(
                Kind.UNKNOWN_CATEGORY,
                """
                SELECT t.id, NULL, t.category || ' in ' || t.payout
                FROM balance_transactions t
                LEFT JOIN ledger_accounts a ON a.category = t.category
                WHERE a.category IS NULL
                """);
        QUERIES.put(
                Kind.PAYOUT_REMAINDER,
                """
                SELECT p.id, '0', coalesce(sum(t.net), p.amount)::text
                FROM payouts p LEFT JOIN balance_transactions t ON t.payout = p.id
                GROUP BY p.id, p.amount
                HAVING coalesce(sum(t.net), p.amount) <> 0
                    OR coalesce(sum(t.net) FILTER (WHERE t.source = p.id AND t.category = 'payout'), 0)
                        <> -p.amount
                """);
        QUERIES.put(
                Kind.UNBALANCED,
                "SELECT transaction, '0', sum(amount)::text FROM journal GROUP BY transaction HAVING sum(amount) <> 0");
    }

    private final JdbcTemplate sql;

    public Auditor(DataSource database) {
        sql = new JdbcTemplate(database);
    }

    /** Compares all that has been booked so far. */
    public DailyReport report() {
        List<Finding> findings = new ArrayList<>();
        QUERIES.forEach(
                (kind, query) ->
                        findings.addAll(
                                sql.query(
                                        query + " ORDER BY 1",
                                        (row, number) ->
                                                new Finding(
                                                        kind,
                                                        row.getString(1),
                                                        row.getString(2),
                                                        row.getString(3)))));
        return new DailyReport(
                count("SELECT count(*) FROM payouts"),
                count("SELECT count(*) FROM balance_transactions"),
                count(
                        """
                        SELECT count(*) FROM balance_transactions t JOIN payments p ON p.charge = t.charge
                        WHERE t.category = 'charge'
                            AND p.amount_received = t.amount AND p.currency = t.currency
                        """),
                findings);
    }

    private long count(String query) {
        return sql.queryForObject(query, Long.class);
    }
}
