// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.JournalEntry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several processes with one budget, kept by Bucket4j in PostgreSQL. */
class SharedBudgetTest {

    private static final int INSTANCES = 4;

    /** Only a machine that does nothing else keeps to the millisecond. */
    private static final boolean EXACT = Boolean.getBoolean("chaos");

    private static final Duration MEASURED = Duration.ofSeconds(EXACT ? 60 : 5);

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = EmbeddedPostgres.start();
        execute(BudgetInstance.TABLE);
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        postgres.close();
    }

    @Test
    void fourProcessesKeepOneBudgetInEverySecondAndUseItUp() throws Exception {
        List<Jvm> processes = new ArrayList<>();
        try (StripeSandbox stripe =
                StripeSandbox.builder()
                        .latency(Duration.ofMillis(50))
                        .requestsPerSecond(82)
                        .start()) {
            for (int i = 0; i < INSTANCES; i++) {
                processes.add(
                        new Jvm(
                                BudgetInstance.class,
                                stripe.url(),
                                stripe.secretKey(),
                                postgres.getJdbcUrl("postgres", "postgres")));
            }
            for (Jvm process : processes) {
                process.await("ready");
            }
            // what the starts of the processes have held up is not measured
            Instant from = Instant.now().plusSeconds(2);
            Instant to = from.plus(MEASURED);
            await().atMost(MEASURED.plusSeconds(20)).until(() -> Instant.now().isAfter(to));

            List<Instant> requests =
                    stripe.journal().entries().stream()
                            .map(JournalEntry::at)
                            .filter(at -> at.isAfter(from) && at.isBefore(to))
                            .sorted()
                            .toList();
            int mostInASecond = mostInASecond(requests);
            double used = requests.size() / (80.0 * MEASURED.toSeconds());
            System.out.printf("most in a second %d, used %.1f %%%n", mostInASecond, 100 * used);
            // four budgets would come to 4
            assertThat(used).isPositive().isLessThan(1.5);
            if (EXACT) {
                assertThat(used).isBetween(0.95, 1.03);
                assertThat(mostInASecond).isLessThanOrEqualTo(82);
                assertThat(stripe.journal().entries())
                        .extracting(JournalEntry::status)
                        .doesNotContain(429);
            }
        } finally {
            for (Jvm process : processes) {
                process.kill();
            }
        }
        assertThat(keys()).singleElement().asString().matches("stripe-[0-9a-f]{32}");
    }

    /** In any second, wherever it begins. */
    private static int mostInASecond(List<Instant> sorted) {
        int most = 0;
        int end = 0;
        for (int begin = 0; begin < sorted.size(); begin++) {
            while (end < sorted.size()
                    && sorted.get(end).isBefore(sorted.get(begin).plusSeconds(1))) {
                end++;
            }
            most = Math.max(most, end - begin);
        }
        return most;
    }

    private static List<String> keys() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM bucket")) {
            List<String> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
            return keys;
        }
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
