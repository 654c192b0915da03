// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import io.github.camellowdefy.stripe.sandbox.billing.Billing;
import io.github.camellowdefy.stripe.sandbox.checkout.Checkout;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.control.Journal;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.EngineSettings;
import io.github.camellowdefy.stripe.sandbox.http.ServerSettings;
import io.github.camellowdefy.stripe.sandbox.http.TlsIdentity;
import io.github.camellowdefy.stripe.sandbox.pages.Pages;
import io.github.camellowdefy.stripe.sandbox.payments.Payments;
import io.github.camellowdefy.stripe.sandbox.pricing.Pricing;
import io.github.camellowdefy.stripe.sandbox.request.Keys;
import io.github.camellowdefy.stripe.sandbox.seed.SeedFile;
import io.github.camellowdefy.stripe.sandbox.seed.ToolPaths;
import io.github.camellowdefy.stripe.sandbox.webhook.WebhookBehaviours;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a sandbox is started with; every choice has a default. */
public final class SandboxBuilder {

    /** The version of the API the sandbox answers in when a request names none. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    private static final String PLATFORM = "acct_1SandboxPlatform";
    private static final Pattern EVERY_ADDRESS = Pattern.compile("0\\.0\\.0\\.0|[:0]+");
    private static final Pattern ACCOUNT = Pattern.compile("acct_\\w{1,60}");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    /** A century: more can only be a slip, and larger numbers overflow the arithmetic of dates. */
    private static final Duration MOST = Duration.ofDays(36_525);

    private String address = "127.0.0.1";
    private List<String> names = List.of();
    private int port;
    private String url;
    private long seed = ThreadLocalRandom.current().nextLong();
    private SandboxClock clock = SandboxClock.ticking();
    private String secretKey = "sk_test_sandbox0000000000000000";
    private Duration searchLag = Duration.ZERO;
    private int requestsPerSecond;
    private Duration latency = Duration.ZERO;
    private boolean tls;
    private Path snapshot;
    private SeedFile seedFile;
    private final List<Behaviours.Module> modules = new ArrayList<>();
    private double faultRate;
    private Fault[] faultKinds;
    private final Map<String, Keys.Grant> keys = new LinkedHashMap<>();
    private final Set<String> accounts = new LinkedHashSet<>();

    SandboxBuilder() {}

    /** The port to listen on; 0, the default, takes any free one. */
    public SandboxBuilder port(int port) {
        require(
                port >= 0 && port <= 65535,
                "port must be 0 to 65535, read %s; 0 takes any free one",
                port);
        this.port = port;
        return this;
    }

    /**
     * The address to listen on; by default the loopback address, which no other machine reaches.
     *
     * @param names by which clients may call besides {@code localhost} and IP addresses: a request
     *     whose {@code Host} or {@code Origin} is any other is refused
     */
    public SandboxBuilder host(String address, String... names) {
        this.address = requireText("host", address, "an address such as 0.0.0.0");
        this.names = Stream.of(names).map(name -> requireText("host", name, "a name")).toList();
        return this;
    }

    /** The URL at which browsers reach the sandbox's pages, where that is not its own. */
    public SandboxBuilder url(String base) {
        require(
                base != null && base.matches("https?://[^/?#\\s]+"),
                "url must be such as http://localhost:8080, read \"%s\"",
                base);
        this.url = base;
        return this;
    }

    /** The same seed gives the same ids in the same order; by default each sandbox has its own. */
    public SandboxBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** The clock to follow; by default one that ticks and can be advanced. */
    public SandboxBuilder clock(SandboxClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock must be a SandboxClock, read null");
        return this;
    }

    /** The key of the main account, {@code sk_test_...}. */
    public SandboxBuilder secretKey(String key) {
        this.secretKey = requireKey(key, "sk_test_");
        return this;
    }

    /** A key that may do only some things, such as {@code customers:read, charges:write}. */
    public SandboxBuilder restrictedKey(String key, String... permissions) {
        return grant(requireKey(key, "rk_test_"), Keys.Grant.of(PLATFORM, List.of(permissions)));
    }

    /** Another account with a key of its own; the main key reaches it by {@code Stripe-Account}. */
    public SandboxBuilder account(String id, String key) {
        account(id);
        return grant(requireKey(key, "sk_test_"), new Keys.Grant(id, null));
    }

    /** A connected account that requests may name in {@code Stripe-Account} from the start. */
    public SandboxBuilder account(String id) {
        boolean right = id != null && ACCOUNT.matcher(id).matches();
        require(right, "account must be an id such as acct_1, read \"%s\"", id);
        accounts.add(id);
        return this;
    }

    /** How far searches lag behind; by default they do not. */
    public SandboxBuilder searchLag(Duration lag) {
        this.searchLag = requireSpan("searchLag", lag);
        return this;
    }

