// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.AuthenticationException;
import com.stripe.model.Customer;
import io.github.camellowdefy.stripe.client.page.ItemIterator;
import io.github.camellowdefy.stripe.client.page.PageWalkException;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ValueBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkReadTest {

    private static final int CUSTOMERS = 250;

    private final CamelContext context = new DefaultCamelContext();
    private final StripeSandbox sandbox = StripeSandbox.start();
    private ProducerTemplate template;

    @BeforeEach
    void startWithSomeCustomers() {
        context.getRegistry().bind("sandbox", sandbox.configuration());
        context.start();
        template = context.createProducerTemplate();
        sandbox.engine()
                .change(
                        sandbox.engine().platform(),
                        changes -> {
                            for (int i = 0; i < CUSTOMERS; i++) {
                                changes.insert(
                                        changes.draft("customer")
                                                .put("name", "c" + i)
                                                .put("email", i + "@example.com"));
                                sandbox.clock().advance(Duration.ofSeconds(i % 7));
                            }
                        });
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    @Test
    void splitsAListOfAnyLengthItemByItem() throws Exception {
        MockEndpoint mock = context.getEndpoint("mock:customer", MockEndpoint.class);
        mock.expectedMessageCount(CUSTOMERS);

        run(stripe("&autoPaging=true"), from -> split(from, false));

        mock.assertIsSatisfied();
        assertThat(names(mock)).startsWith("c249", "c248").endsWith("c1", "c0");
        assertThat(sandbox.journal().of("GET", "/v1/customers")).hasSize(3);
    }

    @Test
    void splitsSideBySideToo() throws Exception {
        MockEndpoint mock = context.getEndpoint("mock:customer", MockEndpoint.class);
        mock.expectedMessageCount(CUSTOMERS);

        run(stripe("&autoPaging=true"), from -> split(from, true));

        mock.assertIsSatisfied();
        assertThat(names(mock)).doesNotHaveDuplicates();
    }

    @Test
    void readsTimeSlicesSideBySideAndGivesTheSameItems() throws Exception {
        MockEndpoint mock = context.getEndpoint("mock:customer", MockEndpoint.class);
        mock.expectedMessageCount(CUSTOMERS);

        run(
                stripe("&autoPaging=true&backfill=4&ordered=true&params.limit=10"),
                from -> split(from, false));

        mock.assertIsSatisfied();
        assertThat(names(mock)).startsWith("c249", "c248").endsWith("c1", "c0");
    }

    @Test
    void appendsEveryItemsTextToAFile(@TempDir Path folder) throws Exception {
        run(
                stripe("&autoPaging=true&outputType=json"),
                from ->
                        from.split(body())
                                .streaming()
                                .transform(body().append("\n"))
                                .to("file:" + folder + "?fileName=all.jsonl&fileExist=Append"));

        assertThat(Files.readAllLines(folder.resolve("all.jsonl")))
                .hasSize(CUSTOMERS)
                .allSatisfy(line -> assertThat(line).startsWith("{\"id\":\"cus_").endsWith("}"));
    }

    @Test
    void walksASearch() throws Exception {
        MockEndpoint mock = context.getEndpoint("mock:customer", MockEndpoint.class);
        mock.expectedMessageCount(CUSTOMERS);

        run(
                stripe("customers/search", "&autoPaging=true&params.query=RAW(email~'example')"),
                from -> split(from, false));

        mock.assertIsSatisfied();
        assertThat(names(mock)).doesNotHaveDuplicates();
        assertThat(sandbox.journal().of("GET", "/v1/customers/search")).hasSize(3);
    }

    @Test
    void walksAListOfTheV2Api() throws Exception {
        for (int i = 0; i < 5; i++) {
            template.requestBody(stripe("v2/core/accounts/create", ""), Map.of());
        }
        MockEndpoint mock = context.getEndpoint("mock:customer", MockEndpoint.class);
        mock.expectedMessageCount(5);

        run(
                stripe("v2/core/events/list", "&autoPaging=true&params.limit=2"),
                from -> split(from, false));

        mock.assertIsSatisfied();
        assertThat(mock.getExchanges())
                .allSatisfy(
                        exchange ->
                                assertThat(exchange.getMessage().getBody(Map.class).get("type"))
                                        .isEqualTo("v2.core.account.created"));
        assertThat(sandbox.journal().of("GET", "/v2/core/events")).hasSize(3);
    }

    @Test
    void stopsAtMaxItems() throws Exception {
        MockEndpoint mock = context.getEndpoint("mock:customer", MockEndpoint.class);
        mock.expectedMessageCount(42);

        run(stripe("&autoPaging=true&maxItems=42"), from -> split(from, false));

        mock.assertIsSatisfied();
    }

    @Test
    void givesTypedItemsWhenAskedTo() throws Exception {
        Object body =
                template.requestBody(stripe("&autoPaging=true&outputType=object"), (Object) null);

        assertThat(((ItemIterator) body).next()).isInstanceOf(Customer.class);
    }

    @Test
    void aRefusedFirstPageFailsTheStepItself() {
        Exchange answer =
                template.request(
                        stripe("&autoPaging=true&secretKey=sk_test_nobody_knows"), exchange -> {});

        assertThat(answer.getException()).isInstanceOf(AuthenticationException.class);
        assertThat(answer.getMessage().getHeader("CamelStripeStatusCode")).isEqualTo(401);
    }

    @Test
    void aLaterPageThatFailsFailsTheSplitAndNamesTheCause() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:start")
                                .to(stripe("&autoPaging=true&maxNetworkRetries=0"))
                                .process(
                                        exchange ->
                                                sandbox.faults()
                                                        .next(
                                                                Fault.ERROR_500_BEFORE,
                                                                9,
                                                                "GET /v1/customers"))
                                .split(body())
                                .streaming()
                                .to("mock:customer");
                    }
                });

        Exchange answer = template.request("direct:start", exchange -> {});

        assertThat(answer.getException())
                .hasStackTraceContaining(PageWalkException.class.getName());
    }

    @Test
    void closesTheWalkWithTheExchange() throws Exception {
        AtomicReference<Object> items = new AtomicReference<>();

        run(
                stripe("&autoPaging=true&params.limit=10"),
                from -> from.process(exchange -> items.set(exchange.getMessage().getBody())));

        List<Object> left = new ArrayList<>();
        ((ItemIterator) items.get()).forEachRemaining(left::add);
        assertThat(left).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void closesTheWalkWhenTheExchangeFails() {
        AtomicReference<Object> items = new AtomicReference<>();

        assertThatThrownBy(
                        () ->
                                run(
                                        stripe("&autoPaging=true&params.limit=10"),
                                        from ->
                                                from.split(body())
                                                        .streaming()
                                                        .stopOnException()
                                                        .process(
                                                                exchange ->
                                                                        items.set(
                                                                                exchange
                                                                                        .getProperty(
                                                                                                "walk")))
                                                        .throwException(
                                                                IllegalStateException.class,
                                                                "no more")
                                                        .end(),
                                        exchange ->
                                                exchange.setProperty(
                                                        "walk", exchange.getMessage().getBody())))
                .hasRootCauseMessage("no more");

        List<Object> left = new ArrayList<>();
        ((ItemIterator) items.get()).forEachRemaining(left::add);
        assertThat(left).hasSizeLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamCachingLeavesTheItemsAlone(boolean caching) throws Exception {
        context.setStreamCaching(caching);
        MockEndpoint mock = context.getEndpoint("mock:customer", MockEndpoint.class);
        mock.expectedMessageCount(CUSTOMERS);

        run(stripe("&autoPaging=true&outputType=json"), from -> split(from, false));

        mock.assertIsSatisfied();
    }

    @Test
    void walksTowardsNewerItems() throws Exception {
        List<?> newest =
                (List<?>)
                        template.requestBody(stripe("&params.limit=100"), null, Map.class)
                                .get("data");
        Object start = ((Map<?, ?>) newest.get(99)).get("id");
        MockEndpoint mock = context.getEndpoint("mock:customer", MockEndpoint.class);
        mock.expectedMessageCount(99);

        run(
                stripe("&autoPaging=true&params.limit=40&params.ending_before=" + start),
                from -> split(from, false));

        mock.assertIsSatisfied();
        assertThat(names(mock)).startsWith("c151", "c152").endsWith("c249");
    }

    private interface Rest {
        void add(RouteDefinition from);
    }

    private void run(String stripe, Rest rest) throws Exception {
        run(stripe, rest, exchange -> {});
    }

    private void run(String stripe, Rest rest, Processor first) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        rest.add(from("direct:start").to(stripe).process(first));
                    }
                });
        template.sendBody("direct:start", (Object) null);
    }

    private static void split(RouteDefinition from, boolean parallel) {
        from.split(body()).streaming().parallelProcessing(parallel).to("mock:customer");
    }

    private static ValueBuilder body() {
        return Builder.body();
    }

    private String stripe(String options) {
        return stripe("customers/list", options);
    }

    private String stripe(String operation, String options) {
        return "stripe:" + operation + "?connection=#bean:sandbox" + options;
    }

    private static List<String> names(MockEndpoint mock) {
        return mock.getExchanges().stream()
                .map(exchange -> (String) exchange.getMessage().getBody(Map.class).get("name"))
                .toList();
    }
}
