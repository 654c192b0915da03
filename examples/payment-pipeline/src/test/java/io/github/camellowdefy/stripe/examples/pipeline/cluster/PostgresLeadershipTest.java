// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLeadershipTest {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void oneLeadsAndTheOtherTakesOverWhenItStops() throws Exception {
        try (DefaultCamelContext first = new DefaultCamelContext();
                DefaultCamelContext second = new DefaultCamelContext()) {
            CamelClusterView one = view(first, "stops");
            await().until(() -> one.getLeader().isPresent());
            CamelClusterView other = view(second, "stops");
            assertThat(other.getLeader()).isEmpty();

            first.stop();

            await().until(() -> other.getLeader().isPresent());
        }
    }

    @Test
    void oneThatLosesItsConnectionNoLongerLeadsOrLeadsAnew() throws Exception {
        try (DefaultCamelContext first = new DefaultCamelContext();
                DefaultCamelContext second = new DefaultCamelContext()) {
            CamelClusterView one = view(first, "cut");
            await().until(() -> one.getLeader().isPresent());
            CamelClusterView other = view(second, "cut");

            cutHolderOfLock();

            await().until(() -> one.getLeader().isPresent() ^ other.getLeader().isPresent());
            assertThat(locks()).isOne();
        }
    }

    @Test
    void namespacesHaveLeadersOfTheirOwn() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            PostgresLeadership service = new PostgresLeadership(postgres.getPostgresDatabase(), 50);
            camel.addService(service);
            camel.start();
            for (String namespace : new String[] {"a", "b"}) {
                CamelClusterView view = service.getView(namespace);
                await().until(() -> view.getLeader().isPresent());
            }
        }
    }

    private static CamelClusterView view(DefaultCamelContext camel, String namespace)
            throws Exception {
        PostgresLeadership service = new PostgresLeadership(postgres.getPostgresDatabase(), 50);
        camel.addService(service);
        camel.start();
        return service.getView(namespace);
    }

    private static void cutHolderOfLock() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
        }
    }

    private static int locks() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")) {
            count.next();
            return count.getInt(1);
        }
    }
}
