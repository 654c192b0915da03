// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real sockets, virtual time: what never ends is ended by the clock alone. */
class TimeoutTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(80);

    private final ScriptedServer server = ScriptedServer.start();
    private final VirtualTimeline time = new VirtualTimeline();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                Arguments.of("never answered", Reply.hang()),
                Arguments.of("head without body", headOnly(200)),
                Arguments.of("error without body", headOnly(500)),
                Arguments.of("refusal without body", headOnly(402)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void whatNeverEndsIsGivenUpAndItsConnectionClosed(String name, Reply reply) throws Exception {
        server.otherwise(reply);
        try (StripeConnection connection = open(Connecting.to(server).retries(0))) {
            StripeCallFuture call =
                    connection.send(SampleCalls.create("order-1"), AnswerFormat.MAP);
            await().until(() -> server.requests().size() == 1);

            time.advance(TIMEOUT.minusMillis(1));
            assertThat(call).isNotDone();
            time.advance(Duration.ofMillis(1));

            assertThat(SampleCalls.failure(call))
                    .isInstanceOf(StripeOutcomeUnknownException.class)
                    .hasRootCauseInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("no whole answer within 80000 ms");
            await().until(() -> server.openConnections() == 0);
            assertThat(server.arrivals()).isEqualTo(1);
        }
    }

    @Test
    void eachAttemptHasItsOwnTime() throws Exception {
        server.otherwise(Reply.hang());
        try (StripeConnection connection = open(Connecting.to(server).retries(2))) {
            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> server.requests().size() == 1);
            time.advance(TIMEOUT);
            assertThat(connection.snapshot().waitingToRetry()).isEqualTo(1);
            time.advance(Duration.ofSeconds(1));
            await().until(() -> server.requests().size() == 2);
            time.advance(TIMEOUT);
            time.advance(Duration.ofSeconds(2));
            await().until(() -> server.requests().size() == 3);
            assertThat(call).isNotDone();
            time.advance(TIMEOUT);

            assertThat(SampleCalls.failure(call)).isInstanceOf(StripeOutcomeUnknownException.class);
            assertThat(server.arrivals()).isEqualTo(3);
            assertThat(connection.snapshot().retriesByCause())
                    .containsEntry(RetryCause.TIMEOUT, 2L);
        }
    }

    @Test
    void aCallMayBringItsOwnTime() throws Exception {
        server.otherwise(Reply.hang());
        CallOptions options = new CallOptions(null, null, null, null, null, 500, null);
        try (StripeConnection connection = open(Connecting.to(server).retries(0))) {
            StripeCallFuture call =
                    connection.send(SampleCalls.create().with(options), AnswerFormat.MAP);
            await().until(() -> server.requests().size() == 1);

            time.advance(Duration.ofMillis(500));

            assertThat(SampleCalls.failure(call))
                    .hasMessageContaining("no whole answer within 500 ms");
        }
    }

    @Test
    void theDeadlineCutsTheAttemptUnderWayShort() throws Exception {
        server.otherwise(Reply.hang());
        try (StripeConnection connection =
                open(Connecting.to(server).retries(5).deadline(100_000))) {
            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> server.requests().size() == 1);
            time.advance(TIMEOUT);
            time.advance(Duration.ofSeconds(5));
            await().until(() -> server.requests().size() == 2);
            time.advance(Duration.ofMillis(15_100));

            assertThat(SampleCalls.failure(call))
                    .isInstanceOfSatisfying(
                            StripeOutcomeUnknownException.class,
                            e -> assertThat(e.getAttempts()).isEqualTo(2));
            assertThat(call.report().durationMillis()).isBetween(100_000L, 100_100L);
        }
    }

    @Test
    void anAnsweredCallLeavesNoTimerBehind() throws Exception {
        try (StripeConnection connection = open(Connecting.to(server).deadline(100_000))) {
            int before = time.pending();

            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            time.advance(Duration.ofMillis(100));

            assertThat(time.pending()).isEqualTo(before);
        }
    }

    @Test
    void aSlowAnswerInTimeIsTaken() throws Exception {
        server.otherwise(Reply.drip("{\"id\":\"cus_1\"}", Duration.ofMillis(2)));
        try (StripeConnection connection = Connecting.to(server).open()) {
            StripeAnswer answer =
                    SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));

            assertThat(answer.body()).hasFieldOrPropertyWithValue("id", "cus_1");
        }
    }

    private StripeConnection open(Connecting connecting) {
        return connecting.timeout(TIMEOUT.toMillis()).open(time);
    }

    private static Reply headOnly(int status) {
        return exchange -> {
            exchange.request();
            exchange.write(
                    ("HTTP/1.1 " + status + " Scripted\r\nContent-Length: 100\r\n\r\n{")
                            .getBytes());
            exchange.awaitTheEnd();
        };
    }
}
