// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConstants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two processes with the same routes, of which camel-master lets one poll; cursors in a database.
 */
class PollingReplicasTest {

    private final WebhookSandbox stripe = new WebhookSandbox();
    private final JdbcDataSource database = new JdbcDataSource();
    private final Map<String, DefaultCamelContext> replicas = new TreeMap<>();
    private final List<String> processed = new CopyOnWriteArrayList<>();
    private final List<String> by = new CopyOnWriteArrayList<>();

    @TempDir private Path locks;
    private JdbcStates offsets;

    @BeforeEach
    void createDatabase() {
        database.setUrl("jdbc:h2:mem:replicas;DB_CLOSE_DELAY=-1");
        new JdbcTemplate(database).execute(JdbcStates.TABLE);
        offsets = new JdbcStates(database);
    }

    @AfterEach
    void close() throws Exception {
        for (DefaultCamelContext replica : replicas.values()) {
            replica.close();
        }
        stripe.close();
        offsets.drop();
    }

    @Test
    void oneTakesOverWhereTheOtherHasStoppedAndNothingIsLostOrDoneTwice() throws Exception {
        replica("first");
        await().until(() -> offsets.keys().contains("stripe-events:customers"));
        replica("second");
        stripe.createCustomer("Ada");
        stripe.createCustomer("Grace");
        await().until(() -> processed.size() == 2);

        replicas.get("first").stop();
        stripe.createCustomer("Edsger");
        await().until(() -> processed.size() == 3);

        assertThat(by).containsExactly("first", "first", "second");
        assertThat(processed).containsExactlyElementsOf(oldestFirst("customer.created"));
    }

    @Test
    void eachRouteHasACursorOfItsOwn() throws Exception {
        replica("first");

        await().untilAsserted(
                        () ->
                                assertThat(offsets.keys())
                                        .containsExactlyInAnyOrder(
                                                "stripe-events:customers",
                                                "stripe-events:payments"));
        stripe.createPayment();
        stripe.createCustomer("Ada");

        await().until(() -> processed.size() == 2);
        assertThat(processed)
                .containsExactlyInAnyOrder(
                        oldestFirst("customer.created").get(0),
                        oldestFirst("payment_intent.succeeded").get(0));
    }

    private List<String> oldestFirst(String type) throws Exception {
        List<String> ids = new ArrayList<>(stripe.eventIds(type));
        Collections.reverse(ids);
        return ids;
    }

    private void replica(String name) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        replicas.put(name, context);
        StripeComponent component = context.getComponent("stripe", StripeComponent.class);
        component.getConfiguration().setSecretKey(stripe.sandbox().secretKey());
        component.getConfiguration().setApiBase(stripe.sandbox().url());
        context.getRegistry().bind("offsets", offsets);
        context.getRegistry().bind("seen", new JdbcMessageIdRepository(database, "events"));
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(locks.toString());
        cluster.setAcquireLockDelay(50, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(50, TimeUnit.MILLISECONDS);
        context.addService(cluster);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        poll("customers", "customer.created");
                        poll("payments", "payment_intent.succeeded");
                    }

                    private void poll(String route, String type) {
                        from("master:%s:stripe:events?types=%s&delay=50&initialDelay=0&offsetRepository=#bean:offsets&idempotentRepository=#bean:seen"
                                        .formatted(route, type))
                                .routeId(route)
                                .process(exchange -> note(name, exchange));
                    }
                });
        context.start();
    }

    private void note(String replica, Exchange exchange) {
        by.add(replica);
        processed.add(exchange.getMessage().getHeader(StripeConstants.EVENT_ID, String.class));
    }
}
