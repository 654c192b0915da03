// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.model.StripeObject;
import io.github.camellowdefy.stripe.client.StripeUnansweredException;
import io.github.camellowdefy.stripe.client.answer.UnreadableAnswerException;
import io.github.camellowdefy.stripe.client.page.PageWalkException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SplitDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that would never end, are no lists, or of which a route wants no more. */
class EndlessWalksTest {

    /** Options of an endpoint: every form an item may have, and slices of time. */
    private static final List<String> FORMS =
            List.of("outputType=map", "outputType=json", "outputType=object", "backfill=4");

    private static final long NEWEST = 1_700_000_000;

    private Routes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
    }

    /**
     * A walk that cannot go on.
     *
     * @param page Stripe's answer to every request
     * @param items how many items it holds
     * @param requests after how many requests nothing more can come of it
     * @param problem how the failure names what is wrong
     */
    record Walk(String path, String page, int items, int requests, String problem) {}

    private static final List<Walk> WALKS =
            List.of(
                    new Walk(
                            "customers/list",
                            "{\"has_more\":true,\"data\":[{\"id\":\"cus_1\"}]}",
                            1,
                            2,
                            "the cursor \"cus_1\" does not move"),
                    new Walk(
                            "customers/list?params.starting_after=cus_1",
                            "{\"has_more\":true,\"data\":[{\"id\":\"cus_1\"}]}",
                            1,
                            1,
                            "the cursor \"cus_1\" does not move"),
                    new Walk(
                            "customers/list?params.ending_before=cus_9",
                            "{\"has_more\":true,\"data\":[{\"id\":\"cus_3\"},{\"id\":\"cus_2\"}]}",
                            2,
                            2,
                            "the cursor \"cus_3\" does not move"),
                    new Walk(
                            "customers/list",
                            "{\"has_more\":true,\"data\":[{\"id\":\"cus_1\"},{\"id\":\"cus_1\"},{\"id\":\"cus_1\"}]}",
                            3,
                            2,
                            "the cursor \"cus_1\" does not move"),
                    new Walk(
                            "customers/list",
                            "{\"has_more\":true,\"data\":[{\"id\":\"cus_1\"},{\"name\":\"no id\"}]}",
                            2,
                            1,
                            "the last item of the page has no id"),
                    new Walk(
                            "customers/list",
                            "{\"has_more\":true,\"data\":[{\"id\":7},{\"id\":\"\"}]}",
                            2,
                            1,
                            "the last item of the page has no id"),
                    new Walk(
                            "customers/list",
                            "{\"has_more\":true,\"data\":[]}",
                            0,
                            1,
                            "the page holds no item"),
                    new Walk(
                            "customers/search?params.query=x",
                            "{\"has_more\":true,\"next_page\":\"p2\",\"data\":[{\"id\":\"cus_1\"}]}",
                            1,
                            2,
                            "the cursor \"p2\" does not move"),
                    new Walk(
                            "customers/search?params.query=x",
                            "{\"has_more\":true,\"next_page\":\"p2\",\"data\":[]}",
                            0,
                            2,
                            "the cursor \"p2\" does not move"),
                    new Walk(
                            "customers/search?params.query=x",
                            "{\"has_more\":true,\"data\":[{\"id\":\"cus_1\"}]}",
                            1,
                            1,
                            "next_page does not say where"),
                    new Walk(
                            "v2/core/events/list",
                            "{\"next_page_url\":\"/v2/core/events?page=2\",\"data\":[{\"id\":\"evt_1\"}]}",
                            1,
                            2,
                            "the cursor \"/v2/core/events?page=2\" does not move"),
                    new Walk(
                            "v2/core/events/list",
                            "{\"next_page_url\":\"http://localhost\",\"data\":[{\"id\":\"evt_1\"}]}",
                            1,
                            1,
                            "next_page_url is \"http://localhost\", which is no path of the API"),
                    new Walk(
                            "v2/core/events/list",
                            "{\"next_page_url\":\"/v2/core/../../v1/charges\",\"data\":[{\"id\":\"evt_1\"}]}",
                            1,
                            1,
                            "which is no path of the API"),
                    new Walk(
                            "v2/core/events/list",
                            "{\"next_page_url\":\"/v1/charges\",\"data\":[{\"id\":\"evt_1\"}]}",
                            1,
                            1,
                            "which is no path of the API"));

    static Stream<Walk> walks() {
        return WALKS.stream();
    }

    @ParameterizedTest
    @MethodSource("walks")
    void aWalkThatCannotGoOnDeliversWhatCameAndNamesItsCursor(Walk walk) throws Exception {
        start();
        for (String form : FORMS) {
            boolean v1List = walk.path().equals("customers/list");
            if (form.startsWith("backfill") && !v1List) {
                continue;
            }
            int before = routes.server().arrivals();
            Exchange done = read(walk.path(), form, Reply.json(walk.page()));

            assertThat(done.getException())
                    .as("%s with %s", walk, form)
                    .isInstanceOf(PageWalkException.class)
                    .hasMessageContaining("cannot be read on")
                    .hasMessageContaining(walk.problem());
            assertThat(routes.mock("mock:item").getReceivedCounter()).isEqualTo(walk.items());
            assertThat(routes.server().arrivals() - before).isEqualTo(walk.requests());
        }
    }

    @Test
    void aWebhookThatIsRegisteredDoesNotWalkForEver() {
        Reply endless =
                Reply.json("{\"has_more\":true,\"data\":[{\"id\":\"we_1\",\"url\":\"x\"}]}");

        assertThatThrownBy(
                        () ->
                                Routes.start(
                                        endless,
                                        context ->
                                                context.addComponent("http-stub", new HttpStub()),
                                        r ->
                                                r.from(
                                                                "stripe:webhook?httpServerComponent=http-stub&webhookSecret=whsec_1"
                                                                        + "&registerEndpoint=https://example.com/stripe")
                                                        .to("mock:events")))
                .isInstanceOf(PageWalkException.class)
                .hasMessageContaining("the cursor \"we_1\" does not move");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void aWalkInACircleEnds(int pages) throws Exception {
        start();
        for (int round = 0; round < 4; round++) {
            for (int page = 0; page < pages; page++) {
                routes.server()
                        .script(
                                Reply.json(
                                        "{\"next_page_url\":\"/v2/core/events?page="
                                                + page
                                                + "\",\"data\":[]}"));
            }
        }

        assertThat(read("v2/core/events/list", "outputType=map", Reply.json("{}")).getException())
                .isInstanceOf(PageWalkException.class)
                .hasMessageContaining("does not move");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":5}",
                "{\"data\":\"x\"}",
                "{\"data\":true,\"has_more\":true}",
                "{}",
                "[]",
                "[{\"id\":\"cus_1\"}]",
                "{\"has_more\":false}",
                "{\"data\":[null]}",
                "{\"data\":[{\"id\":\"cus_1\"},5]}",
                "{\"data\":[[]]}",
                "{\"data\":[{\"id\":\"cus_1\"}],\"has_more\":\"yes\"}",
                "{\"data\":[{\"id\":\"cus_1\"}],\"has_more\":1}",
                "{\"data\":[{\"id\":\"cus_1\"}],\"has_more\":{}}",
                "{\"data\":[],\"next_page\":7}",
                "{\"data\":[],\"next_page_url\":[]}",
                "{\"data\":[{\"id\":\"cus_1\"}],\"data\":null}",
                "<html>no JSON</html>",
                "{\"data\":[",
                "5",
                "null"
            })
    void whatIsNoPageIsAnUnreadableAnswer(String answer) throws Exception {
        start();
        for (String path : List.of("customers/list", "customers/search", "v2/core/events/list")) {
            for (String form : FORMS) {
                if (form.startsWith("backfill") && !path.equals("customers/list")) {
                    continue;
                }
                Exchange done = read(path, form, Reply.json(answer));

                assertThat(done.getException())
                        .as("%s with %s", path, form)
                        .isInstanceOf(StripeUnansweredException.class)
                        .hasRootCauseInstanceOf(UnreadableAnswerException.class);
                assertThat(routes.mock("mock:item").getReceivedCounter()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"id\":\"cus_1\"}]}",
                "{\"data\":null,\"data\":[{\"id\":\"cus_1\"}],\"has_more\":null}",
                "{\"data\":[{\"id\":\"cus_0\"}],\"data\":[{\"id\":\"cus_1\",\"created\":1e400}]}",
                "{\"data\":[{\"id\":\"cus_1\",\"created\":99999999999999999999}],\"has_more\":false}",
                "{\"data\":[{\"id\":[],\"id\":\"cus_1\",\"created\":-9e18}],\"next_page\":null}"
            })
    void aPageThatIsOnlyOddIsRead(String answer) throws Exception {
        start();
        for (String form : FORMS) {
            assertThat(read("customers/list", form, Reply.json(answer)).getException())
                    .as(form)
                    .isNull();

            assertThat(routes.mock("mock:item").getReceivedCounter()).isEqualTo(1);
            Object item = routes.mock("mock:item").getExchanges().get(0).getMessage().getBody();
            String read =
                    item instanceof StripeObject object
                            ? object.getRawJsonObject().toString()
                            : item.toString();
            assertThat(read).contains("cus_1").doesNotContain("cus_0");
        }
    }

    /** Ways in which a splitter is told to stop at an item. */
    static Stream<Consumer<ProcessorDefinition<?>>> stops() {
        return Stream.of(
                step -> step.throwException(new IllegalStateException("not this one")),
                step -> step.markRollbackOnly(),
                step -> step.rollback());
    }

    @ParameterizedTest
    @MethodSource("stops")
    void aSplitThatStopsReadsNoFurtherPage(Consumer<ProcessorDefinition<?>> stop) throws Exception {
        start(SplitDefinition::stopOnException, stop);
        for (String form : FORMS) {
            int before = routes.server().arrivals();
            Exchange done = read("customers/list", form, endless());

            assertThat(done.isFailed() || done.isRollbackOnly()).as(form).isTrue();
            assertThat(routes.mock("mock:item").getReceivedCounter()).isEqualTo(1);
            // a walk reads one page ahead, and that of the walk before may arrive now; slices read
            // as many as may wait in memory
            int most = form.startsWith("backfill") ? 60 : 3;
            assertThat(routes.server().arrivals() - before).as(form).isLessThanOrEqualTo(most);
        }
    }

    @Test
    void aParallelSplitThatStopsFailsWithWhatStoppedIt() throws Exception {
        start(
                split -> split.stopOnException().parallelProcessing(),
                item -> item.throwException(new IllegalStateException("not this one")));
        for (String form : FORMS) {
            assertThat(read("customers/list", form, endless()).getException())
                    .as(form)
                    .hasRootCauseMessage("not this one");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSplitWhoseFailureWasHandledReadsNoFurtherPage(boolean deadLetter) throws Exception {
        routes =
                Routes.start(
                        r -> {
                            if (deadLetter) {
                                r.errorHandler(r.deadLetterChannel("mock:dead"));
                            } else {
                                r.errorHandler(r.defaultErrorHandler());
                                r.onException(IllegalStateException.class)
                                        .handled(true)
                                        .to("mock:dead");
                            }
                            r.from("direct:read")
                                    .to("stripe:customers/list?autoPaging=true")
                                    .split(r.body())
                                    .streaming()
                                    .stopOnException()
                                    .to("mock:item")
                                    .throwException(new IllegalStateException("not this one"))
                                    .end();
                        });
        routes.server().otherwise(endless());

        routes.send("direct:read", null);

        assertThat(routes.mock("mock:dead").getReceivedCounter()).isEqualTo(1);
        assertThat(routes.mock("mock:item").getReceivedCounter()).isEqualTo(1);
        assertThat(routes.server().arrivals()).isLessThanOrEqualTo(2);
    }

    private void start() throws Exception {
        start(split -> split, item -> {});
    }

    private void start(
            UnaryOperator<SplitDefinition> options, Consumer<ProcessorDefinition<?>> step)
            throws Exception {
        routes =
                Routes.start(
                        r ->
                                step.accept(
                                        options.apply(
                                                        r.from("direct:read")
                                                                .toD("${header.uri}")
                                                                .split(r.body())
                                                                .streaming())
                                                .to("mock:item")));
    }

    private Exchange read(String path, String form, Reply answer) {
        routes.mock("mock:item").reset();
        routes.server().otherwise(answer);
        String options = (path.contains("?") ? "&" : "?") + "autoPaging=true&" + form;
        return routes.send(
                "direct:read",
                exchange -> exchange.getMessage().setHeader("uri", "stripe:" + path + options));
    }

    /** Answers with the pages of a list that is endless, a hundred items each. */
    private static Reply endless() {
        AtomicInteger items = new AtomicInteger();
        return exchange -> {
            String data =
                    IntStream.range(0, 100)
                            .map(i -> items.incrementAndGet())
                            .mapToObj(
                                    i ->
                                            "{\"id\":\"cus_%d\",\"created\":%d}"
                                                    .formatted(i, NEWEST - i))
                            .collect(Collectors.joining(","));
            Reply.json("{\"has_more\":true,\"data\":[" + data + "]}").play(exchange);
        };
    }
}
