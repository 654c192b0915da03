/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.TestTls;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2: streams shared fairly, limits kept, and no failure beyond the stream it belongs to. */
class Http2Test {

    private static final Map<String, String> OVER_HTTP_2 = Map.of("version", "HTTP/2.0");

    @Test
    void requestsShareAConnection() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(100);
                StripeConnection connection = Connecting.to(server.url()).http2().open()) {
            assertThat(one(connection).body()).isEqualTo(OVER_HTTP_2);

            List<StripeCallFuture> calls = tenOnOneConnection(server, connection);
            server.answer();

            assertAnswered(calls);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.mostStreamsOfAConnection()).isEqualTo(10);
        }
    }

    @Test
    void aServerThatAllowsFewStreamsGetsMoreConnections() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(10);
                StripeConnection connection =
                        Connecting.to(server.url()).http2().retries(2).openHurried()) {
            one(connection);

            server.hold();
            List<StripeCallFuture> calls = send(connection, 80);
            await().until(() -> server.waiting() >= 20);
            server.answer();

            assertAnswered(calls);
            assertThat(server.connections()).isGreaterThan(1);
            assertThat(server.mostStreamsOfAConnection()).isLessThanOrEqualTo(10);
            assertThat(server.arrivals()).isEqualTo(81);
        }
    }

    @Test
    void aFirstBurstSharesTheConnectionsThatAreBeingOpened() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(100);
                StripeConnection connection =
                        Connecting.to(server.url()).http2().concurrent(200).open()) {
            server.hold();
            List<StripeCallFuture> calls = send(connection, 200);
            await().until(() -> server.waiting() == 200);
            server.answer();

            assertAnswered(calls);
            assertThat(server.connections()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aFirstBurstDoesNotWaitForAServerThatAllowsFewStreams() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(10);
                StripeConnection connection =
                        Connecting.to(server.url()).http2().retries(2).openHurried()) {
            server.hold();
            List<StripeCallFuture> calls = send(connection, 60);
            await().until(() -> server.waiting() >= 20);
            server.answer();

            assertAnswered(calls);
            assertThat(server.mostStreamsOfAConnection()).isLessThanOrEqualTo(10);
            assertThat(server.arrivals()).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsNeverThereHoldsUpNoCallButItsOwn(boolean cancelled) throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(100);
                HesitantGate gate = new HesitantGate(server.port());
                StripeConnection connection = Connecting.to(gate.url()).http2().open()) {
            StripeCallFuture first = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> gate.connections() == 1);
            List<StripeCallFuture> calls = send(connection, 20);

            if (cancelled) {
                first.cancel(true);
            }

            assertAnswered(calls);
            assertThat(first.isDone()).isEqualTo(cancelled);
            assertThat(server.arrivals()).isEqualTo(20);
        }
    }

    @Test
    void aCallThatWaitsForAnothersConnectionCanBeCancelled() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(100);
                HesitantGate gate = new HesitantGate(server.port());
                StripeConnection connection = Connecting.to(gate.url()).http2().open()) {
            StripeCallFuture first = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> gate.connections() == 1);
            List<StripeCallFuture> calls = send(connection, 20);

            calls.subList(0, 10).forEach(call -> call.cancel(true));
            first.cancel(true);

            assertAnswered(calls.subList(10, 20));
            assertThat(server.arrivals()).isEqualTo(10);
            assertThat(connection.snapshot().inFlight()).isZero();
        }
    }

    @Test
    void whereNobodyListensAllOfAFirstBurstHearOfIt() throws Exception {
        MultiplexingServer gone = new MultiplexingServer(100);
        gone.close();
        try (StripeConnection connection = Connecting.to(gone.url()).http2().retries(0).open()) {
            for (StripeCallFuture call : send(connection, 20)) {
                assertThat(SampleCalls.failure(call)).isInstanceOf(StripeNotSentException.class);
            }
        }
    }

    @Test
    void closingEndsTheWaitForAnothersConnection() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(100);
                HesitantGate gate = new HesitantGate(server.port())) {
            StripeConnection connection = Connecting.to(gate.url()).http2().open();
            List<StripeCallFuture> calls = send(connection, 20);
            await().until(() -> gate.connections() >= 1);

            connection.close();

            assertThat(calls).allMatch(StripeCallFuture::isDone);
        }
    }

    @Test
    void aCancelledCallTakesNoOtherWithIt() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(100);
                StripeConnection connection = Connecting.to(server.url()).http2().open()) {
            one(connection);
            List<StripeCallFuture> calls = tenOnOneConnection(server, connection);
            calls.get(3).cancel(true);
            server.answer();

            assertAnswered(calls.stream().filter(call -> !call.isCancelled()).toList());
            assertThat(one(connection).body()).isEqualTo(OVER_HTTP_2);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(connection.snapshot().inFlight()).isZero();
        }
    }

    @Test
    void aConnectionThatLeftARequestUnansweredIsUsedForNoOther() throws Exception {
        VirtualTimeline time = new VirtualTimeline();
        try (MultiplexingServer server = new MultiplexingServer(100);
                StripeConnection connection =
                        Connecting.to(server.url()).http2().timeout(80_000).retries(0).open(time)) {
            one(connection);
            server.hold();
            StripeCallFuture late = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> server.waiting() == 1);
            time.advance(Duration.ofSeconds(80));
            assertThat(SampleCalls.failure(late)).isInstanceOf(StripeOutcomeUnknownException.class);
            StripeCallFuture next = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> server.waiting() == 2);
            server.answer();

            assertThat(SampleCalls.answer(next).body()).isEqualTo(OVER_HTTP_2);
        }
    }

    @Test
    void aServerThatGoesAwayIsSurvived() throws Exception {
        MultiplexingServer server = new MultiplexingServer(100);
        try (StripeConnection connection = Connecting.to(server.url()).http2().retries(0).open()) {
            one(connection);
            server.hold();
            StripeCallFuture lost = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> server.waiting() == 1);

            server.close();

            assertThat(SampleCalls.failure(lost)).isInstanceOf(StripeOutcomeUnknownException.class);
            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeNotSentException.class);
        }
    }

    @Test
    void aServerThatTakesLeaveFinishesWhatItHasAndTheNextRequestGoesElsewhere() throws Exception {
        try (LeavingServer server = new LeavingServer(1);
                StripeConnection connection =
                        Connecting.to(server.url()).http2().retries(0).open()) {
            assertAnswered(send(connection, 1));
            // the client may hear of the answer before it is done with the connection
            await().until(() -> server.openConnections() == 0);
            assertAnswered(send(connection, 1));

            assertThat(server.arrivals()).containsExactly(1, 2);
        }
    }

    @Test
    void whatALeavingServerHasNotTakenIsRepeatedElsewhere() throws Exception {
        try (LeavingServer server = new LeavingServer(2);
                StripeConnection connection =
                        Connecting.to(server.url()).http2().retries(1).openHurried()) {
            StripeCallFuture taken = connection.send(SampleCalls.create(), AnswerFormat.MAP);
            await().until(() -> server.arrivals().size() == 1);
            StripeCallFuture left = connection.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.answer(left).attempts()).isEqualTo(2);
            assertAnswered(List.of(taken));
            assertThat(server.arrivals()).containsExactly(1, 1, 2);
        }
    }

    @Test
    void aServerWithoutHttp2IsSpokenToInHttp1() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(TestTls.context());
                StripeConnection connection =
                        Connecting.to(server).http2().retries(0).concurrent(4).open()) {
            server.script(Reply.json("{}"), Reply.resetAfterReading());
            one(connection);
            assertThat(SampleCalls.failure(connection.send(SampleCalls.create(), AnswerFormat.MAP)))
                    .isInstanceOf(StripeOutcomeUnknownException.class);
            assertAnswered(send(connection, 40));

            assertThat(server.arrivals()).isEqualTo(42);
            assertThat(server.connections()).isBetween(2, 5);
        }
    }

    @Test
    void aFirstBurstOnAServerWithoutHttp2IsAnswered() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(TestTls.context());
                StripeConnection connection = Connecting.to(server).http2().concurrent(20).open()) {
            assertAnswered(send(connection, 60));

            assertThat(server.arrivals()).isEqualTo(60);
            assertThat(server.connections()).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void aFirstBurstThroughATunnelSharesConnections() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(100);
                TunnelProxy proxy = TunnelProxy.open("jane", "secret");
                StripeConnection connection = through(proxy, server)) {
            assertAnswered(send(connection, 80));

            assertThat(server.connections()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aTunnelEndsInHttp2() throws Exception {
        try (MultiplexingServer server = new MultiplexingServer(100);
                TunnelProxy proxy = TunnelProxy.open("jane", "secret");
                StripeConnection connection = through(proxy, server)) {
            assertThat(one(connection).body()).isEqualTo(OVER_HTTP_2);
            assertAnswered(send(connection, 20));
        }
    }

    private static StripeConnection through(TunnelProxy proxy, MultiplexingServer server) {
        return Connecting.to(server.url()).http2().proxy(proxy.port(), "jane", "secret").open();
    }

    private static StripeAnswer one(StripeConnection connection) throws Exception {
        return SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
    }

    private static List<StripeCallFuture> send(StripeConnection connection, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> connection.send(SampleCalls.create(), AnswerFormat.MAP))
                .toList();
    }

    /** All wait; the first is under way before the others, which have a connection to join. */
    private static List<StripeCallFuture> tenOnOneConnection(
            MultiplexingServer server, StripeConnection connection) {
        server.hold();
        List<StripeCallFuture> calls = new ArrayList<>(send(connection, 1));
        await().until(() -> server.waiting() == 1);
        calls.addAll(send(connection, 9));
        await().until(() -> server.waiting() == 10);
        return calls;
    }

    private static void assertAnswered(List<StripeCallFuture> calls) throws Exception {
        for (StripeCallFuture call : calls) {
            assertThat(SampleCalls.answer(call).status()).isEqualTo(200);
        }
    }
}
