// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleResolver;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes into the database what this instance knows of its connections to Stripe: the counters and
 * last errors that the component keeps, as its dev console shows them.
 */
public final class InstanceReport implements Processor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate sql;
    private final String name;
    private DevConsole console;

    /**
     * @param name of this instance
     */
    public InstanceReport(DataSource database, String name) {
        this.sql = new JdbcTemplate(database);
        this.name = name;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        sql.update(
                """
                INSERT INTO instances (name, seen, report) VALUES (?, now(), ?)
                ON CONFLICT (name) DO UPDATE SET seen = excluded.seen, report = excluded.report
                """,
                name,
                JSON.writeValueAsString(connections(exchange.getContext())));
        sql.update("DELETE FROM instances WHERE seen < now() - interval '1 minute'");
    }

    private Object connections(CamelContext camel) {
        if (console == null) {
            console =
                    camel.getCamelContextExtension()
                            .getContextPlugin(DevConsoleResolver.class)
                            .resolveDevConsole("stripe");
            CamelContextAware.trySetCamelContext(console, camel);
        }
        return console.call(DevConsole.MediaType.JSON) instanceof Map<?, ?> answer
                ? answer.get("connections")
                : List.of();
    }
}
