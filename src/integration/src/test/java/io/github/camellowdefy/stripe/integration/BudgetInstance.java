// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.postgresql.ds.PGSimpleDataSource;

/** One of several processes that share a budget of 80 requests per second. */
final class BudgetInstance {

    static final String TABLE = "CREATE TABLE bucket (id VARCHAR(64) PRIMARY KEY, state BYTEA)";
    private static final int CALLS_AT_ONCE = 60;

    private BudgetInstance() {}

    /**
     * Makes calls until its standard input ends; takes the sandbox's URL, its key, the database.
     */
    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[2]);
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("budgets", budgets(database));
            camel.start();
            ProducerTemplate template = camel.createProducerTemplate();
            String uri =
                    "stripe:customers/list?requestsPerSecond=80&rateLimiter=#bean:budgets&secretKey=%s&apiBase=%s"
                            .formatted(arguments[1], arguments[0]);
            for (int i = 0; i < CALLS_AT_ONCE; i++) {
                again(template, uri);
            }
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // goes on until the test closes the pipe
            }
        }
    }

    static ProxyManager<String> budgets(DataSource database) {
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .build();
    }

    private static void again(ProducerTemplate template, String uri) {
        template.asyncRequestBody(uri, null)
                .whenComplete((answer, failure) -> again(template, uri));
    }
}
