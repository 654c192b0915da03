// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import io.github.camellowdefy.stripe.StripeConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A connection to a sandbox of its own, which starts with it and ends with the process. It turns an
 * application offline by one property, in any runtime of Camel:
 *
 * <pre>{@code
 * camel.component.stripe.configuration = #class:io.github.camellowdefy.stripe.sandbox.SandboxConfiguration
 * }</pre>
 */
public class SandboxConfiguration extends StripeConfiguration {

    private final StripeSandbox sandbox;

    /** A connection to an empty sandbox. */
    public SandboxConfiguration() {
        this(StripeSandbox.start());
    }

    /**
     * A connection to a sandbox that starts with the state of a snapshot.
     *
     * @param snapshot a resource of the class path, such as {@code sandbox.json}; it is only read
     */
    public SandboxConfiguration(String snapshot) {
        this(load(snapshot));
    }

    private SandboxConfiguration(StripeSandbox sandbox) {
        this.sandbox = sandbox;
        sandbox.configure(this);
    }

    /** The sandbox behind the connection, for tests. */
    public StripeSandbox sandbox() {
        return sandbox;
    }

    private static StripeSandbox load(String resource) {
        StripeSandbox sandbox = StripeSandbox.start();
        try (InputStream in = open(resource)) {
            Path copy = Files.createTempFile("sandbox", ".json");
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            sandbox.engine().load(copy);
            Files.delete(copy);
            return sandbox;
        } catch (IOException e) {
            sandbox.close();
            throw new UncheckedIOException(
                    "The snapshot could not be loaded: " + e.getMessage(), e);
        }
    }

    private static InputStream open(String resource) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        InputStream in = loader.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalArgumentException(
                    "The class path has no resource %s; expected a snapshot of a sandbox."
                            .formatted(resource));
        }
        return in;
    }
}
