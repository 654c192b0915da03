// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.TestTls;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong on the wire, counted where it does: on the socket. */
class FaultsTest {

    private static final String CUSTOMER = "{\"id\":\"cus_1\",\"object\":\"customer\"}";

    static Stream<Arguments> unanswered() {
        return Stream.of(
                Arguments.of("reset before reading", Reply.resetBeforeReading()),
                Arguments.of("reset after reading", Reply.resetAfterReading()),
                Arguments.of("closed after reading", Reply.closeAfterReading()),
                Arguments.of("head cut off", Reply.truncatedHead()),
                Arguments.of("body cut off", Reply.truncated(CUSTOMER, 10)),
                Arguments.of("chunks cut off", Reply.truncatedChunks(CUSTOMER)),
                Arguments.of("announced too short", Reply.overlong(CUSTOMER, 10)),
                Arguments.of("not HTTP", Reply.garbage()),
                Arguments.of("success that is no JSON", Reply.json("<html>")),
                Arguments.of("success that is no gzip", notGzip()));
    }

    static Stream<Arguments> answered() {
        return Stream.of(
                Arguments.of("409", Reply.json(409, error("idempotency_key_in_use"))),
                Arguments.of("429 lock_timeout", Reply.json(429, error("lock_timeout"))),
                Arguments.of("500", Reply.json(500, error("api_error"))),
                Arguments.of("502 in HTML", Reply.bytes(502, "text/html", "<html>".getBytes())),
                Arguments.of("503", Reply.json(503, "")),
                Arguments.of(
                        "424 advised to repeat",
                        Reply.json(424, error("x"), "Stripe-Should-Retry: true")));
    }

