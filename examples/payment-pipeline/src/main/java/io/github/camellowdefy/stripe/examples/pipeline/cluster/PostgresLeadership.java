// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership for {@code master:} routes by an advisory lock of PostgreSQL: whoever holds it leads.
 * The lock belongs to a connection, so PostgreSQL gives it to another instance when the leader's
 * process ends, however it ends. A leader that loses its connection may believe for a few seconds
 * more that it leads; what the route does has to bear that.
 */
public final class PostgresLeadership extends AbstractCamelClusterService<PostgresLeadership.View> {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLeadership.class);
    private static final int SECONDS_TO_ANSWER = 5;

    private final DataSource database;
    private final long intervalMillis;

    /**
     * @param intervalMillis how often the lock is asked for, and the connection looked after
     */
    public PostgresLeadership(DataSource database, long intervalMillis) {
        super("postgres-leadership");
        this.database = database;
        this.intervalMillis = intervalMillis;
    }

    @Override
    protected View createView(String namespace) {
        return new View(this, namespace);
    }

    /** The lock of one namespace. */
    public static final class View extends AbstractCamelClusterView {

        private final PostgresLeadership service;
        private ScheduledExecutorService timer;
        private Connection connection;
        private volatile boolean leads;

        private View(PostgresLeadership service, String namespace) {
            super(service, namespace);
            this.service = service;
        }

        @Override
        public Optional<CamelClusterMember> getLeader() {
            return leads ? Optional.of(getLocalMember()) : Optional.empty();
        }

        @Override
        public CamelClusterMember getLocalMember() {
            return new Member(getClusterService(), leads);
        }

        @Override
        public List<CamelClusterMember> getMembers() {
            return List.of(getLocalMember());
        }

        @Override
        protected void doStart() {
            timer =
                    getCamelContext()
                            .getExecutorServiceManager()
                            .newSingleThreadScheduledExecutor(this, "leadership-" + getNamespace());
            timer.scheduleWithFixedDelay(
                    this::check, 0, service.intervalMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void doStop() {
            getCamelContext().getExecutorServiceManager().shutdownGraceful(timer);
            lead(false);
            disconnect();
        }

        private void check() {
            try {
                if (connection == null) {
                    connection = service.database.getConnection();
                }
                lead(leads ? connection.isValid(SECONDS_TO_ANSWER) : acquire());
                if (!leads) {
                    disconnect();
                }
            } catch (SQLException | RuntimeException e) {
                LOG.warn("The lock of {} cannot be held: {}", getNamespace(), e.getMessage());
                lead(false);
                disconnect();
            }
        }

        private boolean acquire() throws SQLException {
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT pg_try_advisory_lock(hashtext(?))")) {
                lock.setString(1, getNamespace());
                lock.setQueryTimeout(SECONDS_TO_ANSWER);
                try (ResultSet answer = lock.executeQuery()) {
                    return answer.next() && answer.getBoolean(1);
                }
            }
        }

        private void lead(boolean now) {
            if (leads != now) {
                leads = now;
                LOG.info("This instance {} {}.", now ? "leads" : "no longer leads", getNamespace());
                fireLeadershipChangedEvent(now ? getLocalMember() : null);
            }
        }

        private void disconnect() {
            if (connection != null) {
                try (Connection closing = connection) {
                    // a pool hands the connection on, and the lock with it
                    unlock(closing);
                } catch (SQLException e) {
                    LOG.debug("The connection is gone, and the lock with it.", e);
                }
                connection = null;
            }
        }

        private static void unlock(Connection connection) throws SQLException {
            try (PreparedStatement unlock =
                    connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
                unlock.execute();
            }
        }
    }

    private record Member(String getId, boolean isLeader) implements CamelClusterMember {

        private Member(CamelClusterService service, boolean leads) {
            this(service.getId(), leads);
        }

        @Override
        public String getId() {
            return getId;
        }

        @Override
        public boolean isLocal() {
            return true;
        }
    }
}
