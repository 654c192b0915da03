// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StripeSandboxExtension.class)
class BadInputTest {

    /** The common pool has one thread on two processors, and these wait. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private StripeSandbox sandbox;

    @AfterEach
    void itIsStillThere() {
        assertThat(send(sandbox, "GET", "/v1/customers", null).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BLAH\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "GET /v1/customers HTTP/9.9\r\n\r\n",
                "GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/customers HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
                "POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void whatIsNoRequestIsRefusedAndNoted(String bytes) throws IOException {
        long before = sandbox.journal().total();
        String answer = raw(bytes);
        assertThat(answer).matches("(?s)HTTP/1.1 (4..|505) .*").contains("invalid_request_error");
        assertThat(sandbox.journal().total()).isGreaterThan(before);
    }

    @Test
    void headersWithoutMeasureAreRefusedAndNoted() throws IOException {
        String answer =
                raw(
                        "GET /v1/customers HTTP/1.1\r\nHost: localhost\r\nX: "
                                + "a".repeat(100_000)
                                + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431");
        assertThat(sandbox.journal().entries())
                .anyMatch(entry -> entry.status() == 431 && entry.outcome().contains("unreadable"));
    }

    @Test
    void aParameterOfTenMegabytesIsTooLongAText() {
        HttpResponse<String> answer =
                send(sandbox, "POST", "/v1/customers", "name=" + "a".repeat(10 << 20));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Invalid string: aaaaa...aaaaa; must be at most 5000 characters")
                .contains("\"param\":\"name\"");
    }

    @Test
    void aBodyWithoutMeasureIsRefused() throws IOException {
        String answer =
                raw(
                        "POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"
                                + "name=");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("larger than");
    }

    /** More than the server has threads; that it still answers is seen after the test. */
    @Test
    void whoIsSlowToSendABodyKeepsNobodyWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                Socket socket = new Socket("127.0.0.1", URI.create(sandbox.url()).getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write(
                                "POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nname="
                                        .getBytes(StandardCharsets.US_ASCII));
            }
            itIsStillThere();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=%zz | percent-encoding",
                "address=1&address[city]=2 | both a value and a hash",
                "metadata=x | Invalid object",
                "metadata[a][b]=x | Invalid string"
            })
    void aMalformedFormIsRefusedInWords(String form, String message) {
        HttpResponse<String> answer = send(sandbox, "POST", "/v1/customers", form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"a\":}", "null"})
    void aMalformedJsonBodyIsRefusedInWords(String json) {
        HttpResponse<String> answer = send(sandbox, "POST", "/v2/core/accounts", json);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid request body");
    }

    @Test
    void metadataIsMeasured() {
        assertThat(send(sandbox, "POST", "/v1/customers", "metadata[k]=" + "v".repeat(501)).body())
                .contains("up to 500 characters");
        assertThat(
                        send(sandbox, "POST", "/v1/customers", "metadata[" + "k".repeat(41) + "]=v")
                                .body())
                .contains("up to 40 characters");
        String many =
                String.join(
                        "&",
                        IntStream.range(0, 51).mapToObj(i -> "metadata[k" + i + "]=v").toList());
        assertThat(send(sandbox, "POST", "/v1/customers", many).body()).contains("up to 50 keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1", "/v1/nope", "/v1/customers/", "/v1/customers//x", "/v3/x", "//"})
    void anUnknownPathIsNamed(String path) {
        HttpResponse<String> answer = send(sandbox, "GET", path, null);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Unrecognized request URL (GET: " + path + ")");
    }

    @Test
    void anUnknownVerbIsUnrecognisedToo() {
        assertThat(send(sandbox, "PUT", "/v1/customers", "").body())
                .contains("Unrecognized request URL (PUT: /v1/customers)");
    }

    @Test
    void multipartWithoutABoundaryIsRefused() {
        for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=x")) {
            assertThat(
                            send(
                                            sandbox,
                                            "POST",
                                            "/v1/files",
                                            "--x\r\nnonsense--x",
                                            "Content-Type",
                                            type)
                                    .statusCode())
                    .isEqualTo(400);
        }
    }

    @RepeatedTest(10)
    void closingWhileRequestsRunEndsThemAndNothingElse() {
        StripeSandbox closing = StripeSandbox.start();
        List<CompletableFuture<Void>> clients =
                IntStream.range(0, 8)
                        .mapToObj(
                                i ->
                                        CompletableFuture.runAsync(
                                                () -> {
                                                    for (int n = 0; n < 100_000; n++) {
                                                        send(
                                                                closing,
                                                                "POST",
                                                                "/v1/customers",
                                                                "name=x");
                                                    }
                                                },
                                                THREADS))
                        .toList();
        closing.close();
        closing.close();
        for (CompletableFuture<Void> client : clients) {
            Throwable end = client.handle((done, failure) -> failure).join();
            assertThat(end).hasRootCauseInstanceOf(IOException.class);
            assertThat(end).hasMessageNotContaining("timed out");
        }
    }

    private String raw(String bytes) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            // refused before it was read to its end, a request is answered and then cut off
            untilCutOff(
                    () -> {
                        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                        socket.shutdownOutput();
                    });
            untilCutOff(() -> socket.getInputStream().transferTo(answer));
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private interface Transfer {
        void run() throws IOException;
    }

    private static void untilCutOff(Transfer transfer) throws IOException {
        try {
            transfer.run();
        } catch (SocketException e) {
            // what came before counts
        }
    }
}
