// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.OwnJvm;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.Connecting;
import io.github.camellowdefy.stripe.client.HurriedTimeline;
import io.github.camellowdefy.stripe.client.SampleCalls;
import io.github.camellowdefy.stripe.client.StripeConnection;
import io.github.camellowdefy.stripe.client.StripeOutcomeUnknownException;
import io.github.camellowdefy.stripe.client.StripeUnansweredException;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.settings.SystemTimeline;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An I/O thread that ends takes its own requests with it and nothing else. */
class HttpEngineTest {

    private static final String LARGE = "67108864";

    /** Is asked for a thread by an I/O thread, which the missing thread then ends. */
    private static final Executor NO_MORE_THREADS =
            task -> {
                throw new OutOfMemoryError("unable to create native thread");
            };

    private final ScriptedServer server = ScriptedServer.start();
    private final SystemTimeline timeline = new SystemTimeline();

    @AfterEach
    void close() {
        server.close();
        timeline.close();
    }

    @Test
    void theNextCallWorksHoweverManyThreadsHaveEnded() throws Exception {
        try (StripeConnection connection =
                Connecting.to(server)
                        .retries(2)
                        .open(new HurriedTimeline(timeline), NO_MORE_THREADS)) {
            for (int i = 0; i < 10; i++) {
                assertThat(SampleCalls.failure(connection.send(upload(), AnswerFormat.MAP)))
                        .isInstanceOf(StripeUnansweredException.class);

                SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            }
            assertThat(connection.snapshot().inFlight()).isZero();
        }
    }

    @Test
    void theRequestsOnOtherThreadsFinish() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        server.script(Reply.when(answer, Reply.json("{\"id\":\"cus_1\"}")));
        try (StripeConnection connection = Connecting.to(server).open(timeline, NO_MORE_THREADS)) {
            StripeCallFuture elsewhere = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> server.requests().size() == 1);
            // the next connection is another thread's
            SampleCalls.failure(connection.send(upload(), AnswerFormat.MAP));
            answer.countDown();

            assertThat(SampleCalls.answer(elsewhere).body()).isEqualTo(Map.of("id", "cus_1"));
        }
    }

    @Test
    void theRequestsOnTheSameThreadFailAtOnce() throws Exception {
        server.otherwise(Reply.hang());
        try (StripeConnection connection = Connecting.to(server).open(timeline, NO_MORE_THREADS)) {
            List<StripeCallFuture> calls = new ArrayList<>();
            for (int i = 1; i <= 16; i++) {
                int sent = i;
                calls.add(connection.send(SampleCalls.create(), AnswerFormat.MAP));
                await().until(() -> server.requests().size() == sent);
            }

            SampleCalls.failure(connection.send(upload(), AnswerFormat.MAP));

            await().until(() -> calls.stream().anyMatch(StripeCallFuture::isDone));
            for (StripeCallFuture call : calls.stream().filter(StripeCallFuture::isDone).toList()) {
                assertThat(SampleCalls.failure(call))
                        .isInstanceOf(StripeOutcomeUnknownException.class);
            }
        }
    }

    @ParameterizedTest(name = "{0} of 64 MB arrive")
    @ValueSource(ints = {0, 60})
    void twentyAnswersOf64MegabytesLeaveAConnectionOfASmallHeapUsable(int megabytes)
            throws Exception {
        CountDownLatch all = new CountDownLatch(20);
        server.withoutRecording()
                .otherwise(
                        exchange -> {
                            if (exchange.request().method().equals("POST")) {
                                Reply.json("{}").play(exchange);
                                return;
                            }
                            exchange.write(
                                    ("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n")
                                            .getBytes());
                            all.countDown();
                            all.await();
                            for (int i = 0; i < megabytes; i++) {
                                exchange.write(new byte[1 << 20]);
                            }
                            exchange.close();
                        });
        OwnJvm reader = OwnJvm.run(OwnJvm.SMALL, Reader.class, server.url());

        assertThat(reader.status()).as(reader.output()).isZero();
        assertThat(reader.output()).endsWith("usable" + System.lineSeparator());
    }

    /** Runs in a JVM of its own. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            try (StripeConnection connection =
                    Connecting.to(arguments[0]).timeout(600_000).tls(null).open()) {
                List<StripeCallFuture> calls = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    calls.add(connection.send(SampleCalls.list(), AnswerFormat.MAP));
                }
                for (StripeCallFuture call : calls) {
                    try {
                        call.get(60, SECONDS);
                        throw new IllegalStateException("a truncated answer was taken for whole");
                    } catch (ExecutionException e) {
                        System.out.println(e.getCause().getMessage());
                    }
                }
                connection.send(SampleCalls.create(), AnswerFormat.MAP).get(60, SECONDS);
            }
            System.out.println("usable");
        }
    }

    private static StripeCall upload() {
        return SampleCalls.of(
                SampleCalls.CREATE_FILE,
                List.of(),
                Map.of(
                        "purpose",
                        "dispute_evidence",
                        "file",
                        new ByteArrayInputStream(new byte[10])));
    }
}
