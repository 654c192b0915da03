// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import io.github.camellowdefy.stripe.examples.pipeline.embedded.EmbeddedDatabase;
import io.github.camellowdefy.stripe.examples.pipeline.embedded.EmbeddedKafka;
import io.github.camellowdefy.stripe.sandbox.SandboxBuilder;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the pipeline stands on. What the environment names is used; what it does not name is started
 * here, for this run alone: a broker, a database, and a sandbox in Stripe's place.
 */
final class Surroundings implements AutoCloseable {

    private final Map<String, String> environment;
    private final Path folder;
    private EmbeddedKafka kafka;
    private EmbeddedDatabase database;
    private StripeSandbox sandbox;

    private Surroundings(Map<String, String> environment, Path folder) {
        this.environment = new LinkedHashMap<>(environment);
        this.folder = folder;
    }

    /** Starts what the environment does not name. */
    static Surroundings start(Map<String, String> environment, SandboxBuilder stripe)
            throws IOException {
        Path folder = Files.createTempDirectory("payment-pipeline");
        Surroundings surroundings = new Surroundings(environment, folder);
        try {
            surroundings.startMissing(stripe);
            return surroundings;
        } catch (IOException | RuntimeException e) {
            surroundings.close();
            throw e;
        }
    }

    private void startMissing(SandboxBuilder stripe) throws IOException {
        Settings given = new Settings(environment);
        if (!given.has(Settings.DATABASE)) {
            database = new EmbeddedDatabase(folder.resolve("postgres"), freePort());
            database.start();
            environment.put(Settings.DATABASE, database.url());
            environment.put(Settings.DATABASE_USER, database.user());
        }
        if (!given.has(Settings.KAFKA)) {
            kafka = new EmbeddedKafka(folder.resolve("kafka"), freePort(), freePort());
            kafka.start();
            environment.put(Settings.KAFKA, kafka.bootstrapServers());
        }
        if (!given.has(Settings.STRIPE_KEY)) {
            sandbox = stripe.start();
            environment.put(Settings.STRIPE_KEY, sandbox.secretKey());
            environment.put(Settings.STRIPE_URL, sandbox.url());
        }
    }

    /** Where everything is. */
    Settings settings() {
        return new Settings(Map.copyOf(environment));
    }

    /** Adds a variable to those that instances are given. */
    void set(String name, String value) {
        environment.put(name, value);
    }

    /** The sandbox, or null when Stripe itself is used. */
    StripeSandbox sandbox() {
        return sandbox;
    }

    /** The broker that was started here. */
    EmbeddedKafka kafka() {
        return kafka;
    }

    /** The database that was started here. */
    EmbeddedDatabase database() {
        return database;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        if (sandbox != null) {
            sandbox.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (database != null) {
            database.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
