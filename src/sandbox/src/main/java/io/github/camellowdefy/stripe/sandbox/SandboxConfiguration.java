// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import io.github.camellowdefy.stripe.StripeConfiguration;

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
     * A connection to a sandbox that starts with data.
     *
     * @param seed a resource of the class path: fixtures as JSON or YAML, or a snapshot; see {@link
     *     SandboxBuilder#seedFile}
     */
    public SandboxConfiguration(String seed) {
        this(StripeSandbox.builder().seedFile("classpath:" + seed).start());
    }

    private SandboxConfiguration(StripeSandbox sandbox) {
        this.sandbox = sandbox;
        sandbox.configure(this);
    }

    /** The sandbox behind the connection, for tests. */
    public StripeSandbox sandbox() {
        return sandbox;
    }
}
