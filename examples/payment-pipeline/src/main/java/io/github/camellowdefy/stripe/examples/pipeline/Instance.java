// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.camellowdefy.stripe.examples.pipeline.cluster.DatabaseStates;
import io.github.camellowdefy.stripe.examples.pipeline.cluster.PostgresLeadership;
import io.github.camellowdefy.stripe.examples.pipeline.events.Reconciler;
import io.github.camellowdefy.stripe.examples.pipeline.ledger.Auditor;
import io.github.camellowdefy.stripe.examples.pipeline.ledger.Ledger;
import io.github.camellowdefy.stripe.examples.pipeline.orders.OffsetCommit;
import io.github.camellowdefy.stripe.examples.pipeline.orders.OrderReader;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Payments;
import io.github.camellowdefy.stripe.examples.pipeline.orders.Replay;
import io.github.camellowdefy.stripe.examples.pipeline.page.InstanceReport;
import io.github.camellowdefy.stripe.examples.pipeline.page.Status;
import java.time.Clock;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualSyncCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;
import org.apache.camel.main.Main;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * One instance of the pipeline: the routes of {@code routes/} and the beans they name. Any number
 * of instances share a broker and a database.
 */
final class Instance {

    private static final long LEADERSHIP_MILLIS = 1_000;

    private Instance() {}

    /** Runs an instance until the process is told to end. */
    static void run(Settings settings) throws Exception {
        create(settings, Clock.systemUTC()).run();
    }

    /** An instance that is ready to start: the broker and the database answer. */
    static Main create(Settings settings, Clock clock) throws InterruptedException {
        Neighbours.broker(settings);
        HikariDataSource database = Neighbours.database(settings);
        Main main = new Main();
        settings.environment().forEach(main::addInitialProperty);
        if (!settings.has(Settings.WEBHOOK_SECRET)) {
            main.configure().setRoutesExcludePattern("**/webhook.camel.yaml");
        }
        Payments payments = new Payments(database, clock, Topics.RESULTS);
        main.bind("clock", clock);
        main.bind("dataSource", database);
        main.bind("transactions", new DataSourceTransactionManager(database));
        main.bind("orderReader", new OrderReader(settings.number(Settings.MAXIMUM, 1_000_000)));
        main.bind("payments", payments);
        main.bind("reconciler", new Reconciler(payments));
        main.bind("ledger", new Ledger(database));
        main.bind("auditor", new Auditor(database));
        main.bind("replay", new Replay(clock));
        main.bind("takenIn", takenIn(database));
        main.bind("states", new DatabaseStates(database));
        main.bind("leadership", new PostgresLeadership(database, LEADERSHIP_MILLIS));
        main.bind("budgets", budgets(database));
        main.bind("instanceReport", new InstanceReport(database, name(settings)));
        main.bind("status", status(settings, database));
        main.bind("commitOffset", new OffsetCommit());
        main.bind("manualCommit", manualCommit());
        return main;
    }

    private static String name(Settings settings) {
        return "port %s, process %d"
                .formatted(settings.number(Settings.PORT, 8080), ProcessHandle.current().pid());
    }

    private static Status status(Settings settings, HikariDataSource database) {
        Groups groups = new Groups(settings.require(Settings.KAFKA));
        return new Status(database, groups::lags, settings.number(Settings.BUDGET, 80));
    }

    /** The request budget that all instances share. */
    private static ProxyManager<String> budgets(HikariDataSource database) {
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .build();
    }

    /** A factory that is not Camel's own: with one of those, camel-kafka commits by itself too. */
    private static KafkaManualCommitFactory manualCommit() {
        return DefaultKafkaManualSyncCommit::new;
    }

    private static JdbcMessageIdRepository takenIn(HikariDataSource database) {
        JdbcMessageIdRepository events = new JdbcMessageIdRepository(database, "stripe-events");
        events.setCreateTableIfNotExists(false);
        return events;
    }
}
