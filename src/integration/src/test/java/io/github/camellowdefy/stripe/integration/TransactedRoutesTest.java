// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.CardException;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A payment in the middle of a database transaction, which is bound to the thread it began on. */
class TransactedRoutesTest {

    private static final String PAY = "stripe:paymentIntents/create";
    private static final String NOTE_BEFORE = "sql:INSERT INTO notes VALUES ('before')";
    private static final String NOTE_WITHIN = "sql:INSERT INTO notes VALUES ('within')";
    private static final String NOTE_AFTER = "sql:INSERT INTO notes VALUES ('after')";
    private static final Map<String, Object> PAYMENT =
            Map.of(
                    "amount",
                    2000,
                    "currency",
                    "eur",
                    "payment_method",
                    "pm_card_visa",
                    "payment_method_types",
                    List.of("card"),
                    "confirm",
                    true);

    private static final String DECLINED =
            "{amount: 2000, currency: eur, payment_method: pm_card_chargeDeclined, payment_method_types: [card], confirm: true}";

    private final StripeSandbox stripe = StripeSandbox.start();
    private final JdbcDataSource database = new JdbcDataSource();
    private final DataSourceTransactionManager transactions = new DataSourceTransactionManager();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private JdbcTemplate sql;

    @BeforeEach
    void connect() {
        database.setUrl("jdbc:h2:mem:transactions;DB_CLOSE_DELAY=-1");
        transactions.setDataSource(database);
        sql = new JdbcTemplate(database);
        sql.execute("CREATE TABLE notes (text VARCHAR(20))");
        sql.execute("CREATE TABLE orders (id INT, paid BOOLEAN)");
        StripeComponent component = camel.getComponent("stripe", StripeComponent.class);
        stripe.configure(component);
        component.getConfiguration().setMaxNetworkRetries(0);
        camel.getRegistry().bind("database", database);
        camel.getRegistry().bind("required", new SpringTransactionPolicy(transactions));
    }

    @AfterEach
    void close() throws Exception {
        camel.close();
        stripe.close();
        sql.execute("DROP ALL OBJECTS");
    }

