// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that no honest server gives ends its own call, at once, and harms no other. */
class HostileAnswersTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                endless("a status line", "HTTP/1.1 200 ", "a"),
                endless("a header name", OK, "a"),
                endless("a header value", OK + "A: ", "a"),
                endless("a folded header", OK + "A: a\r\n", " a\r\n"),
                endless("headers", OK, "A: a\r\n"),
                endless("empty lines before the head", "", "\r\n"),
                endless("garbage", "", "a"),
                endless("1xx responses", "", "HTTP/1.1 102 Processing\r\n\r\n"),
                endless("1xx responses that name hints", "", "HTTP/1.1 103 H\r\nA: a\r\n\r\n"),
                endless("zeros of a chunk size", CHUNKED, "0"),
                endless("a chunk size", CHUNKED, "f"),
                endless("a chunk extension", CHUNKED + "1;a=", "a"),
                endless("a trailer", CHUNKED + "0\r\nA: ", "a"),
                endless("trailers", CHUNKED + "0\r\n", "A: a\r\n"),
                endless("chunks", CHUNKED, "4000\r\n" + "a".repeat(0x4000) + "\r\n"),
                endless("a body without a length", OK + "\r\n", "a".repeat(0x4000)),
                stuck("a length beyond the limit", OK + "Content-Length: 67108865\r\n\r\n{}"),
                stuck("a length beyond int", OK + "Content-Length: 4294967298\r\n\r\n{}"),
                stuck(
                        "a length beyond long",
                        OK + "Content-Length: 99999999999999999999\r\n\r\n{}"),
                stuck("a negative length", OK + "Content-Length: -1\r\n\r\n{}"),
                stuck("a length in words", OK + "Content-Length: two\r\n\r\n{}"),
                stuck("two lengths", OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                stuck("a chunk size in words", CHUNKED + "two\r\n{}"),
                stuck("a chunk beyond long", CHUNKED + "ffffffffffffffffff\r\n{}"),
                stuck("a chunk longer than it says", CHUNKED + "1\r\n{}\r\n0\r\n\r\n"),
                stuck("no version", "200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                stuck("another protocol", "SMTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                stuck("a status in words", "HTTP/1.1 OK OK\r\nContent-Length: 2\r\n\r\n{}"),
                stuck("switching protocols", "HTTP/1.1 101 Up\r\nUpgrade: x\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void endsItsCallAndHarmsNoOther(String name, Reply answer) throws Exception {
        try (StripeConnection connection = Connecting.to(server).timeout(0).open()) {
            server.script(answer);

            StripeCallFuture call = connection.send(SampleCalls.create(), AnswerFormat.MAP);

            assertThat(SampleCalls.failure(call)).isInstanceOf(StripeOutcomeUnknownException.class);
            await().until(() -> server.openConnections() == 0);
            SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
        }
    }

    @Test
    void aFileHasAsManyBytesAsTheOptionSays() throws Exception {
        try (StripeConnection connection =
                Connecting.to(server).timeout(0).download(3_000_000).open()) {
            for (Reply tooLarge :
                    List.of(
                            raw(OK + "Content-Length: 3000001\r\n\r\n", "", 0),
                            raw(OK + "\r\n", "a".repeat(1000), 3_001),
                            raw(CHUNKED, "3e8\r\n" + "a".repeat(1000) + "\r\n", 3_001))) {
                server.script(tooLarge);

                assertThat(
                                SampleCalls.failure(
                                        connection.send(
                                                SampleCalls.of(
                                                        SampleCalls.QUOTE_PDF,
                                                        List.of("qt_1"),
                                                        Map.of()),
                                                AnswerFormat.MAP)))
                        .hasMessageContaining(
                                "the answer is larger than 3000000 bytes (maxDownloadSize)");
            }
        }
    }

    private static Arguments endless(String name, String head, String rest) {
        return Arguments.of("endless: " + name, raw(head, rest, Integer.MAX_VALUE));
    }

    private static Arguments stuck(String name, String answer) {
        return Arguments.of(name, raw(answer, "", 0));
    }

    /** Says what no server should, as long as the client listens, and then waits for it to go. */
    private static Reply raw(String head, String rest, int times) {
        byte[] more =
                rest.repeat(Math.max(1, 1000 / Math.max(1, rest.length()))).getBytes(ISO_8859_1);
        long all = (long) times * rest.length();
        return exchange -> {
            exchange.request();
            exchange.write(head.getBytes(ISO_8859_1));
            for (long sent = 0; sent < all; sent += more.length) {
                exchange.write(more);
            }
            exchange.awaitTheEnd();
        };
    }
}
