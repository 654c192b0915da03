// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.control.Journal;
import io.github.camellowdefy.stripe.sandbox.control.Nearest;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.http.HttpFront;
import io.github.camellowdefy.stripe.sandbox.http.TlsIdentity;
import io.github.camellowdefy.stripe.sandbox.pages.Pages;
import io.github.camellowdefy.stripe.sandbox.schema.EventTypes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.seed.SeedFile;
import io.github.camellowdefy.stripe.sandbox.webhook.Webhooks;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

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
    private final Faults faults;
    private final Journal journal = new Journal();
    private final Webhooks webhooks;
    private final TlsIdentity tls;
    private final HttpFront front;
    private SnapshotFile snapshot;
    private volatile Map<String, Map<String, Object>> seeded = Map.of();

    StripeSandbox(SandboxBuilder settings) {
        this.settings = settings;
        this.faults = settings.faults(this::operations);
        this.engine = new Engine(settings.engineSettings(new Controls(this, faults, journal)));
        settings.accounts().forEach(engine::account);
        this.webhooks = new Webhooks(engine, faults);
        this.tls = settings.isTls() ? TlsIdentity.generate(settings.hostNames()) : null;
        Pages pages = new Pages(engine, settings.secretKey());
        this.front = new HttpFront(engine, settings.serverSettings(tls, faults, journal, pages));
        try {
            engine.serveAt(settings.urlOr(url()));
            snapshot = settings.snapshotOf(engine);
            if (snapshot != null && snapshot.load()) {
                webhooks.resume();
            } else {
                seed();
            }
            front.start();
        } catch (RuntimeException e) {
            front.close();
            stop();
            throw e;
        }
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
        return (tls == null ? "http" : "https") + "://" + settings.urlHost() + ":" + front.port();
    }

    /**
     * Sets key and base URLs of a component, the certificate it is to trust, and the time its
     * idempotency keys grow old by: all it needs to call this sandbox and nothing else.
     *
     * <pre>{@code
     * sandbox.configure(camel.getComponent("stripe", StripeComponent.class));
     * }</pre>
     */
    public void configure(StripeComponent component) {
        configure(component.getConfiguration());
        component.useKeyClock(clock().withZone(ZoneOffset.UTC));
    }

    /** As {@link #configure(StripeComponent)}, for one connection. */
    public void configure(StripeConfiguration configuration) {
        ComponentSettings.apply(this, configuration);
    }

    /**
     * A connection to this sandbox, to be bound as a bean: {@code
     * stripe:customers/list?connection=#bean:sandbox}.
     */
    public StripeConfiguration configuration() {
        StripeConfiguration configuration = new StripeConfiguration();
        configure(configuration);
        return configuration;
    }

    /** The port it listens on. */
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

    /**
     * As it was after the start: only the seed is there, the clock shows its first time, no fault
     * is planned, nothing was requested or delivered. For {@code @BeforeEach}.
     */
    public void reset() {
        engine.reset(settings.accounts());
        webhooks.reset();
        faults.reset();
        journal.clear();
        seed();
    }

    /**
     * Makes the requests of a fixture file of Stripe's command line tool, as JSON or YAML.
     *
     * @param location a file, or {@code classpath:} and a resource
     * @return the answers, by the names of the fixtures
     * @throws IllegalArgumentException with file, line and reason, when it cannot be done
     */
    public Map<String, Map<String, Object>> seed(String location) {
        return SeedFile.at(location).plant(engine, secretKey());
    }

    /**
     * What a fixture of the seed made, as it was then: {@code seeded("ada").get("id")}.
     *
     * @throws IllegalArgumentException when the seed has no fixture of this name
     */
    public Map<String, Object> seeded(String fixture) {
        Map<String, Object> answer = seeded.get(fixture);
        if (answer == null) {
            throw Nearest.error("fixture", fixture, seeded.keySet());
        }
        return answer;
    }

    /** What goes wrong next. */
    public Faults faults() {
        return faults;
    }

    /** What was delivered to webhook endpoints, and the rolling of their secrets. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** Every request so far and what became of it. */
    public Journal journal() {
        return journal;
    }

    /**
     * A context that trusts the sandbox's certificate and no other.
     *
     * @throws IllegalStateException when the sandbox was started without TLS
     */
    public SSLContext sslContext() {
        return requireTls().clientContext();
    }

    /**
     * The sandbox's certificate in PEM, for clients outside this process.
     *
     * @throws IllegalStateException when the sandbox was started without TLS
     */
    public String certificate() {
        return requireTls().pem();
    }

    /**
     * The buyer completes a checkout session, paying with a Visa card.
     *
     * @return the session afterwards
     * @throws IllegalStateException when it cannot be completed
     */
    public Map<String, Object> completeCheckout(String session) {
        return play("checkout/" + session + "/complete", Map.of());
    }

    /** As {@link #completeCheckout(String)}, with a method such as {@code pm_card_mastercard}. */
    public Map<String, Object> completeCheckout(String session, String paymentMethod) {
        return play("checkout/" + session + "/complete", Map.of("payment_method", paymentMethod));
    }

    /**
     * The buyer passes or fails the bank's question about a payment or setup intent.
     *
     * @return the intent afterwards
     * @throws IllegalStateException when the intent asks nothing
     */
    public Map<String, Object> authenticate(String intent, boolean passes) {
        String kind = intent.startsWith("seti_") ? "setup_intents/" : "payment_intents/";
        return play(kind + intent + "/authenticate", Map.of("outcome", passes ? "pass" : "fail"));
    }

    /**
     * The buyer's bank takes the money of a charge back.
     *
     * @return the dispute
     * @throws IllegalStateException when the charge cannot be disputed
     */
    public Map<String, Object> createDispute(String charge) {
        return play("charges/" + charge + "/dispute", Map.of());
    }

    /**
     * Stripe pays out, as it does by itself.
     *
     * @param amount in minor units
     * @return the payout
     */
    public Map<String, Object> payout(long amount, String currency) {
        return play("payouts", Map.of("amount", String.valueOf(amount), "currency", currency));
    }

    /** All charges, whatever became of them. */
    public SandboxObjects charges() {
        return objects("charge");
    }

    /** All payment intents. */
    public SandboxObjects paymentIntents() {
        return objects("payment_intent");
    }

    /** All refunds. */
    public SandboxObjects refunds() {
        return objects("refund");
    }

    /** All customers that were not deleted. */
    public SandboxObjects customers() {
        return objects("customer");
    }

    /** All events. */
    public SandboxObjects events() {
        return objects("event");
    }

    /**
     * All objects of a kind of the main account, by Stripe's name: {@code invoice}.
     *
     * @throws IllegalArgumentException when Stripe has no objects of that name
     */
    public SandboxObjects objects(String object) {
        return SandboxObjects.of(engine, engine.platform(), object);
    }

    /**
     * All objects of a kind of a connected account.
     *
     * @throws IllegalArgumentException when there is no such account or no such kind
     */
    public SandboxObjects objects(String account, String object) {
        if (!engine.knows(account)) {
            throw Nearest.error("account", account, engine.accounts().keySet());
        }
        return SandboxObjects.of(engine, engine.account(account), object);
    }

    /** Writes the whole state to a file; {@link SandboxBuilder#snapshot} loads it. */
    public void save(Path file) {
        SnapshotFile.save(engine, file);
    }

    /** The state behind the API, for tests that go deeper. */
    public Engine engine() {
        return engine;
    }

    /** Stops serving, saves the snapshot where there is to be one, and forgets everything. */
    @Override
    public void close() {
        front.close();
        if (snapshot != null) {
            snapshot.close();
        }
        stop();
    }

    private void stop() {
        webhooks.close();
        engine.clock().close();
    }

    /** Does what the {@code /_sandbox} path of the same name does for other languages. */
    private Map<String, Object> play(String path, Map<String, String> params) {
        ObjectNode form = Json.object();
        params.forEach(form::put);
        Map<String, String> key = Map.of("authorization", "Bearer " + secretKey());
        Answer answer = engine.play("POST", "/_sandbox/" + path, form, key);
        Map<String, Object> body = Json.toMap(Json.read(answer.body()));
        if (answer.status() != 200) {
            Map<?, ?> error = (Map<?, ?>) body.get("error");
            throw new IllegalStateException(String.valueOf(error.get("message")));
        }
        return body;
    }

    private void seed() {
        seeded = Map.of();
        if (settings.seedFile() != null) {
            seeded = settings.seedFile().plant(engine, secretKey());
        }
    }

    /** What faults may be planned for. */
    private List<String> operations() {
        List<String> operations = new ArrayList<>(engine.operations());
        operations.addAll(EventTypes.all());
        return operations;
    }

    boolean isTls() {
        return tls != null;
    }

    private TlsIdentity requireTls() {
        if (tls == null) {
            throw new IllegalStateException(
                    "This sandbox speaks plain HTTP; start it with StripeSandbox.builder().tls()");
        }
        return tls;
    }
}
