// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camellowdefy.stripe.examples.pipeline.embedded.EmbeddedDatabase;
import io.github.camellowdefy.stripe.examples.pipeline.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The broker or the database is down when an instance starts. */
class NeighboursTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Logger logger = (Logger) LoggerFactory.getLogger(Neighbours.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    @Test
    void theDatabaseIsNamedAndAskedAgainUntilItAnswers() throws Exception {
        int port = Surroundings.freePort();
        EmbeddedDatabase database = new EmbeddedDatabase(folder, port);
        Settings settings =
                new Settings(
                        Map.of(
                                Settings.DATABASE,
                                database.url() + "?password=secret",
                                Settings.DATABASE_USER,
                                database.user()));
        CompletableFuture<HikariDataSource> pool =
                CompletableFuture.supplyAsync(() -> database(settings));
        await().atMost(PATIENCE).until(() -> said("asked again"));

        database.start();
        try {
            pool.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).close();
            assertThat(said("The database at jdbc:postgresql://localhost:" + port + "/postgres"))
                    .isTrue();
            assertThat(said("refused")).isTrue();
            assertThat(said("answers.")).isTrue();
            assertThat(said("secret")).isFalse();
        } finally {
            database.close();
        }
    }

    @Test
    void theBrokerIsNamedAndAskedAgainUntilItAnswers() throws Exception {
        int port = Surroundings.freePort();
        EmbeddedKafka kafka = new EmbeddedKafka(folder, port, Surroundings.freePort());
        Settings settings = new Settings(Map.of(Settings.KAFKA, kafka.bootstrapServers()));
        CompletableFuture<Void> broker = CompletableFuture.runAsync(() -> broker(settings));
        await().atMost(PATIENCE).until(() -> said("asked again"));

        kafka.start();
        try {
            broker.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(said("The broker at localhost:" + port + " does not answer")).isTrue();
            assertThat(said("The broker at localhost:" + port + " answers.")).isTrue();
        } finally {
            kafka.close();
        }
    }

    private boolean said(String text) {
        return List.copyOf(log.list).stream()
                .anyMatch(event -> event.getFormattedMessage().contains(text));
    }

    private static HikariDataSource database(Settings settings) {
        try {
            return Neighbours.database(settings);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void broker(Settings settings) {
        try {
            Neighbours.broker(settings);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
