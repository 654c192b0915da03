// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.TestTls;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustAllTrustManager;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret key goes to the server the base URL names, never to another with a trusted name. */
class ServerNameTest {

    @TempDir private static Path dir;

    /** A certificate, and the hosts it is for and is not for. */
    private record Certificate(String names, List<String> good, List<String> bad) {

        List<String> hosts() {
            return Stream.of(good, bad).flatMap(List::stream).toList();
        }
    }

    private static final List<Certificate> CERTIFICATES =
            List.of(
                    new Certificate(
                            "dns:localhost,ip:127.0.0.1,ip:::1",
                            List.of("localhost", "LOCALHOST", "127.0.0.1", "[::1]"),
                            List.of("api.stripe.test", "127.0.0.2", "[::2]", "localhost.test")),
                    new Certificate(
                            "dns:api.stripe.test",
                            List.of("api.stripe.test", "Api.Stripe.Test"),
                            List.of("localhost", "127.0.0.1", "stripe.test", "a.api.stripe.test")),
                    new Certificate(
                            "dns:*.stripe.test",
                            List.of("api.stripe.test"),
                            List.of("localhost", "127.0.0.1", "stripe.test", "a.api.stripe.test")),
                    new Certificate(
                            "dns:*.test", List.of(), List.of("localhost", "api.stripe.test")),
                    new Certificate("dns:*.1,dns:127.0.0.1", List.of(), List.of("127.0.0.1")),
                    new Certificate("ip:127.0.0.2", List.of("127.0.0.2"), List.of("127.0.0.1")),
                    new Certificate("", List.of(), List.of("localhost", "127.0.0.1")),
                    new Certificate("email:a@localhost", List.of(), List.of("localhost")));

    /** Where a connection's trust comes from. */
    private enum Trust {
        SSL_CONTEXT {
            @Override
            SSLContext in(KeyStore store) {
                return TestTls.context(store);
            }
        },
        DEFAULT_OF_THE_JDK {
            @Override
            SSLContext in(KeyStore store) {
                SSLContext.setDefault(TestTls.context(store));
                return null;
            }
        },
        PKCS12_FILE {
            @Override
            SSLContext in(KeyStore store) throws Exception {
                return parameters(file(store, "PKCS12"));
            }
        },
        JKS_FILE {
            @Override
            SSLContext in(KeyStore store) throws Exception {
                return parameters(file(store, "JKS"));
            }
        },
        ALL_CERTIFICATES {
            @Override
            SSLContext in(KeyStore store) throws Exception {
                TrustManagersParameters all = new TrustManagersParameters();
                all.setTrustManager(TrustAllTrustManager.INSTANCE);
                return context(all);
            }
        };

        /** The context of a connection that trusts the certificates of a store. */
        abstract SSLContext in(KeyStore store) throws Exception;
    }

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Trust trust : Trust.values()) {
            for (Certificate certificate : CERTIFICATES) {
                cases.add(Arguments.of(trust, certificate));
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void onlyTheServerTheBaseUrlNamesIsSentTheKey(Trust trust, Certificate certificate)
            throws Exception {
        KeyStore store = TestTls.certificate(certificate.names());
        SSLContext jdks = SSLContext.getDefault();
        try (ScriptedServer server = ScriptedServer.start(TestTls.context(store));
                TunnelProxy proxy = TunnelProxy.open()) {
            SSLContext tls = trust.in(store);
            for (String host : certificate.hosts()) {
                for (Connecting way : ways(host, server, proxy)) {
                    assertThat(isSentTheKey(way.tls(tls), server))
                            .as(host)
                            .isEqualTo(certificate.good().contains(host));
                }
            }
        } finally {
            SSLContext.setDefault(jdks);
        }
    }

    /** Through a proxy, and directly where the name leads to this machine by itself. */
    private static List<Connecting> ways(String host, ScriptedServer server, TunnelProxy proxy) {
        String base = "https://" + host + ':' + server.port();
        Connecting tunnelled = Connecting.to(base).proxy(proxy.port(), null, null);
        return host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1")
                ? List.of(Connecting.to(base), tunnelled)
                : List.of(tunnelled);
    }

    private static boolean isSentTheKey(Connecting way, ScriptedServer server) throws Exception {
        int before = server.arrivals();
        try (StripeConnection connection = way.open()) {
            Throwable failure =
                    connection
                            .send(SampleCalls.create(), AnswerFormat.MAP)
                            .handle((answer, thrown) -> thrown)
                            .get(30, SECONDS);
            if (failure != null) {
                assertThat(failure).isInstanceOf(StripeNotSentException.class);
                assertThat(server.arrivals()).isEqualTo(before);
            }
            return failure == null;
        }
    }

    private static Path file(KeyStore store, String type) throws Exception {
        KeyStore trusted = KeyStore.getInstance(type);
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        Path file = Files.createTempFile(dir, "trusted", '.' + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, TestTls.PASSWORD.toCharArray());
        }
        return file;
    }

    private static SSLContext parameters(Path file) throws Exception {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setType(file.toString().endsWith("JKS") ? "JKS" : "PKCS12");
        store.setPassword(TestTls.PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        return context(trust);
    }

    private static SSLContext context(TrustManagersParameters trust) throws Exception {
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        try (CamelContext context = new DefaultCamelContext()) {
            return parameters.createSSLContext(context);
        }
    }
}
