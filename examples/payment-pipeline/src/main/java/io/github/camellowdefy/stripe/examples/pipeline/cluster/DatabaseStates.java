// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.cluster;

import javax.sql.DataSource;
import org.apache.camel.spi.StateRepository;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cursors in the table of states, which all instances share. */
public final class DatabaseStates implements StateRepository<String, String> {

    private final JdbcTemplate sql;

    public DatabaseStates(DataSource database) {
        sql = new JdbcTemplate(database);
    }

    @Override
    public void setState(String key, String value) {
        sql.update(
                "INSERT INTO states (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state",
                key,
                value);
    }

    @Override
    public String getState(String key) {
        return sql
                .queryForList("SELECT state FROM states WHERE name = ?", String.class, key)
                .stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    public void start() {
        // the database is started by others
    }

    @Override
    public void stop() {
        // and stopped by others
    }
}
