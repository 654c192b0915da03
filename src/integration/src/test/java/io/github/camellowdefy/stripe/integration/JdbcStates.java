/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.integration;

import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.spi.StateRepository;
import org.springframework.jdbc.core.JdbcTemplate;

/** States in a table, as somebody would write it who has a database and no file system. */
final class JdbcStates implements StateRepository<String, String> {

    private final JdbcTemplate sql;

    JdbcStates(DataSource database) {
        sql = new JdbcTemplate(database);
        sql.execute("CREATE TABLE states (name VARCHAR(200) PRIMARY KEY, state CLOB)");
    }

    @Override
    public void setState(String key, String value) {
        sql.update("MERGE INTO states KEY (name) VALUES (?, ?)", key, value);
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
