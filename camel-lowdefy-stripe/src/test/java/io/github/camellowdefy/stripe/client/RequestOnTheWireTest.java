// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.TestTls;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.JsonTree;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves, byte for byte as far as it matters. */
class RequestOnTheWireTest {

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPostCarriesItsFormAndTheConnectionsHeaders() throws Exception {
        ReceivedRequest request = sent(SampleCalls.create("order-1"));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/customers");
        assertThat(new String(request.body(), UTF_8)).isEqualTo("email=jane%40example.com");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + Connecting.KEY)
                .containsEntry("content-type", "application/x-www-form-urlencoded")
                .containsEntry("content-length", "24")
                .containsEntry("idempotency-key", "order-1")
                .containsEntry("accept", "*/*")
                .containsEntry("accept-encoding", "gzip")
                .containsEntry("host", "localhost:" + server.port())
                .doesNotContainKeys(
                        "transfer-encoding",
                        "upgrade",
                        "expect",
                        "cookie",
                        "stripe-version",
                        "x-stripe-client-telemetry");
        assertThat(request.header("user-agent"))
                .matches("Stripe/v1 camel-lowdefy-stripe/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(JsonTree.read(request.header("x-stripe-client-user-agent").getBytes(UTF_8)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("lang", "java")
                .containsKeys("bindings_version", "lang_version", "publisher", "httplib");
    }

    @Test
    void aPostWithoutParametersSaysThatItIsEmpty() throws Exception {
        ReceivedRequest request =
                sent(SampleCalls.of(SampleCalls.CREATE_CUSTOMER, List.of(), Map.of()));

        assertThat(request.header("content-length")).isEqualTo("0");
        assertThat(request.length()).isZero();
    }

    @Test
    void aGetHasNoBodyAndNoKey() throws Exception {
        ReceivedRequest request = sent(SampleCalls.list());

        assertThat(request.target()).isEqualTo("/v1/customers?limit=3");
        assertThat(request.headers())
                .doesNotContainKeys("content-length", "transfer-encoding", "idempotency-key");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/a%2Fb, /v1/a%2Fb",
        "/v1/x?a[0]=1&b=%20%2F, /v1/x?a[0]=1&b=%20%2F",
        "/v1/x?expand[]=data.customer, /v1/x?expand[]=data.customer",
        "/v1//x/../y;z, /v1//x/../y;z",
        "/v1/~a!$'()*:@, /v1/~a!$'()*:@"
    })
    void targetsArriveAsTheyWereEncoded(String target, String arrived) throws Exception {
        assertThat(transported(server.url(), target).target()).isEqualTo(arrived);
    }

    @Test
    void aBaseMayEndInAPath() throws Exception {
        assertThat(transported(server.url() + "/stripe", "/v1/x").target())
                .isEqualTo("/stripe/v1/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "ftp://localhost",
                "https://",
                "https://sk_test_canary@localhost",
                "https://a b",
                ""
            })
    void aBaseThatIsNoneIsRefusedUnquoted(String base) {
        assertThatThrownBy(() -> Connecting.to(base).open())
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void connectionsAreKeptAndUsedAgain() throws Exception {
        try (StripeConnection connection = Connecting.to(server).open()) {
            for (int i = 0; i < 20; i++) {
                SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            }
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void whoeverContinuesAtOnceFindsTheConnectionFree() throws Exception {
        try (StripeConnection connection = Connecting.to(server).open()) {
            StripeCallFuture first = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            var last =
                    first.thenCompose(a -> connection.send(SampleCalls.list(), AnswerFormat.MAP));
            for (int i = 0; i < 20; i++) {
                last =
                        last.thenCompose(
                                a -> connection.send(SampleCalls.create(), AnswerFormat.MAP));
            }
            last.join();
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void neverMoreConnectionsThanRequestsAllowedAtATime() throws Exception {
        try (StripeConnection connection = Connecting.to(server).concurrent(3).open()) {
            List<StripeCallFuture> calls =
                    java.util.stream.IntStream.range(0, 200)
                            .mapToObj(i -> connection.send(SampleCalls.create(), AnswerFormat.MAP))
                            .toList();
            for (StripeCallFuture call : calls) {
                SampleCalls.answer(call);
            }
        }
        assertThat(server.arrivals()).isEqualTo(200);
        assertThat(server.connections()).isLessThanOrEqualTo(3);
    }

    @Test
    void theLastRequestIsReportedToStripeOnceAndPerConnection() throws Exception {
        server.script(
                Reply.json(200, "{}", "Request-Id: req_1"),
                Reply.json("{}"),
                Reply.json("{}"),
                Reply.json(404, "{}", "Request-Id: \"evil"));
        try (StripeConnection connection = Connecting.to(server).telemetry().open();
                StripeConnection other = Connecting.to(server).telemetry().open()) {
            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            SampleCalls.answer(other.send(SampleCalls.create(), AnswerFormat.MAP));
            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
        }

        assertThat(server.requests())
                .extracting(request -> request.header("x-stripe-client-telemetry"))
                .satisfiesExactly(
                        first -> assertThat(first).isNull(),
                        otherConnection -> assertThat(otherConnection).isNull(),
                        second ->
                                assertThat(second)
                                        .matches(
                                                "\\{\"last_request_metrics\":\\{\"request_id\":\"req_1\",\"request_duration_ms\":\\d+}}"),
                        third -> assertThat(third).isNull(),
                        afterAnIdThatIsNone -> assertThat(afterAnIdThatIsNone).isNull());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "sk_test_canary\n",
                "sk_test_canary\r\nX-Evil: 1",
                "sk_test_canary ",
                "sk_test_canar\u00ff",
                "sk_test_canar\u0107",
                "pk_test_canary"
            })
    void aKeyThatIsNoneIsRefusedUnquoted(String key) throws Exception {
        try (StripeConnection connection = Connecting.to(server).secretKey(() -> key).open()) {
            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call))
                    .isInstanceOf(InvalidStripeCallException.class)
                    .hasMessageNotContaining("canar");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void everythingIsTheSameOverTls() throws Exception {
        try (ScriptedServer secure = ScriptedServer.start(TestTls.context());
                StripeConnection connection = Connecting.to(secure).open()) {
            secure.otherwise(Reply.json("{\"id\":\"cus_1\"}"));

            for (int i = 0; i < 5; i++) {
                StripeAnswer answer =
                        SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
                assertThat(answer.body()).isEqualTo(Map.of("id", "cus_1"));
            }
            assertThat(secure.connections()).isEqualTo(1);
        }
    }

    private ReceivedRequest sent(io.github.camellowdefy.stripe.call.StripeCall call)
            throws Exception {
        try (StripeConnection connection = Connecting.to(server).open()) {
            SampleCalls.answer(connection.send(call, AnswerFormat.MAP));
        }
        return server.lastRequest();
    }

    private ReceivedRequest transported(String base, String target) throws Exception {
        ConnectionSettings settings = Connecting.to(base).settings();
        try (ConnectionThreads threads = new ConnectionThreads();
                HttpTransport transport = threads.transport(settings)) {
            transport
                    .exchange(
                            new WireRequest(
                                    "GET",
                                    io.github.camellowdefy.stripe.catalog.ApiBase.API,
                                    target,
                                    Map.of(),
                                    null),
                            20_000,
                            false)
                    .get();
        }
        return server.lastRequest();
    }
}
