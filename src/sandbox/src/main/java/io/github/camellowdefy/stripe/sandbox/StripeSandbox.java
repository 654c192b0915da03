/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.sandbox;

import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.http.HttpFront;

/**
 * A stateful Stripe in this process: start it, point any Stripe client at {@link #url()} with
 * {@link #secretKey()}, close it. Nothing leaves the machine and nothing is shared between two
 * sandboxes.
 *
 * <pre>{@code
 * try (StripeSandbox sandbox = StripeSandbox.start()) {
 *     StripeClient client =
 *             StripeClient.builder().setApiKey(sandbox.secretKey()).setApiBase(sandbox.url()).build();
 * }
 * }</pre>
 */
public final class StripeSandbox implements AutoCloseable {

    private final SandboxBuilder settings;
    private final Engine engine;
    private final HttpFront front;

    StripeSandbox(SandboxBuilder settings) {
        this.settings = settings;
        this.engine = new Engine(settings.engineSettings());
        settings.accounts().forEach(engine::account);
        this.front = new HttpFront(engine, settings.port());
    }

    /** Starts a sandbox with all defaults on a free port. */
    public static StripeSandbox start() {
        return builder().start();
    }

    /** The choices there are. */
    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /** The base URL for {@code apiBase}, {@code filesBase}, {@code connectBase} and all others. */
    public String url() {
        return "http://127.0.0.1:" + front.port();
    }

    /** The port it listens on, on the loopback address. */
    public int port() {
        return front.port();
    }

    /** The key that opens the main account. */
    public String secretKey() {
        return settings.secretKey();
    }

    /** The time everything follows. */
    public SandboxClock clock() {
        return engine.clock();
    }

    /** The state behind the API, for tests that go deeper. */
    public Engine engine() {
        return engine;
    }

    /** Stops serving and forgets everything. */
    @Override
    public void close() {
        front.close();
        engine.clock().close();
    }
}
