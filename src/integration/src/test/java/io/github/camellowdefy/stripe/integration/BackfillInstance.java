// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One of several processes that copy the customers of an account into a table. */
final class BackfillInstance {

    static final String TABLE = "CREATE TABLE copied (id VARCHAR(40) PRIMARY KEY, times INT)";

    private static final String COPY =
            "INSERT INTO copied VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET times = copied.times + 1";

    private BackfillInstance() {}

    /** Copies until all has been copied; takes the URL of the API and that of the database. */
    public static void main(String[] arguments) throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            JdbcTemplate table = new JdbcTemplate(connection(arguments[1]));
            camel.getRegistry().bind("offsets", new JdbcStates(connection(arguments[1])));
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:copy")
                                    .routeId("copy")
                                    .toF(
                                            "stripe:customers/list?autoPaging=true&backfill=4&backfillLease=1000&offsetRepository=#bean:offsets&secretKey=sk_test_backfill&apiBase=%s",
                                            arguments[0])
                                    .split(body())
                                    .streaming()
                                    .process(exchange -> table.update(COPY, id(exchange)));
                        }
                    });
            camel.start();
            camel.createProducerTemplate().sendBody("direct:copy", null);
            System.out.println("copied");
        }
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class).get("id").toString();
    }

    private static SingleConnectionDataSource connection(String url) {
        return new SingleConnectionDataSource(url, true);
    }
}
