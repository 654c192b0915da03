// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.examples.pipeline.ledger.DailyReport.Finding;
import io.github.camellowdefy.stripe.examples.pipeline.ledger.DailyReport.Kind;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** From the sandbox's payouts to the journal and the report, with a real database. */
class LedgerTest {

    private static final Instant START = Instant.parse("2026-01-07T12:00:00Z");

    private static EmbeddedPostgres postgres;

    private final DataSource database = postgres.getPostgresDatabase();
    private final JdbcTemplate sql = new JdbcTemplate(database);
    private final Auditor auditor = new Auditor(database);

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.execute("TRUNCATE payments, payouts, journal, balance_transactions");
    }

    @Test
    void aPayoutOfTheSandboxIsExplainedToTheCent() throws Exception {
        try (StripeSandbox sandbox =
                        StripeSandbox.builder().clock(SandboxClock.frozenAt(START)).start();
                ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            Main main = start(sandbox, port);
            ProducerTemplate stripe = main.getCamelTemplate();
            String first = pay(stripe, "o1", 10_000, 3_000);
            stripe.requestBody(
                    "stripe:refunds/create", Map.of("charge", first, "amount", 3_000), Map.class);
            pay(stripe, "o2", 2_500, 0);
            String disputed = pay(stripe, "o3", 4_000, 0);
            sandbox.createDispute(disputed);
            sandbox.clock().advance(Duration.ofDays(10));

            await().until(() -> auditor.report().payouts() > 0);
            DailyReport report = auditor.report();
            assertThat(report.findings()).isEmpty();
            assertThat(report.matched()).isEqualTo(3);
            assertThat(balances())
                    .containsEntry("sales", -16_500L)
                    .containsEntry("refunds", 3_000L)
                    .containsEntry("stripe", 0L)
                    .containsKeys("disputes", "fees", "bank");
            assertThat(balances().values().stream().mapToLong(each -> each).sum()).isZero();

            sql.update("DELETE FROM payments WHERE order_id = 'o2'");
            assertThat(get(port, "/report.csv")).contains("missing_in_table,ch_", ",,2500 usd");
            assertThat(get(port, "/report")).startsWith("<!doctype html>").contains("1 findings");
            main.stop();
        }
    }

    @Test
    void aPayoutThatComesTwiceIsBookedOnce() {
        Ledger ledger = new Ledger(database);
        payment("o1", "ch_1", 1_000);
        for (int i = 0; i < 2; i++) {
            ledger.book(
                    payout(970), List.of(charge("ch_1", 1_000), payoutTransaction(970)).iterator());
        }
        assertThat(auditor.report()).isEqualTo(new DailyReport(1, 2, 1, List.of()));
        assertThat(count("journal")).isEqualTo(5);
    }

    @Test
    void everyPlantedFaultIsNamedByItsId() {
        payment("deleted", "ch_1", 1_000);
        payment("changed", "ch_2", 1_000);
        payment("good", "ch_3", 1_000);
        payment("unpaid", "ch_gone", 1_000);
        new Ledger(database)
                .book(
                        payout(2_899),
                        List.of(
                                        charge("ch_1", 1_000),
                                        charge("ch_2", 1_000),
                                        charge("ch_3", 1_000),
                                        transaction("txn_odd", "odd_category", "x_1", -10, 0),
                                        payoutTransaction(2_899))
                                .iterator());
        sql.update("DELETE FROM payments WHERE order_id = 'deleted'");
        sql.update("UPDATE payments SET amount_received = 999 WHERE order_id = 'changed'");

        DailyReport report = auditor.report();

        assertThat(report.matched()).isOne();
        assertThat(report.findings())
                .containsExactly(
                        new Finding(Kind.MISSING_IN_TABLE, "ch_1", null, "1000 eur"),
                        new Finding(Kind.MISSING_AT_STRIPE, "unpaid", "1000 eur", null),
                        new Finding(Kind.DIFFERING_AMOUNT, "changed", "999 eur", "1000 eur"),
                        new Finding(Kind.UNKNOWN_CATEGORY, "txn_odd", null, "odd_category in po_1"),
                        new Finding(Kind.PAYOUT_REMAINDER, "po_1", "0", "1"));
        assertThat(sql.queryForList("SELECT account FROM journal WHERE transaction = 'txn_odd'"))
                .extracting(row -> row.get("account"))
                .containsExactlyInAnyOrder("stripe", "unknown: odd_category");
        assertThat(report.csv())
                .startsWith("kind,id,expected,found\nmissing_in_table,ch_1,,1000 eur\n")
                .contains("payout_remainder,po_1,0,1\n");
        assertThat(report.html()).contains("<td>txn_odd</td>", "5 findings");
    }

    /** 100,000 transactions in 100 payouts; whole only where time is no matter. */
    @Test
    void plantedFaultsAreNamedAmongManyTransactions() {
        int transactions = Boolean.getBoolean("chaos") ? 100_000 : 10_000;
        sql.update(
                """
                INSERT INTO payments (order_id, amount, currency, payment_method, idempotency_key,
                    key_made, tried, status, charge, amount_received)
                SELECT 'o' || n, 1000, 'eur', 'pm', 'key' || n, now(), to_timestamp(n), 'succeeded',
                    'ch_' || n, 1000 FROM generate_series(1, ?) n
                """,
                transactions);
        sql.update(
                """
                INSERT INTO balance_transactions
                SELECT 'txn_' || n, 'po_' || n % 100, 'ch_' || n, 'ch_' || n, 'charge', 1000, 30, 970,
                    'eur', n FROM generate_series(1, ?) n
                """,
                transactions);
        sql.update(
                """
                INSERT INTO balance_transactions
                SELECT 'own_' || payout, payout, payout, payout, 'payout', -sum(net), 0, -sum(net), 'eur', 0
                FROM balance_transactions GROUP BY payout
                """);
        sql.update(
                "INSERT INTO payouts SELECT payout, -net, 'eur', 0 FROM balance_transactions WHERE category = 'payout'");
        for (int payout = 0; payout < 100; payout++) {
            new Ledger(database)
                    .book(
                            Map.of(
                                    "id",
                                    "po_" + payout,
                                    "amount",
                                    0,
                                    "currency",
                                    "eur",
                                    "arrival_date",
                                    0),
                            List.<Map<String, Object>>of().iterator());
        }
        assertThat(auditor.report().findings()).isEmpty();
        sql.update("DELETE FROM payments WHERE order_id = 'o77'");
        sql.update("UPDATE payments SET amount_received = 1 WHERE order_id = 'o78'");
        sql.update("UPDATE balance_transactions SET category = 'odd' WHERE id = 'txn_79'");

        long begin = System.nanoTime();
        DailyReport report = auditor.report();
        System.out.printf(
                "%,d transactions compared in %d ms%n",
                report.transactions(), (System.nanoTime() - begin) / 1_000_000);

        assertThat(report.findings())
                .extracting(Finding::kind, Finding::id)
                .contains(
                        tuple(Kind.MISSING_IN_TABLE, "ch_77"),
                        tuple(Kind.DIFFERING_AMOUNT, "o78"),
                        tuple(Kind.UNKNOWN_CATEGORY, "txn_79"))
                .hasSize(4);
        assertThat(count("journal")).isEqualTo(3 * transactions + 200);
    }

    private static Main start(StripeSandbox sandbox, int port) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().setRoutesIncludePattern("classpath:routes/ledger.camel.yaml");
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", String.valueOf(port));
        main.addInitialProperty("camel.component.stripe.secret-key", sandbox.secretKey());
        main.addInitialProperty("camel.component.stripe.api-base", sandbox.url());
        main.addInitialProperty("ledger.source", "stripe:events");
        main.addInitialProperty("sweep.delay", "100");
        main.addInitialProperty("sweep.start", "earliest");
        main.bind("states", new MemoryStateRepository());
        main.bind("ledger", new Ledger(postgres.getPostgresDatabase()));
        main.bind("auditor", new Auditor(postgres.getPostgresDatabase()));
        main.start();
        return main;
    }

    private static String get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String pay(ProducerTemplate stripe, String order, long amount, long refunded) {
        Map<?, ?> intent =
                stripe.requestBody(
                        "stripe:paymentIntents/create",
                        Map.of(
                                "amount",
                                amount,
                                "currency",
                                "usd",
                                "payment_method",
                                "pm_card_visa",
                                "payment_method_types",
                                List.of("card"),
                                "confirm",
                                true),
                        Map.class);
        String charge = (String) intent.get("latest_charge");
        payment(order, charge, amount);
        sql.update(
                "UPDATE payments SET currency = 'usd', amount_refunded = ? WHERE order_id = ?",
                refunded,
                order);
        return charge;
    }

    private void payment(String order, String charge, long amount) {
        sql.update(
                """
                INSERT INTO payments (order_id, amount, currency, payment_method, idempotency_key,
                    key_made, tried, status, charge, amount_received)
                VALUES (?, ?, 'eur', 'pm_card_visa', ?, now(), to_timestamp(1), 'succeeded', ?, ?)
                """,
                order,
                amount,
                "key-" + order,
                charge,
                amount);
    }

    private Map<String, Long> balances() {
        Map<String, Long> balances = new LinkedHashMap<>();
        sql.query(
                "SELECT account, sum(amount) FROM journal GROUP BY account",
                row -> {
                    balances.put(row.getString(1), row.getLong(2));
                });
        return balances;
    }

    private int count(String table) {
        return sql.queryForObject("SELECT count(*) FROM " + table, Integer.class);
    }

    private static Map<String, Object> payout(long amount) {
        return Map.of("id", "po_1", "amount", amount, "currency", "eur", "arrival_date", 9);
    }

    private static Map<String, Object> charge(String id, long amount) {
        return transaction("txn_" + id, "charge", id, amount, 30);
    }

    private static Map<String, Object> payoutTransaction(long amount) {
        return transaction("txn_po", "payout", "po_1", -amount, 0);
    }

    private static Map<String, Object> transaction(
            String id, String category, String source, long amount, long fee) {
        return Map.of(
                "id",
                id,
                "reporting_category",
                category,
                "source",
                source,
                "amount",
                amount,
                "fee",
                fee,
                "net",
                amount - fee,
                "currency",
                "eur",
                "created",
                5L);
    }
}