    static Stream<Arguments> waysToTheCall() {
        return Stream.of(
                way("a step of the route", 0, route -> route.to(PAY)),
                way("a dynamic step", 0, route -> route.toD(PAY + "${header.nothing}")),
                way("a route called", 1, route -> route.to("direct:within")),
                way("a choice", 1, route -> route.filter().body().to(PAY).to(NOTE_WITHIN).end()),
                way("a part of a split", 2, route -> twice(route).to(PAY).to(NOTE_WITHIN).end()),
                way("a branch", 1, route -> route.multicast().to(PAY, NOTE_WITHIN).end()),
                way(
                        "a recipient",
                        1,
                        route ->
                                route.setHeader("to")
                                        .constant(PAY + ";" + NOTE_WITHIN)
                                        .recipientList()
                                        .simple("${header.to.split(';')}")
                                        .end()),
                way(
                        "a stop of a slip",
                        1,
                        route ->
                                route.setHeader("to")
                                        .constant(PAY + ";" + NOTE_WITHIN)
                                        .routingSlip()
                                        .header("to")
                                        .uriDelimiter(";")
                                        .end()),
                way(
                        "a pass of a loop",
                        2,
                        route ->
                                route.loop(2)
                                        .setBody()
                                        .constant(PAYMENT)
                                        .to(PAY)
                                        .to(NOTE_WITHIN)
                                        .end()),
                way(
                        "a pass of a loop over copies",
                        2,
                        route -> route.loop(2).copy().to(PAY).to(NOTE_WITHIN).end()),
                way(
                        "a pass of such a loop in a split",
                        4,
                        route -> twice(route).loop(2).copy().to(PAY).to(NOTE_WITHIN).end().end()),
                way(
                        "something tried",
                        1,
                        route -> route.doTry().to(PAY).doFinally().to(NOTE_WITHIN).end()),
                way("a failover", 0, route -> route.loadBalance().failover().to(PAY).end()),
                way("an enrichment", 0, route -> route.enrich(PAY)),
                way(
                        "a route that enriches and shares the unit of work",
                        1,
                        route -> route.enrich().constant("direct:within").shareUnitOfWork().end()),
                way(
                        "a route that enriches and joins the transaction",
                        1,
                        route -> route.enrich("direct:joined")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToTheCall")
    void aLaterFailureRollsBackWhatCameBeforeAndAfterTheCall(
            String name, int within, Consumer<ProcessorDefinition<?>> way) throws Exception {
        start(way, exchange -> fail());

        Exchange failed = send();

        assertThat(failed.getException()).hasRootCauseMessage("out of stock");
        assertThat(notes()).isEmpty();
        assertThat(stripe.charges().count()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToTheCall")
    void withoutAFailureEverythingIsCommitted(
            String name, int within, Consumer<ProcessorDefinition<?>> way) throws Exception {
        start(way, exchange -> {});

        Exchange paid = send();

        assertThat(paid.getException()).isNull();
        assertThat(notes()).hasSize(within + 2).contains("before", "after");
        assertThat(stripe.charges().count()).isEqualTo(Math.max(1, within));
    }

    @Test
    void aCallThatFailsRollsBackWhatCameBeforeIt() throws Exception {
        start(route -> route.setBody().constant(DECLINED).to(PAY), exchange -> {});

        Exchange declined = send();

        assertThat(declined.getException()).hasCauseInstanceOf(CardException.class);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aRedeliveryWithinTheTransactionChargesOnce() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(StripeOutcomeUnknownException.class)
                                .maximumRedeliveries(2)
                                .redeliveryDelay(0);
                        from("direct:pay")
                                .transacted()
                                .to(NOTE_BEFORE)
                                .setBody(constant(PAYMENT))
                                .to(PAY)
                                .to(NOTE_AFTER);
                    }
                });
        camel.start();
        stripe.faults().next(Fault.RESET_AFTER, 2);

        assertThat(send().getException()).isNull();

        assertThat(notes()).containsExactly("before", "after");
        assertThat(stripe.charges().count()).isEqualTo(1);
    }

    @Test
    void aTransactionThatCamelDoesNotKnowOfNeedsTheCallToBeSynchronous() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:pay")
                                .to(NOTE_BEFORE)
                                .setBody(constant(PAYMENT))
                                .to(PAY + "?synchronous=true")
                                .to(NOTE_AFTER);
                    }
                });
        camel.start();

        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        status -> {
                            assertThat(send().getException()).isNull();
                            status.setRollbackOnly();
                        });

        assertThat(notes()).isEmpty();
    }

    @Test
    void anOrderThatIsRolledBackAndComesAgainIsChargedOnce() throws Exception {
        sql.execute("INSERT INTO orders VALUES (1, FALSE), (2, FALSE), (3, FALSE)");
        AtomicInteger failures = new AtomicInteger(2);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("sql:SELECT id FROM orders WHERE NOT paid?initialDelay=0&delay=20")
                                .transacted()
                                .setHeader("order", simple("${body[ID]}"))
                                .to("sql:UPDATE orders SET paid = TRUE WHERE id = :#order")
                                .setBody(constant(PAYMENT))
                                .to(PAY + "?idempotencyKey=order-${header.order}")
                                .to(NOTE_AFTER)
                                .process(
                                        exchange -> {
                                            if (failures.getAndDecrement() > 0) {
                                                fail();
                                            }
                                        });
                    }
                });
        stripe.faults().next(Fault.RESET_AFTER).next(Fault.ERROR_500_BEFORE);

        camel.start();

        await().until(() -> unpaid() == 0);
        assertThat(notes()).hasSize(3);
        assertThat(stripe.charges().count()).isEqualTo(3);
    }

    private void start(Consumer<ProcessorDefinition<?>> way, Consumer<Exchange> last)
            throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        ProcessorDefinition<?> route =
                                from("direct:pay").transacted().to(NOTE_BEFORE);
                        route.setBody(constant(PAYMENT));
                        way.accept(route);
                        route.to(NOTE_AFTER).process(last::accept);
                        from("direct:within").to(PAY).to(NOTE_WITHIN);
                        from("direct:joined").transacted().to("direct:within");
                    }
                });
        camel.start();
    }

    private Exchange send() {
        return camel.createProducerTemplate().request("direct:pay", exchange -> {});
    }

    private List<String> notes() {
        return sql.queryForList("SELECT text FROM notes", String.class);
    }

    private int unpaid() {
        return sql.queryForList("SELECT id FROM orders WHERE NOT paid").size();
    }

    private static void fail() {
        throw new IllegalStateException("out of stock");
    }

    private static ProcessorDefinition<?> twice(ProcessorDefinition<?> route) {
        return route.setBody().body(payment -> List.of(payment, payment)).split().body();
    }

    private static Arguments way(
            String name, int within, Consumer<ProcessorDefinition<?>> definition) {
        return Arguments.of(name, within, definition);
    }
}
