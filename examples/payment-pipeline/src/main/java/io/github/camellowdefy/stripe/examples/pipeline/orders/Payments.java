// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of payments. A row changes only from the version that was read, and what follows from a
 * change goes into the outbox in the same transaction: so a change is made once and told once,
 * whoever makes it.
 */
public final class Payments {

    private static final String SELECT =
            """
            SELECT order_id, amount, currency, payment_method, idempotency_key, key_made, tried,
                   status, payment_intent, charge, amount_received, amount_refunded,
                   dispute_status, decline_code, version
            FROM payments
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String results;

    /**
     * @param results the topic that is told of every change
     */
    public Payments(DataSource database, Clock clock, String results) {
        this.sql = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.clock = clock;
        this.results = results;
    }

    /**
     * Writes down that an order is to be paid, before Stripe is called.
     *
     * @return its row, which may be an older one: the order has come before
     * @throws BadOrderException when it came before as another order
     */
    public Payment begin(Order order) {
        Timestamp now = Timestamp.from(clock.instant());
        int added =
                sql.update(
                        """
                        INSERT INTO payments (order_id, amount, currency, payment_method,
                                              idempotency_key, key_made, tried, status)
                        VALUES (?, ?, ?, ?, ?, ?, ?, 'started')
                        ON CONFLICT (order_id) DO NOTHING
                        """,
                        order.id(),
                        order.amount(),
                        order.currency(),
                        order.paymentMethod(),
                        Payment.firstKey(order.id()),
                        now,
                        now);
        Payment payment = find(order.id());
        if (!payment.order().equals(order)) {
            throw new BadOrderException(
                    "Order %s came before as %d %s by %s and is now %d %s by %s; expected the same order, or another id."
                            .formatted(
                                    order.id(),
                                    payment.order().amount(),
                                    payment.order().currency(),
                                    payment.order().paymentMethod(),
                                    order.amount(),
                                    order.currency(),
                                    order.paymentMethod()));
        }
        if (added == 0 && next(payment) == Payment.Step.PAY) {
            sql.update(
                    "UPDATE payments SET tried = ? WHERE order_id = ? AND status = 'started'",
                    now,
                    order.id());
        }
        return payment;
    }

    /** What a payment needs next. */
    public Payment.Step next(Payment payment) {
        return payment.next(clock.instant());
    }

    /** Stripe has answered {@code paymentIntents/create}. */
    public void paid(Payment payment, Map<?, ?> intent, String request) {
        settle(payment, PaymentState.of(intent, null), request);
    }

    /** Stripe has answered that the card was declined. */
    public void declined(Payment payment, CardException decline) {
        settle(payment, PaymentState.of(decline), decline.getRequestId());
    }

    /** Stripe has answered that it does not take such an order. */
    public void refused(Payment payment, InvalidRequestException refusal) {
        if (payment != null) {
            settle(payment, PaymentState.REFUSED, refusal.getRequestId());
        }
    }

    /** The arguments of {@code paymentIntents/search} that find what was made for an order. */
    public Map<String, Object> search(Payment payment) {
        return Map.of(
                "query",
                "metadata['order']:'" + payment.order().id() + "'",
                "expand",
                List.of("data.latest_charge"));
    }

    /**
     * Stripe was asked what it made of an order whose key it may have forgotten.
     *
     * @param found the page of a search
     * @return the payment, which has its outcome now, or a new key
     */
    public Payment lookedUp(Payment payment, Map<?, ?> found) {
        List<?> intents = (List<?>) found.get("data");
        if (!intents.isEmpty()) {
            Map<?, ?> intent = (Map<?, ?>) intents.get(0);
            settle(payment, PaymentState.of(intent, null), null);
        } else {
            Instant now = clock.instant();
            sql.update(
                    """
                    UPDATE payments
                    SET idempotency_key = ?, key_made = ?, tried = ?, version = version + 1
                    WHERE order_id = ? AND version = ?
                    """,
                    Payment.nextKey(payment.order().id(), now),
                    Timestamp.from(now),
                    Timestamp.from(now),
                    payment.order().id(),
                    payment.version());
        }
        return find(payment.order().id());
    }

    /** All rows, by the ids of their orders. */
    public List<Payment> all() {
        return sql.query(SELECT + "ORDER BY order_id", Payments::row);
    }

    /** How many orders have their outcome, of those whose ids begin so. */
    public int settled(String prefix) {
        return sql.queryForObject(
                "SELECT count(*) FROM payments WHERE status <> 'started' AND order_id LIKE ?",
                Integer.class,
                prefix + "%");
    }

    /** The row of an order, or null. */
    public Payment find(String order) {
        return first("WHERE order_id = ?", order);
    }

    /** The row of a payment intent, or else of the order that is named, or null. */
    public Payment find(String intent, String order) {
        Payment payment = first("WHERE payment_intent = ?", intent);
        return payment == null && order != null ? find(order) : payment;
    }

    /**
     * Takes over a state that was read at Stripe after the row was read.
     *
     * @return false when the row has changed since: then both have to be read again
     */
    public boolean change(Payment read, PaymentState now, String request) {
        if (read.state().equals(now)) {
            return true;
        }
        Integer changed =
                transaction.execute(
                        status -> {
                            int rows = update(read, now, request);
                            if (rows == 1) {
                                publish(read, now);
                            }
                            return rows;
                        });
        return changed == 1;
    }

    /** An event may have told the outcome before the answer came; else it is written now. */
    private void settle(Payment payment, PaymentState outcome, String request) {
        Payment read = payment;
        while (read.state().isOpen() && !change(read, outcome, request)) {
            read = find(read.order().id());
        }
    }

    private int update(Payment read, PaymentState now, String request) {
        return sql.update(
                """
                UPDATE payments
                SET status = ?, payment_intent = ?, charge = ?, amount_received = ?,
                    amount_refunded = ?, dispute_status = ?, decline_code = ?,
                    request_id = coalesce(?, request_id), version = version + 1
                WHERE order_id = ? AND version = ?
                """,
                now.status(),
                now.paymentIntent(),
                now.charge(),
                now.amountReceived(),
                now.amountRefunded(),
                now.disputeStatus(),
                now.declineCode(),
                request,
                read.order().id(),
                read.version());
    }

    private void publish(Payment before, PaymentState now) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("order", before.order().id());
        result.put("version", before.version() + 1);
        result.put("status", now.status());
        result.put("payment_intent", now.paymentIntent());
        result.put("amount_received", now.amountReceived());
        result.put("amount_refunded", now.amountRefunded());
        result.put("dispute_status", now.disputeStatus());
        result.put("decline_code", now.declineCode());
        result.put("shipment", now.shipment());
        sql.update(
                "INSERT INTO outbox (topic, message_key, body) VALUES (?, ?, ?)",
                results,
                before.order().id(),
                json(result));
    }

    private Payment first(String where, String value) {
        return sql.query(SELECT + where, Payments::row, value).stream().findFirst().orElse(null);
    }

    private static Payment row(ResultSet row, int number) throws SQLException {
        return new Payment(
                new Order(
                        row.getString("order_id"),
                        row.getLong("amount"),
                        row.getString("currency"),
                        row.getString("payment_method")),
                row.getString("idempotency_key"),
                row.getTimestamp("key_made").toInstant(),
                row.getTimestamp("tried").toInstant(),
                new PaymentState(
                        row.getString("status"),
                        row.getString("payment_intent"),
                        row.getString("charge"),
                        row.getLong("amount_received"),
                        row.getLong("amount_refunded"),
                        row.getString("dispute_status"),
                        row.getString("decline_code")),
                row.getLong("version"));
    }

    private static String json(Map<String, Object> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and numbers are always JSON.", e);
        }
    }
}
