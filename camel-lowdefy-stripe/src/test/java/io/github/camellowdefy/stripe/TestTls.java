// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made by the JDK's keytool, each once per JVM, and who trusts them. */
public final class TestTls {

    /** Opens every key store of the tests. */
    public static final String PASSWORD = "changeit";

    private static final Map<String, KeyStore> CERTIFICATES = new ConcurrentHashMap<>();
    private static SSLContext context;

    private TestTls() {}

    /** Serves as localhost, and as a client trusts no other. */
    public static synchronized SSLContext context() {
        if (context == null) {
            context = context(certificate("dns:localhost,ip:127.0.0.1"));
        }
        return context;
    }

    /** Serves with the certificate of a key store, and as a client trusts no other. */
    public static SSLContext context(KeyStore store) {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A key and its certificate.
     *
     * @param names whom it is for, such as {@code dns:localhost,ip:127.0.0.1}; empty for nobody
     */
    public static KeyStore certificate(String names) {
        return CERTIFICATES.computeIfAbsent(names, TestTls::create);
    }

    private static KeyStore create(String names) {
        try {
            Path dir = Files.createTempDirectory("stripe-test-tls");
            Path file = dir.resolve("certificate.p12");
            try {
                makeCertificate(names, file);
                return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(dir);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void makeCertificate(String names, Path file)
            throws IOException, InterruptedException {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                keytool,
                                "-J-XX:TieredStopAtLevel=1",
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=Camel Lowdefy Stripe",
                                "-validity",
                                "3650",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                file.toString()));
        if (!names.isEmpty()) {
            command.addAll(List.of("-ext", "SAN=" + names));
        }
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool ended with " + process.exitValue());
        }
    }
}