    static Stream<Arguments> conclusive() {
        return Stream.of(
                Arguments.of("400", Reply.json(400, error("parameter_missing"))),
                Arguments.of("401", Reply.json(401, error("api_key_expired"))),
                Arguments.of("402", Reply.json(402, error("card_declined"))),
                Arguments.of("403", Reply.json(403, error("x"))),
                Arguments.of("404", Reply.json(404, error("resource_missing"))),
                Arguments.of("plain 429", Reply.json(429, error("rate_limit"))),
                Arguments.of(
                        "500 advised not to repeat",
                        Reply.json(500, error("x"), "Stripe-Should-Retry: false")),
                Arguments.of(
                        "401 with a challenge",
                        Reply.json(401, error("x"), "WWW-Authenticate: Basic realm=\"Stripe\"")),
                Arguments.of("307", Reply.json(307, "", "Location: /v1/elsewhere")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"unanswered", "answered", "conclusive"})
    void withoutRetriesEveryFaultSeesOneRequest(String name, Reply fault) throws Exception {
        try (ScriptedServer server = ScriptedServer.start().otherwise(fault);
                StripeConnection connection = Connecting.to(server).retries(0).open()) {
            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call)).isInstanceOf(StripeException.class);
            assertThat(server.arrivals()).isEqualTo(1);
            assertThat(call.report().attempts()).isEqualTo(1);
            assertThat(call.report().idempotencyKey()).isNotBlank();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unanswered")
    void withTwoRetriesAnOpenOutcomeIsTriedThreeTimesUnderOneKey(String name, Reply fault)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.start().otherwise(fault);
                StripeConnection connection = Connecting.to(server).retries(2).openHurried()) {
            StripeCallFuture call =
                    connection.send(SampleCalls.create("order-7"), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call))
                    .isInstanceOfSatisfying(
                            StripeOutcomeUnknownException.class,
                            e -> {
                                assertThat(e).isInstanceOf(ApiConnectionException.class);
                                assertThat(e.getIdempotencyKey()).isEqualTo("order-7");
                                assertThat(e.getAttempts()).isEqualTo(3);
                                assertThat(e.getOperation()).isEqualTo("customers.create");
                                assertThat(e)
                                        .hasMessageStartingWith(
                                                "customers.create got no final answer from Stripe in 3"
                                                        + " attempts: ")
                                        .hasMessageEndingWith(
                                                "repeat it with the same idempotency key order-7");
                            });
            assertThat(server.arrivals()).isEqualTo(3);
            assertThat(server.requests())
                    .extracting(request -> request.header("idempotency-key"))
                    .allMatch("order-7"::equals);
            assertThat(call.report().outcome()).isEqualTo(CallOutcome.UNKNOWN);
            assertThat(call.report().open()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answered")
    void withTwoRetriesAPassingErrorIsTriedThreeTimesUnderOneKey(String name, Reply fault)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.start().otherwise(fault);
                StripeConnection connection = Connecting.to(server).retries(2).openHurried()) {
            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call)).isInstanceOf(StripeException.class);
            assertThat(server.arrivals()).isEqualTo(3);
            assertThat(server.requests())
                    .extracting(request -> request.header("idempotency-key"))
                    .hasSize(3)
                    .containsOnly(call.idempotencyKey());
            assertThat(call.report().open()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conclusive")
    void aFinalAnswerIsNeverRepeated(String name, Reply fault) throws Exception {
        try (ScriptedServer server = ScriptedServer.start().otherwise(fault);
                StripeConnection connection = Connecting.to(server).retries(2).openHurried()) {
            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call)).isInstanceOf(StripeException.class);
            assertThat(server.arrivals()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"unanswered", "answered"})
    void oneFaultIsOvercome(String name, Reply fault) throws Exception {
        try (ScriptedServer server = ScriptedServer.start();
                StripeConnection connection = Connecting.to(server).retries(2).openHurried()) {
            server.script(fault).otherwise(Reply.json(200, CUSTOMER, "Request-Id: req_2"));

            StripeAnswer answer =
                    SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));

            assertThat(answer.attempts()).isEqualTo(2);
            assertThat(answer.requestId()).isEqualTo("req_2");
            assertThat(server.arrivals()).isEqualTo(2);
            assertThat(answer.idempotencyKey())
                    .isEqualTo(server.lastRequest().header("idempotency-key"));
        }
    }

    @Test
    void aPooledConnectionThatDiesUnderARequestIsNotReplacedUnasked() throws Exception {
        try (ScriptedServer server = ScriptedServer.start();
                StripeConnection connection = Connecting.to(server).retries(0).open()) {
            server.script(Reply.json(CUSTOMER), Reply.closeAfterReading());

            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            Throwable failure =
                    SampleCalls.failure(
                            connection.send(SampleCalls.create("order-8"), AnswerFormat.MAP));

            assertThat(failure).isInstanceOf(StripeOutcomeUnknownException.class);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests())
                    .filteredOn(r -> "order-8".equals(r.header("idempotency-key")))
                    .hasSize(1);
        }
    }

    @Test
    void aConnectionClosedWhileIdleCostsNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.start();
                StripeConnection connection = Connecting.to(server).retries(0).open()) {
            server.otherwise(Reply.json(CUSTOMER).thenClose());

            for (int call = 1; call <= 5; call++) {
                SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
                int gone = call;
                await().until(() -> server.openConnections() == 0);
                assertThat(server.arrivals()).isEqualTo(gone);
            }
        }
    }

    @Test
    void withNobodyListeningNothingIsSent() throws Exception {
        String url;
        try (ScriptedServer server = ScriptedServer.start()) {
            url = server.url();
        }
        try (StripeConnection connection = Connecting.to(url).retries(2).openHurried()) {
            StripeCallFuture call =
                    connection.send(SampleCalls.create("order-9"), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call))
                    .isInstanceOfSatisfying(
                            StripeNotSentException.class,
                            e -> {
                                assertThat(e.getAttempts()).isEqualTo(3);
                                assertThat(e.getIdempotencyKey()).isEqualTo("order-9");
                                assertThat(e).hasMessageEndingWith("repeating it is safe");
                            });
            assertThat(call.report().outcome()).isEqualTo(CallOutcome.NOT_SENT);
        }
    }

    @Test
    void anUnknownHostIsNotSentTo() throws Exception {
        String label = "x".repeat(70);
        try (StripeConnection connection =
                Connecting.to("http://" + label + ".invalid").retries(0).open()) {
            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeNotSentException.class);
        }
    }

    @Test
    void anUntrustedServerIsSentNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(TestTls.context());
                StripeConnection connection = Connecting.to(server).tls(null).retries(0).open()) {
            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeNotSentException.class)
                    .hasMessageContaining("PKIX");
            assertThat(server.arrivals()).isZero();
        }
    }

    @Test
    void aServerWithAnotherNameIsSentNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(TestTls.context());
                StripeConnection connection =
                        Connecting.to("https://127.0.0.2:" + server.port()).retries(0).open()) {
            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeNotSentException.class);
            assertThat(server.arrivals()).isZero();
        }
    }

    @Test
    void aPlainServerIsSentNothingOverTls() throws Exception {
        try (ScriptedServer server = ScriptedServer.start();
                StripeConnection connection =
                        Connecting.to("https://localhost:" + server.port()).retries(0).open()) {
            server.otherwise(ex -> ex.reset());

            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeNotSentException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aLostAnswerStaysOpenThoughLaterAttemptsFindNobody() throws Exception {
        ScriptedServer server = ScriptedServer.start();
        try (StripeConnection connection = Connecting.to(server).retries(2).openHurried()) {
            server.otherwise(
                    exchange -> {
                        exchange.request();
                        server.close();
                    });

            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOfSatisfying(
                            StripeOutcomeUnknownException.class,
                            e -> assertThat(e.getAttempts()).isEqualTo(3));
        }
    }

    @Test
    void readsFailWithoutTalkOfKeys() throws Exception {
        try (ScriptedServer server = ScriptedServer.start().otherwise(Reply.resetAfterReading());
                StripeConnection connection = Connecting.to(server).open()) {
            assertThat(SampleCalls.failure(connection.send(SampleCalls.list(), AnswerFormat.MAP)))
                    .isExactlyInstanceOf(StripeUnansweredException.class)
                    .hasMessageEndingWith("it only reads, so repeating it is safe");
            assertThat(server.lastRequest().header("idempotency-key")).isNull();
        }
    }

    @Test
    void noSecretIsInWhatFailuresSay() throws Exception {
        for (Arguments fault : Stream.concat(unanswered(), answered()).toList()) {
            try (ScriptedServer server = ScriptedServer.start().otherwise((Reply) fault.get()[1]);
                    StripeConnection connection = Connecting.to(server).open()) {
                StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);
                Throwable failure = SampleCalls.failure(call);

                StringBuilder said = new StringBuilder();
                for (Throwable each = failure; each != null; each = each.getCause()) {
                    said.append(each).append('\n');
                }
                said.append(connection.snapshot()).append(call.report());
                ReceivedRequest received =
                        server.requests().isEmpty() ? null : server.lastRequest();
                assertThat(received == null || received.header("authorization").contains("canary"))
                        .isTrue();
                assertThat(said.toString())
                        .doesNotContain("canary")
                        .doesNotContain("jane@")
                        .doesNotContain("smtp");
            }
        }
    }

    private static Reply notGzip() {
        return Reply.json(200, CUSTOMER, "Content-Encoding: gzip");
    }

    private static String error(String code) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"No\",\"type\":\"api_error\"}}"
                .formatted(code);
    }
}
