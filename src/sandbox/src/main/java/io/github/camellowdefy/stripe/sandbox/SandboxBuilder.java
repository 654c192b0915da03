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

import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.EngineSettings;
import io.github.camellowdefy.stripe.sandbox.engine.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** What a sandbox is started with; every choice has a default. */
public final class SandboxBuilder {

    /** The version of the API the sandbox answers in when a request names none. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    private static final String PLATFORM = "acct_1SandboxPlatform";

    private int port;
    private long seed = ThreadLocalRandom.current().nextLong();
    private SandboxClock clock = SandboxClock.ticking();
    private String secretKey = "sk_test_sandbox0000000000000000";
    private Duration searchLag = Duration.ZERO;
    private int requestsPerSecond;
    private Duration latency = Duration.ZERO;
    private boolean tls;
    private Path snapshot;
    private final List<Behaviours.Module> modules = new ArrayList<>();
    private double faultRate;
    private Fault[] faultKinds;
    private final Map<String, Keys.Grant> keys = new LinkedHashMap<>();
    private final Set<String> accounts = new LinkedHashSet<>();

    SandboxBuilder() {}

    /** The port to listen on; 0, the default, takes any free one. */
    public SandboxBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "port must be 0 to 65535, read " + port + "; 0 takes any free one");
        }
        this.port = port;
        return this;
    }

    /** The same seed gives the same ids in the same order; by default each sandbox has its own. */
    public SandboxBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** The clock to follow; by default one that ticks and can be advanced. */
    public SandboxBuilder clock(SandboxClock clock) {
        this.clock = clock;
        return this;
    }

    /** The key of the main account, {@code sk_test_...}. */
    public SandboxBuilder secretKey(String key) {
        this.secretKey = requireKey(key, "sk_test_");
        return this;
    }

    /** A key that may do only some things, such as {@code customers:read, charges:write}. */
    public SandboxBuilder restrictedKey(String key, String... permissions) {
        keys.put(requireKey(key, "rk_test_"), new Keys.Grant(PLATFORM, Set.of(permissions)));
        return this;
    }

    /** Another account with a key of its own; the main key reaches it by {@code Stripe-Account}. */
    public SandboxBuilder account(String id, String key) {
        account(id);
        keys.put(requireKey(key, "sk_test_"), new Keys.Grant(id, null));
        return this;
    }

    /** A connected account that requests may name in {@code Stripe-Account} from the start. */
    public SandboxBuilder account(String id) {
        if (!id.startsWith("acct_")) {
            throw new IllegalArgumentException(
                    "an account id starts with acct_, read \"" + id + '"');
        }
        accounts.add(id);
        return this;
    }

    /** How far searches lag behind; by default they do not. */
    public SandboxBuilder searchLag(Duration lag) {
        this.searchLag = lag;
        return this;
    }

    /** Requests per second and account before 429; 0, the default, for no limit. */
    public SandboxBuilder requestsPerSecond(int limit) {
        this.requestsPerSecond = limit;
        return this;
    }

    /** How long every answer waits; by default not at all. */
    public SandboxBuilder latency(Duration latency) {
        this.latency = latency;
        return this;
    }

    /** From the start, a share of all requests meets one of these; see {@link Faults#rate}. */
    public SandboxBuilder faults(double rate, Fault... kinds) {
        new Faults(0).rate(rate, kinds);
        this.faultRate = rate;
        this.faultKinds = kinds.clone();
        return this;
    }

    /** Serves HTTPS, with a certificate made for this sandbox. */
    public SandboxBuilder tls() {
        this.tls = true;
        return this;
    }

    /** Loads the state from a file, where there is one, and saves it there on close. */
    public SandboxBuilder snapshot(Path file) {
        this.snapshot = file;
        return this;
    }

    /** Adds behaviours of the caller's own; they win over the sandbox's. */
    public SandboxBuilder behaviours(Behaviours.Module module) {
        modules.add(module);
        return this;
    }

    /** Starts to serve; returns when requests are taken. */
    public StripeSandbox start() {
        return new StripeSandbox(this);
    }

    EngineSettings engineSettings(Behaviours.Module controls) {
        Keys known = new Keys();
        known.add(secretKey, new Keys.Grant(PLATFORM, null));
        keys.forEach(known::add);
        List<Behaviours.Module> all = new ArrayList<>(Modules.all());
        all.add(controls);
        all.addAll(modules);
        return new EngineSettings(
                seed, clock, known, PLATFORM, searchLag, requestsPerSecond, API_VERSION, all);
    }

    Faults faults() {
        Faults faults = new Faults(seed);
        return faultKinds == null ? faults : faults.rate(faultRate, faultKinds);
    }

    int port() {
        return port;
    }

    Duration latency() {
        return latency;
    }

    Path snapshot() {
        return snapshot;
    }

    boolean isTls() {
        return tls;
    }

    String secretKey() {
        return secretKey;
    }

    Set<String> accounts() {
        return accounts;
    }

    private static String requireKey(String key, String prefix) {
        if (key == null || !key.startsWith(prefix)) {
            throw new IllegalArgumentException(
                    "a key of the sandbox starts with " + prefix + "; never use a live one here");
        }
        return key;
    }
}
