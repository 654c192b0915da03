// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.spi.StateRepository;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** States in a table, as somebody would write it who has a database and no file system. */
final class JdbcStates implements StateRepository<String, String> {

    /** For one process to create, before others start: two at once meet PostgreSQL's own index. */
    static final String TABLE =
            "CREATE TABLE states (name VARCHAR(200) PRIMARY KEY, state VARCHAR(4000))";

    private final JdbcTemplate sql;

    JdbcStates(DataSource database) {
        sql = new JdbcTemplate(database);
    }

    @Override
    public void setState(String key, String value) {
        if (!update(key, value)) {
            try {
                sql.update("INSERT INTO states VALUES (?, ?)", key, value);
            } catch (DuplicateKeyException e) {
                // another instance was faster
                update(key, value);
            }
        }
    }

    private boolean update(String key, String value) {
        return sql.update("UPDATE states SET state = ? WHERE name = ?", value, key) > 0;
    }

    @Override
    public String getState(String key) {
        return sql
                .queryForList("SELECT state FROM states WHERE name = ?", String.class, key)
                .stream()
                .findFirst()
                .orElse(null);
    }

    List<String> keys() {
        return sql.queryForList("SELECT name FROM states", String.class);
    }

    void drop() {
        sql.execute("DROP ALL OBJECTS");
    }

    @Override
    public void start() {
        // the database has been started
    }

    @Override
    public void stop() {
        // and is stopped by others
    }
}
