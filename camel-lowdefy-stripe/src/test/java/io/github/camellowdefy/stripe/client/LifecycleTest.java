// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.TestTls;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads and sockets: few while calls wait, none after the end. */
class LifecycleTest {

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void hundredsOfWaitingCallsHoldNoThreads() throws Exception {
        Set<Thread> before = threads();
        CountDownLatch answer = new CountDownLatch(1);
        server.otherwise(Reply.when(answer, Reply.json("{}")));
        try (StripeConnection connection = Connecting.to(server).concurrent(200).open()) {
            List<StripeCallFuture> calls =
                    IntStream.range(0, 1000)
                            .mapToObj(i -> connection.send(SampleCalls.create(), AnswerFormat.MAP))
                            .toList();
            await().until(() -> server.arrivals() == 200);

            Set<Thread> own = threads();
            own.removeAll(before);
            assertThat(own).hasSizeLessThanOrEqualTo(6);
            assertThat(connection.snapshot().queued()).isEqualTo(800);

            answer.countDown();
            for (StripeCallFuture call : calls) {
                SampleCalls.answer(call);
            }
            assertThat(server.connections()).isLessThanOrEqualTo(200);
        }
    }

    @Test
    void closingFailsEveryCallWithItsKeyAndLeavesNothingBehind() throws Exception {
        server.otherwise(Reply.hang());
        List<StripeCallFuture> calls = new ArrayList<>();
        try (StripeConnection connection = Connecting.to(server).concurrent(5).open()) {
            for (int i = 0; i < 10; i++) {
                calls.add(connection.send(SampleCalls.create("key-" + i), AnswerFormat.MAP));
            }
            await().until(() -> server.arrivals() == 5);
        }

        for (int i = 0; i < 10; i++) {
            Throwable failure = SampleCalls.failure(calls.get(i));
            assertThat(failure)
                    .isInstanceOf(
                            i < 5
                                    ? StripeOutcomeUnknownException.class
                                    : StripeNotSentException.class)
                    .hasFieldOrPropertyWithValue("idempotencyKey", "key-" + i);
        }
        assertThat(server.arrivals()).isEqualTo(5);
        await().until(() -> server.openConnections() == 0);
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void connectionsComeAndGoWithoutATrace() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (StripeConnection connection = Connecting.to(server).open()) {
                SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            }
        }
        await().until(() -> server.openConnections() == 0);
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void aCancelledCallFreesItsConnection() throws Exception {
        server.script(Reply.hang());
        try (StripeConnection connection = Connecting.to(server).concurrent(1).open()) {
            StripeCallFuture hanging = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> server.requests().size() == 1);

            hanging.cancel(true);

            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            assertThat(server.arrivals()).isEqualTo(2);
            await().until(() -> server.openConnections() == 1);
            assertThat(connection.snapshot().inFlight()).isZero();
        }
    }

    @Test
    void twoConnectionsNeverMixTheirKeys() throws Exception {
        try (ScriptedServer secure = ScriptedServer.start(TestTls.context()).withoutRecording();
                StripeConnection one = keyed(secure, "sk_test_one");
                StripeConnection two = keyed(secure, "sk_test_two")) {
            secure.otherwise(
                    exchange -> {
                        String key = exchange.request().header("authorization");
                        Reply.json("{\"id\":\"%s\"}".formatted(key)).play(exchange);
                    });
            List<StripeCallFuture> calls =
                    IntStream.range(0, 10_000)
                            .mapToObj(
                                    i ->
                                            (i % 2 == 0 ? one : two)
                                                    .send(SampleCalls.create(), AnswerFormat.MAP))
                            .toList();
            for (int i = 0; i < calls.size(); i++) {
                String key = i % 2 == 0 ? "Bearer sk_test_one" : "Bearer sk_test_two";
                assertThat(SampleCalls.answer(calls.get(i)).body()).isEqualTo(Map.of("id", key));
            }
            assertThat(secure.arrivals()).isEqualTo(10_000);
        }
    }

    private static StripeConnection keyed(ScriptedServer server, String key) {
        return Connecting.to(server).secretKey(() -> key).concurrent(32).open();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("stripe-"))
                .collect(Collectors.toSet());
    }
}
