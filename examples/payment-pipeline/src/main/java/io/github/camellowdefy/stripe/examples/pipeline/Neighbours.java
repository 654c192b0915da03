// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker and the database, which may be down when an instance starts: it says which of them
 * does not answer and where it was looked for, and asks again until it does.
 */
final class Neighbours {

    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
    private static final int CONNECT_MILLIS = 3_000;
    private static final int PAUSE_SECONDS = 1;

    private interface Attempt {
        void run() throws Exception;
    }

    private Neighbours() {}

    /** A pool of connections to a database whose tables are those of this version. */
    static HikariDataSource database(Settings settings) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.require(Settings.DATABASE));
        config.setUsername(settings.get(Settings.DATABASE_USER));
        config.setPassword(settings.get(Settings.DATABASE_PASSWORD));
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setInitializationFailTimeout(-1);
        // a host that is gone answers nothing at all
        config.addDataSourceProperty("socketTimeout", 30);
        config.addDataSourceProperty("tcpKeepAlive", true);
        HikariDataSource database = new HikariDataSource(config);
        await(
                "database",
                settings.databasePlace(),
                () -> {
                    database.getConnection().close();
                    Flyway.configure().dataSource(database).load().migrate();
                });
        return database;
    }

    /** Waits for the broker and creates the topics that it lacks. */
    static void broker(Settings settings) throws InterruptedException {
        String servers = settings.require(Settings.KAFKA);
        await(
                "broker",
                servers,
                () -> {
                    try (Admin kafka = Admin.create(admin(servers))) {
                        Topics.create(kafka);
                    }
                });
    }

    private static Map<String, Object> admin(String servers) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                CONNECT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                CONNECT_MILLIS);
    }

    private static void await(String what, String where, Attempt attempt)
            throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int tries = 1; ; tries++) {
            try {
                attempt.run();
                if (tries > 1) {
                    LOG.info("The {} at {} answers.", what, where);
                }
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                LOG.warn(
                        "The {} at {} does not answer: {}. It is asked again in {} s.",
                        what,
                        where,
                        reason(e),
                        PAUSE_SECONDS);
            }
            never.await(PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
