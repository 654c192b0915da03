// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page must not reach a developer's sandbox, be it by a name that leads to this machine. */
class CallersTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, , 200",
        "LOCALHOST:80, , 200",
        "localhost., , 200",
        "shop.localhost, , 200",
        "127.0.0.1:1, , 200",
        "127.9.9.9, , 200",
        "[::1]:12111, , 200",
        "evil.example, , 403",
        "localhost.evil.example, , 403",
        "127.0.0.1.evil.example, , 403",
        "evil-localhost, , 403",
        "192.168.1.7, , 403",
        "0.0.0.0, , 403",
        "localhost, http://localhost:3000, 200",
        "localhost, https://127.0.0.1, 200",
        "localhost, http://evil.example, 403",
        "localhost, http://evil.example:80, 403",
        "localhost, null, 403",
        "localhost, file://, 403",
        "localhost, http://localhost@evil.example, 403"
    })
    void onlyNamesOfThisMachineAreServed(String host, String origin, int status)
            throws IOException {
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            for (String path : new String[] {"/v1/customers", "/_sandbox/clock", "/", "/nothing"}) {
                String line = status(sandbox, path, host, origin);
                int expected =
                        status == 403
                                ? 403
                                : path.startsWith("/_") || path.contains("cust") ? 200 : 404;
                assertThat(line).as(path).startsWith("HTTP/1.1 " + expected + ' ');
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example/v1/customers", "//evil.example/v1/customers"})
    void theNameMayStandInTheRequestLine(String target) throws IOException {
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            assertThat(status(sandbox, target, "localhost", null)).doesNotContain(" 200 ");
        }
    }

    @Test
    void aRefusedRequestMeetsNoFaultAndIsInTheJournal() throws IOException {
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            sandbox.faults()
                    .next(io.github.camellowdefy.stripe.sandbox.control.Fault.ERROR_500_BEFORE);
            status(sandbox, "/v1/customers", "evil.example", null);
            assertThat(sandbox.faults().pending()).isOne();
            assertThat(sandbox.journal().of("GET", "/v1/customers").get(0).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stripe.test, 200",
        "STRIPE.test:8080, 200",
        "10.1.2.3, 200",
        "'[fe80::1]', 200",
        "evil.example, 403"
    })
    void aSandboxForOtherMachinesKnowsTheNamesItWasGiven(String host, int status)
            throws IOException {
        try (StripeSandbox sandbox =
                StripeSandbox.builder().host("0.0.0.0", "stripe.test").start()) {
            assertThat(sandbox.url()).startsWith("http://127.0.0.1:");
            assertThat(status(sandbox, "/v1/customers", host, null))
                    .startsWith("HTTP/1.1 " + status + ' ');
        }
    }

    @Test
    void itsCertificateIsGoodForThoseNamesToo() throws Exception {
        try (StripeSandbox sandbox =
                StripeSandbox.builder().host("0.0.0.0", "stripe.test").tls().start()) {
            var certificate =
                    (java.security.cert.X509Certificate)
                            java.security.cert.CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new java.io.ByteArrayInputStream(
                                                    sandbox.certificate()
                                                            .getBytes(StandardCharsets.US_ASCII)));
            assertThat(certificate.getSubjectAlternativeNames())
                    .extracting(name -> (Object) name.get(1))
                    .contains("localhost", "127.0.0.1", "stripe.test");
        }
    }

    private static String status(StripeSandbox sandbox, String target, String host, String origin)
            throws IOException {
        String request =
                "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n%s\r\n"
                        .formatted(
                                target,
                                host,
                                sandbox.secretKey(),
                                origin == null ? "" : "Origin: " + origin + "\r\n");
        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
