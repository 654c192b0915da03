// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.RateLimitException;
import com.stripe.model.Customer;
import com.stripe.model.CustomerCollection;
import com.stripe.model.StripeCollection;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import io.github.camellowdefy.stripe.producer.MessageWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read off a message and what is put on it. */
class ProducerMessageTest {

    private static final String CUSTOMER = "{\"id\":\"cus_1\",\"object\":\"customer\"}";
    private static final String LIST =
            "{\"object\":\"list\",\"data\":["
                    + CUSTOMER
                    + "],\"has_more\":true,\"url\":\"/v1/customers\"}";

    @TempDir private Path directory;
    private Routes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
    }

    static Stream<Object> bodies() throws Exception {
        String json = "{\"customers\": {\"create\": [{\"name\": \"Ann\"}]}}";
        String yaml = "customers:\n  create:\n    - name: Ann\n";
        return Stream.of(
                Map.of("customers", Map.of("create", List.of(Map.of("name", "Ann")))),
                json,
                yaml,
                json.getBytes(UTF_8),
                new ByteArrayInputStream(yaml.getBytes(UTF_8)),
                new StringReader(json),
                new InputStreamCache(json.getBytes(UTF_8)),
                new ReaderCache(yaml));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theNestedMapIsReadOffAnyKindOfBodyAndAgainInARedelivery(Object body) throws Exception {
        start(
                r ->
                        r.from("direct:call")
                                .noStreamCaching()
                                .errorHandler(
                                        r.defaultErrorHandler()
                                                .maximumRedeliveries(1)
                                                .redeliveryDelay(0))
                                .to("stripe"));
        routes.server().script(Reply.json(500, "{}"), Reply.json(CUSTOMER));

        Exchange done = routes.send("direct:call", body);

        assertThat(done.getException()).isNull();
        assertThat(routes.server().requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(new String(request.body())).isEqualTo("name=Ann"));
    }

    @Test
    void aFileIsReadAsText() throws Exception {
        Files.writeString(directory.resolve("call.yaml"), "name: Ann\n");
        start(
                r ->
                        r.from("file:" + directory + "?initialDelay=0&delay=10")
                                .to("stripe:customers/create")
                                .to("mock:done"));
        routes.mock("mock:done").expectedMessageCount(1);

        routes.mock("mock:done").assertIsSatisfied();
        assertThat(new String(routes.server().lastRequest().body())).isEqualTo("name=Ann");
    }

    @Test
    void aPathOrFileOfTheJdkIsReadAsTextToo() throws Exception {
        Path text = Files.writeString(directory.resolve("call.yaml"), "name: Ann\n");
        start(r -> r.from("direct:call").to("stripe:customers/create"));

        for (Object body : new Object[] {text, text.toFile()}) {
            assertThat(routes.send("direct:call", body).getException()).isNull();
            assertThat(new String(routes.server().lastRequest().body())).isEqualTo("name=Ann");
        }
    }

    @Test
    void aFileThatCannotBeReadIsRefusedByItsName() throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/create"));
        Path missing = directory.resolve("missing.yaml");

        for (Object body : new Object[] {missing, missing.toFile(), directory}) {
            assertThat(routes.send("direct:call", body).getException())
                    .isInstanceOf(InvalidStripeCallException.class)
                    .hasMessageStartingWith("The body is the file " + directory)
                    .hasMessageEndingWith("which cannot be read; check path and rights.");
        }
        assertThat(routes.server().arrivals()).isZero();
    }

    @Test
    void textOfAnotherCharacterSetIsReadInIt() throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/create"));

        routes.send(
                "direct:call",
                exchange -> {
                    exchange.getMessage().setBody("name: Zoë".getBytes(ISO_8859_1));
                    exchange.setProperty(Exchange.CHARSET_NAME, "ISO-8859-1");
                });

        assertThat(new String(routes.server().lastRequest().body())).isEqualTo("name=Zo%C3%AB");
    }

    @Test
    void textThatIsTooLongIsRefusedAndLosesNothing() throws Exception {
        start(r -> r.from("direct:call").noStreamCaching().to("stripe:customers/create"));
        byte[] tooLong = ("name: " + "x".repeat(1_100_000)).getBytes(UTF_8);

        Exchange refused = routes.send("direct:call", new ByteArrayInputStream(tooLong));

        assertThat(refused.getException()).isInstanceOf(InvalidStripeCallException.class);
        assertThat(refused.getMessage().getBody(byte[].class)).isEqualTo(tooLong);
        assertThat(routes.server().arrivals()).isZero();
    }

    @Test
    void theHeadersOfAMessageAreReadAndStay() throws Exception {
        start(r -> r.from("direct:call").to("stripe"));

        Exchange done =
                routes.send(
                        "direct:call",
                        exchange -> {
                            exchange.getMessage()
                                    .setHeader("CamelStripeOperation", "customers/update");
                            exchange.getMessage().setHeader("CamelStripeObjectId", "cus_1");
                            exchange.getMessage().setHeader("CamelStripeIdempotencyKey", "key-1");
                            exchange.getMessage().setHeader("CamelStripeAccount", "acct_1");
                            exchange.getMessage().setHeader("CamelStripeApiVersion", "2020-08-27");
                            exchange.getMessage().setHeader("mine", 7);
                            exchange.getMessage().setBody(Map.of("name", "Ann"));
                        });

        ReceivedRequest request = routes.server().lastRequest();
        assertThat(request.target()).isEqualTo("/v1/customers/cus_1");
        assertThat(request.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(request.header("Stripe-Account")).isEqualTo("acct_1");
        assertThat(request.header("Stripe-Version")).isEqualTo("2020-08-27");
        assertThat(done.getMessage().getHeaders()).containsEntry("mine", 7);
    }

    @Test
    void aTypedListIsOfTheClassThatACallerAsksFor() throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/list?outputType=object"));
        routes.server().script(Reply.json(LIST));

        CustomerCollection customers =
                routes.template().requestBody("direct:call", null, CustomerCollection.class);

        assertThat(customers.getData()).extracting(Customer::getId).containsExactly("cus_1");
        assertThat(customers.getHasMore()).isTrue();
    }

    @Test
    void theContextIsAHeaderToo() throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/list"));

        routes.template()
                .sendBodyAndHeader("direct:call", null, "CamelStripeContext", "ctx_1/ctx_2");

        assertThat(routes.server().lastRequest().header("Stripe-Context")).isEqualTo("ctx_1/ctx_2");
    }

    @Test
    void theOperationHeaderIsNotReadWhereTheEndpointHasAPath() throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/list"));

        routes.template()
                .sendBodyAndHeader("direct:call", null, "CamelStripeOperation", "customers/del");

        assertThat(routes.server().lastRequest().method()).isEqualTo("GET");
    }

    @Test
    void headersTellAboutTheAnswer() throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/list"));
        routes.server()
                .script(Reply.json(200, LIST, "Request-Id: req_1", "Idempotent-Replayed: true"));

        Exchange done = routes.send("direct:call", null);

        assertThat(done.getMessage().getHeaders())
                .containsEntry("CamelStripeRequestId", "req_1")
                .containsEntry("CamelStripeStatusCode", 200)
                .containsEntry("CamelStripeObject", "list")
                .containsEntry("CamelStripeHasMore", true)
                .containsEntry("CamelStripeIdempotentReplayed", true)
                .containsEntry("CamelStripeAttempts", 1);
        assertThat(done.getMessage().getBody(Map.class)).containsEntry("has_more", true);
    }

    @Test
    void headersOfAnEarlierCallAreGoneAfterTheNext() throws Exception {
        start(
                r ->
                        r.from("direct:call")
                                .to("stripe:customers/list")
                                .setBody(r.constant("cus_1"))
                                .to("stripe:customers/retrieve"));
        routes.server()
                .script(
                        Reply.json(200, LIST, "Request-Id: req_1", "Idempotent-Replayed: true"),
                        Reply.json(CUSTOMER));

        Exchange done = routes.send("direct:call", null);

        assertThat(done.getMessage().getHeaders())
                .containsEntry("CamelStripeObject", "customer")
                .doesNotContainKeys(
                        "CamelStripeRequestId",
                        "CamelStripeHasMore",
                        "CamelStripeIdempotentReplayed");
    }

    @Test
    void outputAndInputHeadersShareNoName() {
        Stream<String> input =
                Stream.of(
                        StripeConstants.OPERATION,
                        StripeConstants.OBJECT_ID,
                        StripeConstants.IDEMPOTENCY_KEY,
                        StripeConstants.ACCOUNT,
                        StripeConstants.CONTEXT,
                        StripeConstants.API_VERSION);

        assertThat(input).noneMatch(MessageWriter.headers()::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "json", "object"})
    void theOutputTypeDecidesOnTheBodyAndNotOnTheHeaders(String type) throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/list?outputType=" + type));
        routes.server().script(Reply.json(LIST));

        Exchange done = routes.send("direct:call", null);

        Object body = done.getMessage().getBody();
        switch (type) {
            case "map" ->
                    assertThat(body)
                            .extracting("data")
                            .isEqualTo(List.of(Map.of("id", "cus_1", "object", "customer")));
            case "json" -> assertThat(body).isEqualTo(LIST);
            default ->
                    assertThat(((StripeCollection<?>) body).getData().get(0))
                            .isInstanceOf(Customer.class);
        }
        assertThat(done.getMessage().getHeaders())
                .containsEntry("CamelStripeObject", "list")
                .containsEntry("CamelStripeHasMore", true);
    }

    @Test
    void aV2ListHasMoreAsLongAsItNamesTheNextPage() throws Exception {
        start(r -> r.from("direct:call").to("stripe:v2/core/accounts/list"));
        routes.server()
                .script(
                        Reply.json("{\"data\":[],\"next_page_url\":\"/v2/core/accounts?page=2\"}"),
                        Reply.json("{\"data\":[],\"next_page_url\":null}"));

        assertThat(routes.send("direct:call", null).getMessage().getHeader("CamelStripeHasMore"))
                .isEqualTo(true);
        assertThat(routes.send("direct:call", null).getMessage().getHeader("CamelStripeHasMore"))
                .isEqualTo(false);
    }

    @Test
    void aDeclineIsStripesExceptionAndTheBodyStays() throws Exception {
        start(
                r -> {
                    r.onException(CardException.class).handled(true).to("mock:declined");
                    r.from("direct:call")
                            .errorHandler(r.defaultErrorHandler())
                            .to("stripe:paymentIntents/create");
                });
        routes.server()
                .script(
                        Reply.json(
                                402,
                                "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"decline_code\":\"stolen_card\",\"message\":\"No.\"}}",
                                "Request-Id: req_2"));
        Map<String, Object> payment = Map.of("amount", 2000);

        routes.send("direct:call", payment);

        Exchange declined = routes.mock("mock:declined").getExchanges().get(0);
        CardException exception =
                declined.getProperty(Exchange.EXCEPTION_CAUGHT, CardException.class);
        assertThat(exception.getDeclineCode()).isEqualTo("stolen_card");
        assertThat(exception.getRequestId()).isEqualTo("req_2");
        assertThat(declined.getMessage().getBody()).isEqualTo(payment);
        assertThat(declined.getMessage().getHeaders())
                .containsEntry("CamelStripeStatusCode", 402)
                .containsEntry("CamelStripeRequestId", "req_2")
                .containsEntry("CamelStripeAttempts", 1);
    }

    @Test
    void aRateLimitTellsItsReason() throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/list"));
        routes.server()
                .script(
                        Reply.json(
                                429,
                                "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"rate_limit\",\"message\":\"Slow down.\"}}",
                                "Stripe-Rate-Limited-Reason: endpoint-rate"));

        Exchange limited = routes.send("direct:call", null);

        assertThat(limited.getException())
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("endpoint-rate");
        assertThat(limited.getMessage().getHeader("CamelStripeRateLimitedReason"))
                .isEqualTo("endpoint-rate");
    }

    @Test
    void attemptsAreCountedOnFailureToo() throws Exception {
        start(r -> r.from("direct:call").to("stripe:customers/create?maxNetworkRetries=1"));
        routes.server().otherwise(Reply.resetAfterReading());

        Exchange failed = routes.send("direct:call", null);

        assertThat(failed.getException()).isInstanceOf(StripeOutcomeUnknownException.class);
        assertThat(failed.getMessage().getHeaders())
                .containsEntry("CamelStripeAttempts", 2)
                .doesNotContainKey("CamelStripeStatusCode");
    }

    @Test
    void defaultParametersAreThoseOfTheEndpointUnlessTheMessageSaysOtherwise() throws Exception {
        start(
                r ->
                        r.from("direct:call")
                                .to("stripe:customers/list?params.limit=30&params.created[gte]=5"));

        routes.send("direct:call", Map.of("limit", 3));

        assertThat(routes.server().lastRequest().target())
                .isEqualTo("/v1/customers?created[gte]=5&limit=3");
    }

    @Test
    void whatIsNotAllowedIsRefusedBeforeAnythingIsSent() throws Exception {
        start(r -> r.from("direct:call").to("stripe?allowedOperations=customers/*,*/list"));

        Exchange refused = routes.send("direct:call", "refunds: {create: [{charge: ch_1}]}");

        assertThat(refused.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageContaining("refunds.create");
        assertThat(routes.server().arrivals()).isZero();
        assertThat(routes.send("direct:call", "refunds: {list: []}").getException()).isNull();
    }

    @Test
    void aBinaryAnswerIsAStreamUntilTheExchangeIsDone() throws Exception {
        start(
                r ->
                        r.from("direct:call")
                                .noStreamCaching()
                                .to("stripe:quotes/pdf")
                                .process(e -> e.setProperty("stream", e.getMessage().getBody()))
                                .process(
                                        e ->
                                                e.setProperty(
                                                        "first",
                                                        e.getMessage()
                                                                .getBody(InputStream.class)
                                                                .read())));
        byte[] large = "%PDF".repeat(500_000).getBytes(UTF_8);
        routes.server().script(Reply.bytes(200, "application/pdf", large));

        Exchange done = routes.send("direct:call", "qt_1");

        assertThat(done.getException()).isNull();
        assertThat(done.getProperty("first")).isEqualTo((int) '%');
        InputStream closed = done.getProperty("stream", InputStream.class);
        assertThatThrownBy(closed::read).isInstanceOf(IOException.class);
    }

    @Test
    void aBinaryAnswerIsOpenForWhoCallsWithoutARoute() throws Exception {
        start(r -> {});
        routes.server().script(Reply.bytes(200, "application/pdf", "%PDF-1.7".getBytes(UTF_8)));

        byte[] pdf = routes.template().requestBody("stripe:quotes/pdf", "qt_1", byte[].class);

        assertThat(pdf).asString().isEqualTo("%PDF-1.7");
    }

    private void start(Consumer<RouteBuilder> definition) throws Exception {
        routes = Routes.start(definition);
    }
}
