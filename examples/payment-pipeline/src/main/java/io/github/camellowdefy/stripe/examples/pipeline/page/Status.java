// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the page shows: all instances together, by the tables they share. */
public final class Status {

    /** How far the groups of consumers are behind; a broker may not answer. */
    @FunctionalInterface
    public interface Lags {

        /** Records that are not committed yet, by topic. */
        Map<String, Long> read() throws Exception;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate sql;
    private final Lags lags;
    private final long budget;

    /**
     * @param budget requests a second of all instances together
     */
    public Status(DataSource database, Lags lags, long budget) {
        this.sql = new JdbcTemplate(database);
        this.lags = lags;
        this.budget = budget;
    }

    /** All there is to show, ready to become JSON. */
    public Map<String, Object> read() throws JsonProcessingException {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("payments", payments());
        status.put("instances", instances());
        status.put("budget", budget);
        status.put("outbox", sql.queryForObject("SELECT count(*) FROM outbox", Long.class));
        status.put("lag", lag());
        status.put("reconciliation", reconciliation());
        return status;
    }

    private Map<String, Object> payments() {
        return sql.queryForMap(
                """
                SELECT count(*) AS orders,
                       count(*) FILTER (WHERE status = 'succeeded') AS charged,
                       count(*) FILTER (WHERE status = 'declined') AS declined,
                       count(*) FILTER (WHERE status = 'refused') AS refused,
                       count(*) FILTER (WHERE status = 'started') AS in_flight,
                       count(*) FILTER (WHERE amount_refunded > 0) AS refunded,
                       count(*) FILTER (WHERE dispute_status IS NOT NULL) AS disputed
                FROM payments
                """);
    }

    private List<Map<String, Object>> instances() throws JsonProcessingException {
        List<Map<String, Object>> instances = new ArrayList<>();
        for (Map<String, Object> row :
                sql.queryForList(
                        """
                        SELECT name, report, extract(epoch FROM now() - seen)::int AS silent
                        FROM instances ORDER BY name
                        """)) {
            Map<String, Object> instance = new LinkedHashMap<>();
            instance.put("name", row.get("name"));
            instance.put("silent", row.get("silent"));
            instance.put("connections", JSON.readTree((String) row.get("report")));
            instances.add(instance);
        }
        return instances;
    }

    private Map<String, Long> lag() {
        try {
            return lags.read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (Exception e) {
            // the page says that it is unknown
            return Map.of();
        }
    }

    private JsonNode reconciliation() throws JsonProcessingException {
        List<String> last =
                sql.queryForList(
                        "SELECT state FROM states WHERE name = 'reconciliation'", String.class);
        return last.isEmpty() ? null : JSON.readTree(last.get(0));
    }
}
