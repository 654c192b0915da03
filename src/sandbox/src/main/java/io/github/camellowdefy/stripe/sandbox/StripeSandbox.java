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

import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.control.Journal;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.ApiRequest;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.http.HttpFront;
import io.github.camellowdefy.stripe.sandbox.http.ServerSettings;
import io.github.camellowdefy.stripe.sandbox.http.TlsIdentity;
import io.github.camellowdefy.stripe.sandbox.webhook.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
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

    StripeSandbox(SandboxBuilder settings) {
        this.settings = settings;
        this.faults = settings.faults();
        this.engine = new Engine(settings.engineSettings(new Controls(faults, journal)));
        settings.accounts().forEach(engine::account);
        this.webhooks = new Webhooks(engine, faults);
        load(settings.snapshot());
        this.tls = settings.isTls() ? TlsIdentity.generate() : null;
        this.front =
                new HttpFront(
                        engine,
                        new ServerSettings(
                                settings.port(), settings.latency(), tls, faults, journal));
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
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + front.port();
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

    /** All objects of a kind of the main account, by Stripe's name: {@code invoice}. */
    public SandboxObjects objects(String object) {
        return new SandboxObjects(engine.platform(), object, tree -> true);
    }

    /** All objects of a kind of a connected account. */
    public SandboxObjects objects(String account, String object) {
        return new SandboxObjects(engine.account(account), object, tree -> true);
    }

    /** Writes the whole state to a file; {@link SandboxBuilder#snapshot} loads it. */
    public void save(Path file) {
        try {
            engine.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The snapshot could not be saved: " + e.getMessage(), e);
        }
    }

    /** The state behind the API, for tests that go deeper. */
    public Engine engine() {
        return engine;
    }

    /** Stops serving, saves the snapshot where there is to be one, and forgets everything. */
    @Override
    public void close() {
        front.close();
        if (settings.snapshot() != null) {
            save(settings.snapshot());
        }
        webhooks.close();
        engine.clock().close();
    }

    /** Does what the {@code /_sandbox} path of the same name does for other languages. */
    private Map<String, Object> play(String path, Map<String, String> params) {
        StringJoiner form = new StringJoiner("&");
        params.forEach((name, value) -> form.add(name + '=' + value));
        Answer answer =
                engine.handle(
                        new ApiRequest(
                                "POST",
                                "/_sandbox/" + path,
                                null,
                                Map.of(
                                        "authorization",
                                        "Bearer " + secretKey(),
                                        "content-type",
                                        "application/x-www-form-urlencoded"),
                                form.toString().getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> body = Json.toMap(Json.read(answer.body()));
        if (answer.status() != 200) {
            Map<?, ?> error = (Map<?, ?>) body.get("error");
            throw new IllegalStateException(String.valueOf(error.get("message")));
        }
        return body;
    }

    private void load(Path snapshot) {
        if (snapshot != null && Files.exists(snapshot)) {
            try {
                engine.load(snapshot);
                webhooks.resume();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The snapshot could not be loaded: " + e.getMessage(), e);
            }
        }
    }

    private TlsIdentity requireTls() {
        if (tls == null) {
            throw new IllegalStateException(
                    "This sandbox speaks plain HTTP; start it with StripeSandbox.builder().tls()");
        }
        return tls;
    }
}
