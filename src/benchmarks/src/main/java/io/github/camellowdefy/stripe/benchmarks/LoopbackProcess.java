// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link LoopbackServer} in another JVM, with a certificate of its own. */
final class LoopbackProcess implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final String KEY_STORE = "localhost.p12";

    private final Path directory;
    private final Process process;
    private final int tlsPort;
    private final int clearPort;

    private LoopbackProcess(Path directory, Process process, int tlsPort, int clearPort) {
        this.directory = directory;
        this.process = process;
        this.tlsPort = tlsPort;
        this.clearPort = clearPort;
    }

    static LoopbackProcess start(long answerDelayMillis) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("stripe-bench");
        String keyStore = directory.resolve(KEY_STORE).toString();
        Process keytool =
                new ProcessBuilder(
                                java("keytool"),
                                "-genkeypair",
                                "-alias",
                                "localhost",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                keyStore)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        Process server =
                new ProcessBuilder(
                                java("java"),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoopbackServer.class.getName(),
                                keyStore,
                                PASSWORD,
                                Long.toString(answerDelayMillis))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream()));
        return new LoopbackProcess(
                directory,
                server,
                Integer.parseInt(out.readLine()),
                Integer.parseInt(out.readLine()));
    }

    Target target() {
        return target("https", tlsPort);
    }

    /** The same without TLS. */
    Target clearTarget() {
        return target("http", clearPort);
    }

    private Target target(String scheme, int port) {
        return new Target(scheme + "://localhost:" + port, directory.resolve(KEY_STORE), PASSWORD);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Files.deleteIfExists(directory.resolve(KEY_STORE));
        Files.deleteIfExists(directory);
    }

    static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