    /** Requests per second and account before 429; 0, the default, for no limit. */
    public SandboxBuilder requestsPerSecond(int limit) {
        require(limit >= 0, "requestsPerSecond must be 0 or more, read %s; 0 is no limit", limit);
        this.requestsPerSecond = limit;
        return this;
    }

    /** How long every answer waits; by default not at all. */
    public SandboxBuilder latency(Duration latency) {
        this.latency = requireSpan("latency", latency);
        return this;
    }

    /** From the start, a share of all requests meets one of these; see {@link Faults#rate}. */
    public SandboxBuilder faults(double rate, Fault... kinds) {
        new Faults(0, List::of).rate(rate, kinds);
        this.faultRate = rate;
        this.faultKinds = kinds.clone();
        return this;
    }

    /** Serves HTTPS, with a certificate made for this sandbox. */
    public SandboxBuilder tls() {
        this.tls = true;
        return this;
    }

    /**
     * Loads the state from a file, where there is one, and saves it there: on close, and within a
     * second or so of a change, so that it also survives a process that is killed.
     */
    public SandboxBuilder snapshot(Path file) {
        this.snapshot = Objects.requireNonNull(file, "snapshot must be a file, read null");
        return this;
    }

    /**
     * Fills the sandbox at the start, and again after each {@link StripeSandbox#reset}, by a
     * fixture file of Stripe's command line tool, as JSON or YAML; not where a snapshot is loaded.
     *
     * @param location a file, or {@code classpath:} and a resource
     * @throws IllegalArgumentException with file, line and the nearest fix, when it is none
     */
    public SandboxBuilder seedFile(String location) {
        this.seedFile = SeedFile.at(requireText("seedFile", location, "a file"));
        return this;
    }

    /** Adds behaviours of the caller's own; they win over the sandbox's. */
    public SandboxBuilder behaviours(Behaviours.Module module) {
        modules.add(Objects.requireNonNull(module, "behaviours must be a module, read null"));
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
        Payments payments = new Payments();
        Billing billing = new Billing(payments.flow(), payments.refunds());
        // later ones win
        List<Behaviours.Module> all = new ArrayList<>();
        all.addAll(List.of(new WebhookBehaviours(), payments, new Pricing(), billing));
        all.add(new Checkout(billing, payments.flow()));
        all.addAll(List.of(new ToolPaths(), controls));
        all.addAll(modules);
        return new EngineSettings(
                seed, clock, known, PLATFORM, searchLag, requestsPerSecond, API_VERSION, all);
    }

    Faults faults(Supplier<List<String>> operations) {
        Faults faults = new Faults(seed, operations);
        return faultKinds == null ? faults : faults.always(faultRate, faultKinds);
    }

    ServerSettings serverSettings(TlsIdentity tls, Faults faults, Journal journal, Pages pages) {
        return new ServerSettings(
                address, names, port, latency, tls, faults, journal, pages::answer);
    }

    /** The host of the URL: the address listened on, or this machine where that is every one. */
    String urlHost() {
        boolean every = EVERY_ADDRESS.matcher(address).matches();
        return every ? "127.0.0.1" : address.contains(":") ? '[' + address + ']' : address;
    }

    /** What a certificate is to be good for, besides this machine. */
    List<String> hostNames() {
        return Stream.concat(Stream.of(address), names.stream()).toList();
    }

    int port() {
        return port;
    }

    Duration latency() {
        return latency;
    }

    String urlOr(String own) {
        return url == null ? own : url;
    }

    SeedFile seedFile() {
        return seedFile;
    }

    Path snapshot() {
        return snapshot;
    }

    /** The file to load from and save to, or null. */
    SnapshotFile snapshotOf(Engine engine) {
        return snapshot == null ? null : new SnapshotFile(engine, snapshot);
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

    private SandboxBuilder grant(String key, Keys.Grant grant) {
        boolean first = keys.putIfAbsent(key, grant) == null;
        require(first, "The key ...%s is given twice.", key.substring(key.length() - 4));
        return this;
    }

    private static String requireKey(String key, String prefix) {
        require(
                key != null
                        && key.startsWith(prefix)
                        && key.length() > prefix.length()
                        && KEY.matcher(key).matches(),
                "a key of the sandbox starts with %s and goes on without blanks; never use a live one here",
                prefix);
        return key;
    }

    private static Duration requireSpan(String name, Duration span) {
        boolean right = span != null && !span.isNegative() && span.compareTo(MOST) <= 0;
        require(right, "%s must be a time from 0 to a century, read %s", name, span);
        return span;
    }

    private static String requireText(String name, String text, String expected) {
        boolean right = text != null && !text.isBlank();
        require(right, "%s must be %s, read \"%s\"", name, expected, text);
        return text;
    }

    private static void require(boolean right, String message, Object... values) {
        if (!right) {
            throw new IllegalArgumentException(message.formatted(values));
        }
    }
}
