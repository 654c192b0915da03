// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two processes that share the first copy of an account, and are killed again and again. */
class ResumableBackfillTest {

    private static final boolean WHOLE = Boolean.getBoolean("chaos");
    private static final int CUSTOMERS = WHOLE ? 1_000_000 : 30_000;
    private static final int KILLS = WHOLE ? 20 : 2;

    @Test
    void processesThatAreKilledMissNothingAndReadLittleAgain() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                LongList stripe = new LongList(CUSTOMERS)) {
            JdbcTemplate sql = new JdbcTemplate(postgres.getPostgresDatabase());
            sql.execute(BackfillInstance.TABLE);
            sql.execute(JdbcStates.TABLE);
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Jvm[] processes = {start(stripe, url), start(stripe, url)};
            try {
                for (int kill = 1; kill <= KILLS; kill++) {
                    int until = CUSTOMERS / (KILLS + 1) * kill;
                    await().atMost(Duration.ofMinutes(5)).until(() -> copied(sql) >= until);
                    processes[kill % 2].kill();
                    processes[kill % 2] = start(stripe, url);
                }
                for (Jvm process : processes) {
                    process.await("copied");
                }
            } finally {
                for (Jvm process : processes) {
                    process.kill();
                }
            }
            int twice = sql.queryForObject("SELECT SUM(times - 1) FROM copied", Integer.class);
            System.out.printf(
                    "copied %d, copied again %d, read %d%n", copied(sql), twice, stripe.served());
            assertThat(copied(sql)).isEqualTo(CUSTOMERS);
            // a page for each kill; and what each process has read ahead
            assertThat(twice).isLessThanOrEqualTo(KILLS * 100);
            assertThat(stripe.served() - CUSTOMERS).isLessThanOrEqualTo(KILLS * 500L);
        }
    }

    private static Jvm start(LongList stripe, String database) throws Exception {
        return new Jvm(BackfillInstance.class, stripe.url(), database);
    }

    private static int copied(JdbcTemplate sql) {
        return sql.queryForObject("SELECT COUNT(*) FROM copied", Integer.class);
    }
}
