// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.encode.Spool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers come in: whole, compressed, in chunks, as files, or too large. */
class AnswerOnTheWireTest {

    private static final String CUSTOMER = "{\"id\":\"cus_1\",\"object\":\"customer\"}";

    private final ScriptedServer server = ScriptedServer.start();
    private StripeConnection connection;
    private Set<Path> spools;

    @BeforeEach
    void open() throws IOException {
        connection = Connecting.to(server).open();
        spools = spools();
    }

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }

    @Test
    void compressedAnswersAreInflated() throws Exception {
        server.otherwise(Reply.gzip(CUSTOMER));

        assertThat(list().body()).isEqualTo(Map.of("id", "cus_1", "object", "customer"));
    }

    @Test
    void chunkedAnswersArePutTogether() throws Exception {
        server.otherwise(Reply.chunked(CUSTOMER));

        assertThat(list().body()).isEqualTo(Map.of("id", "cus_1", "object", "customer"));
    }

    @Test
    void headersAreLowerCaseAndTheFirstOfThemCounts() throws Exception {
        server.otherwise(
                Reply.json(
                        200,
                        CUSTOMER,
                        "Request-ID: req_1",
                        "request-id: req_2",
                        "Idempotent-Replayed: true"));

        StripeAnswer answer = list();

        assertThat(answer.requestId()).isEqualTo("req_1");
        assertThat(answer.idempotentReplayed()).isTrue();
    }

    @Test
    void anAnswerThatWouldFillTheHeapIsRefused() throws Exception {
        server.otherwise(
                exchange -> {
                    exchange.request();
                    exchange.write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{".getBytes());
                    exchange.awaitTheEnd();
                });

        assertThat(SampleCalls.failure(connection.send(SampleCalls.list(), AnswerFormat.MAP)))
                .isInstanceOf(StripeUnansweredException.class)
                .hasMessageContaining("the answer is larger than 64 MB");
    }

    @Test
    void anAnswerThatInflatesWithoutEndIsRefused() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                gzip.write(zeros);
            }
        }
        server.otherwise(
                Reply.bytes(200, "application/json", bomb.toByteArray(), "Content-Encoding: gzip"));

        assertThat(SampleCalls.failure(connection.send(SampleCalls.list(), AnswerFormat.MAP)))
                .isInstanceOf(StripeUnansweredException.class)
                .hasMessageContaining("larger than 64 MB");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, 1 << 20, (1 << 20) + 1, 5_000_000})
    void filesComeAsStreams(int size) throws Exception {
        byte[] pdf = new byte[size];
        new Random(size).nextBytes(pdf);
        server.otherwise(Reply.bytes(200, "application/pdf", pdf));

        try (InputStream stream = (InputStream) pdf().body()) {
            assertThat(stream instanceof ByteArrayInputStream).isEqualTo(size <= 1 << 20);
            assertThat(stream.readAllBytes()).isEqualTo(pdf);
        }
        assertThat(spooled()).isEmpty();
    }

    @Test
    void compressedFilesAreInflatedAsTheyAreRead() throws Exception {
        server.otherwise(Reply.gzip("%PDF-1.7"));

        try (InputStream stream = (InputStream) pdf().body()) {
            assertThat(stream).hasContent("%PDF-1.7");
        }
    }

    @Test
    void anErrorInsteadOfAFileIsAnError() throws Exception {
        server.otherwise(Reply.json(404, "{\"error\":{\"type\":\"invalid_request_error\"}}"));

        assertThat(SampleCalls.failure(connection.send(quote(), AnswerFormat.MAP)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aFileCutOffLeavesNothingBehind() throws Exception {
        server.otherwise(
                exchange -> {
                    exchange.request();
                    exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n".getBytes());
                    exchange.write(new byte[3_000_000]);
                    exchange.close();
                });

        assertThat(SampleCalls.failure(connection.send(quote(), AnswerFormat.MAP)))
                .isInstanceOf(StripeUnansweredException.class);
        await().untilAsserted(() -> assertThat(spooled()).isEmpty());
    }

    @Test
    void aFileNobodyWaitsForLeavesNothingBehind() throws Exception {
        server.otherwise(
                exchange -> {
                    exchange.request();
                    exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n".getBytes());
                    exchange.write(new byte[3_000_000]);
                    exchange.awaitTheEnd();
                });
        StripeCallFuture call = connection.send(quote(), AnswerFormat.MAP);
        await().untilAsserted(() -> assertThat(spooled()).isNotEmpty());

        call.cancel(true);

        await().untilAsserted(() -> assertThat(spooled()).isEmpty());
        await().until(() -> server.openConnections() == 0);
    }

    private StripeAnswer list() throws Exception {
        return SampleCalls.answer(connection.send(SampleCalls.list(), AnswerFormat.MAP));
    }

    private StripeAnswer pdf() throws Exception {
        return SampleCalls.answer(connection.send(quote(), AnswerFormat.MAP));
    }

    private static StripeCall quote() {
        return SampleCalls.of(SampleCalls.QUOTE_PDF, List.of("qt_1"), Map.of());
    }

    private Set<Path> spooled() throws IOException {
        Set<Path> now = spools();
        now.removeAll(spools);
        return now;
    }

    private static Set<Path> spools() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(Spool.FILES))
                    .collect(Collectors.toSet());
        }
    }
}
