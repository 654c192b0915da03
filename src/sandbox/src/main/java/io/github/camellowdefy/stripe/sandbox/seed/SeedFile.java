// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.seed;

import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests that fill a sandbox, in the format of the fixture files of Stripe's command line tool,
 * as JSON or YAML. A request may use what an earlier one was answered with.
 *
 * <pre>{@code
 * fixtures:
 *   - name: ada
 *     path: /v1/customers
 *     params: {name: Ada, email: ada@example.com}
 *   - name: order
 *     path: /v1/payment_intents
 *     params: {amount: 2000, currency: eur, customer: "${ada:id}"}
 * }</pre>
 */
public final class SeedFile {

    private static final String CLASS_PATH = "classpath:";

    /** What snapshots start with. */
    private static final String SNAPSHOT = "{\"version\"";

    private final String name;
    private final List<Fixture> fixtures;
    private final byte[] snapshot;

    private SeedFile(String name, List<Fixture> fixtures, byte[] snapshot) {
        this.name = name;
        this.fixtures = fixtures;
        this.snapshot = snapshot;
    }

    /**
     * Reads a file, or a resource of the class path: {@code classpath:seed.yaml}. A snapshot is
     * taken as well.
     *
     * @throws IllegalArgumentException with file, line and the nearest fix, when it is no fixture
     *     file
     */
    public static SeedFile at(String location) {
        try (InputStream in = open(location)) {
            return of(location, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The seed file %s could not be read: %s".formatted(location, e.getMessage()),
                    e);
        }
    }

    /**
     * Reads a text.
     *
     * @param name of the file, for error messages
     */
    public static SeedFile of(String name, String text) {
        return text.startsWith(SNAPSHOT)
                ? new SeedFile(name, List.of(), text.getBytes(StandardCharsets.UTF_8))
                : new SeedFile(name, new FixtureReader(name).read(text), new byte[0]);
    }

    /**
     * Makes the requests.
     *
     * @param secretKey of the account to fill
     * @return the answers, by the names of the fixtures
     * @throws IllegalArgumentException with file, line and reason, when a request is refused
     */
    public Map<String, Map<String, Object>> plant(Engine engine, String secretKey) {
        if (snapshot.length > 0) {
            load(engine);
        }
        Planting planting = new Planting(engine, secretKey);
        Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
        fixtures.forEach(fixture -> answers.put(fixture.name(), planting.plant(fixture)));
        return answers;
    }

    private void load(Engine engine) {
        try {
            engine.load(new ByteArrayInputStream(snapshot));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    name + " is no snapshot of this sandbox: " + e.getMessage(), e);
        }
    }

    private static InputStream open(String location) throws IOException {
        if (!location.startsWith(CLASS_PATH)) {
            Path file = Path.of(location);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(
                        "There is no seed file %s; expected a file of fixtures, as JSON or YAML."
                                .formatted(file.toAbsolutePath()));
            }
            return Files.newInputStream(file);
        }
        String resource = location.substring(CLASS_PATH.length());
        InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalArgumentException(
                    "The class path has no resource %s; expected a file of fixtures, as JSON or YAML."
                            .formatted(resource));
        }
        return in;
    }
}
