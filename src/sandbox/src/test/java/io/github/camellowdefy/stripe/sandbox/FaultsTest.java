// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.JournalEntry;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Through a bare socket, for a client library would repair or hide what is asked here. */
class FaultsTest {

    private static final StripeSandbox SANDBOX = StripeSandbox.start();

    @AfterEach
    void forget() {
        SANDBOX.faults().clear();
        SANDBOX.journal().clear();
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_BEFORE", "RESET_AFTER"})
    void aResetIsAReset(Fault fault) {
        int before = customers();
        SANDBOX.faults().next(fault);
        assertThat(catchThrowable(FaultsTest::create)).isInstanceOf(SocketException.class);
        assertThat(customers() - before).isEqualTo(fault == Fault.RESET_AFTER ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSE_BEFORE", "CLOSE_AFTER"})
    void aCloseIsTheEndWithoutAByte(Fault fault) throws IOException {
        int before = customers();
        SANDBOX.faults().next(fault);
        assertThat(create()).isEmpty();
        assertThat(customers() - before).isEqualTo(fault == Fault.CLOSE_AFTER ? 1 : 0);
    }

    @Test
    void aTruncatedBodyIsShorterThanAnnounced() throws IOException {
        SANDBOX.faults().next(Fault.TRUNCATED_BODY);
        String answer = create();
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(body(answer).length()).isLessThan(length(answer));
    }

    @Test
    void aWrongLengthAnnouncesLessThanComes() throws IOException {
        SANDBOX.faults().next(Fault.WRONG_CONTENT_LENGTH);
        String answer = create();
        assertThat(body(answer)).endsWith("}");
        assertThat(body(answer).length()).isEqualTo(length(answer) + 10);
    }

    @Test
    void malformedJsonIsWellFramed() throws IOException {
        SANDBOX.faults().next(Fault.MALFORMED_JSON);
        String answer = create();
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(body(answer)).hasSize(length(answer)).startsWith("{").doesNotEndWith("}");
    }

    @ParameterizedTest
    @CsvSource({
        "HTML_502,502,<html>,0",
        "LOCK_409,409,lock_timeout,0",
        "LOCK_429,429,lock_timeout,0",
        "RATE_LIMIT_429,429,rate_limit,0",
        "ERROR_500_BEFORE,500,api_error,0",
        "ERROR_500_AFTER,500,api_error,1"
    })
    void anErrorComesInPlaceOfTheAnswer(Fault fault, int status, String content, int created)
            throws IOException {
        int before = customers();
        SANDBOX.faults().next(fault);
        String answer = create();
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains(content);
        assertThat(customers() - before).isEqualTo(created);
        if (status == 429) {
            assertThat(answer).contains("Stripe-Rate-Limited-Reason: ");
        }
    }

    @Test
    void aHangIsNoAnswerAtAll() throws IOException {
        SANDBOX.faults().next(Fault.HANG);
        try (Socket socket = connect()) {
            socket.setSoTimeout(300);
            send(socket, "");
            Awaitility.await().until(() -> SANDBOX.faults().pending() == 0);
            InputStream in = socket.getInputStream();
            assertThat(catchThrowable(in::read)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aDripComesByteByByte() throws IOException {
        SANDBOX.faults().next(Fault.SLOW_DRIP);
        try (Socket socket = connect()) {
            socket.setSoTimeout(30_000);
            send(socket, "");
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            // a reader that is held up gets more than one at a time
            for (int alone = 0; alone < 5; ) {
                int read = in.read(buffer);
                assertThat(read).as("bytes before the end").isPositive();
                alone += read == 1 ? 1 : 0;
            }
        }
    }

    @Test
    void aRefusingPortOpensAgain() {
        SANDBOX.faults().refuseFor(Duration.ofSeconds(3)).next(Fault.CONNECTION_REFUSED);
        assertThat(catchThrowable(FaultsTest::create)).isInstanceOf(SocketException.class);
        assertThat(catchThrowable(() -> connect().close())).isInstanceOf(ConnectException.class);
        awaitAnOpenPort();
    }

    @Test
    void aPortSomebodyTookWhileItWasClosedIsTakenBackWhenFree() throws IOException {
        SANDBOX.faults().refuseFor(Duration.ofSeconds(3)).next(Fault.CONNECTION_REFUSED);
        catchThrowable(FaultsTest::create);
        try (ServerSocket squatter = squat()) {
            squatter.setSoTimeout(3_500);
            assertThat(catchThrowable(squatter::accept)).isInstanceOf(SocketTimeoutException.class);
        }
        awaitAnOpenPort();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "RESET_AFTER",
                "CLOSE_AFTER",
                "TRUNCATED_BODY",
                "MALFORMED_JSON",
                "ERROR_500_AFTER",
                "WRONG_CONTENT_LENGTH"
            })
    void whatWasDoneIsNotDoneAgainUnderTheSameKey(Fault fault) throws IOException {
        int before = customers();
        SANDBOX.faults().next(fault);
        String key = "Idempotency-Key: retry-" + fault + "\r\n";
        catchThrowable(() -> create(key));
        String again = create(key);
        assertThat(again).startsWith("HTTP/1.1 200").contains("Idempotent-Replayed: true");
        assertThat(customers() - before).isEqualTo(1);
    }

    @Test
    void aScriptIsFollowedInOrderAndOnlyWhereItApplies() throws IOException {
        SANDBOX.faults()
                .next(Fault.RATE_LIMIT_429, 1, "GET /v1/products*")
                .next(Fault.ERROR_500_BEFORE, 2, "POST /v1/customers")
                .next(Fault.LOCK_409);
        assertThat(create()).startsWith("HTTP/1.1 500");
        assertThat(create()).startsWith("HTTP/1.1 500");
        assertThat(create()).startsWith("HTTP/1.1 409");
        assertThat(create()).startsWith("HTTP/1.1 200");
        assertThat(SANDBOX.faults().pending()).isEqualTo(1);
    }

    @Test
    void theSameSeedMeetsTheSameFaults() throws IOException {
        List<String> one = outcomes(11);
        assertThat(one).isEqualTo(outcomes(11)).isNotEqualTo(outcomes(12));
        assertThat(one).contains("200").anyMatch(outcome -> outcome.startsWith("ERROR_500_BEFORE"));
    }

    @Test
    void theJournalTellsWhatHappened() throws IOException {
        SANDBOX.faults().next(Fault.CLOSE_AFTER);
        create("Idempotency-Key: j\r\n");
        create("");
        List<JournalEntry> entries = SANDBOX.journal().of("POST", "/v1/customers");
        assertThat(entries)
                .extracting(JournalEntry::outcome)
                .containsExactly("CLOSE_AFTER (200)", "200");
        JournalEntry first = entries.get(0);
        assertThat(first.fault()).isEqualTo(Fault.CLOSE_AFTER);
        assertThat(first.idempotencyKey()).isEqualTo("j");
        assertThat(first.params()).isEqualTo(Map.of("name", "Ada"));
        assertThat(first.requestId()).startsWith("req_");
        assertThat(first.headers().get("authorization")).startsWith("Bearer ****").hasSize(15);
        assertThat(first.replayed()).isFalse();
    }

    private static List<String> outcomes(long seed) throws IOException {
        try (StripeSandbox sandbox =
                StripeSandbox.builder()
                        .seed(seed)
                        .faults(0.3, Fault.ERROR_500_BEFORE, Fault.LOCK_409)
                        .start()) {
            for (int i = 0; i < 30; i++) {
                Clients.send(sandbox, "GET", "/v1/customers", null);
            }
            return sandbox.journal().entries().stream().map(JournalEntry::outcome).toList();
        }
    }

    private static int customers() {
        return SANDBOX.customers().count();
    }

    private static String create(String... headers) throws IOException {
        try (Socket socket = connect()) {
            send(socket, String.join("", headers));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void awaitAnOpenPort() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(create()).startsWith("HTTP/1.1 200"));
    }

    private static ServerSocket squat() throws IOException {
        return new ServerSocket(SANDBOX.port(), 1, InetAddress.getLoopbackAddress());
    }

    private static Socket connect() throws IOException {
        return new Socket("127.0.0.1", SANDBOX.port());
    }

    private static void send(Socket socket, String headers) throws IOException {
        String request =
                "POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + headers
                        + "Authorization: Bearer "
                        + SANDBOX.secretKey()
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 8\r\n\r\nname=Ada";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static int length(String answer) {
        return Integer.parseInt(answer.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    }
}
