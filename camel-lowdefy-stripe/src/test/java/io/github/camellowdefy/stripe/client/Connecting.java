// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.TestTls;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.client.http.HttpClient5Transport;
import io.github.camellowdefy.stripe.client.http.HttpEngine;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.SharedRate;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Settings and connections for tests, each with what it is about and defaults for the rest. */
public final class Connecting {

    static final String KEY = "sk_test_canary0123456789";

    private String base;
    private Supplier<String> secretKey = () -> KEY;
    private long timeout = 20_000;
    private long deadline;
    private int retries;
    private boolean telemetry;
    private ConnectionSettings.Proxy proxy;
    private SSLContext tls = TestTls.context();
    private int concurrent = 100;
    private int queued = 10_000;
    private int perSecond;
    private SharedRate shared;
    private long download = 1L << 30;

    private Connecting(String base) {
        this.base = base;
    }

    public static Connecting to(String base) {
        return new Connecting(base);
    }

    public static Connecting to(ScriptedServer server) {
        return to(server.url());
    }

    Connecting secretKey(Supplier<String> value) {
        secretKey = value;
        return this;
    }

    public Connecting timeout(long millis) {
        timeout = millis;
        return this;
    }

    Connecting deadline(long millis) {
        deadline = millis;
        return this;
    }

    public Connecting retries(int value) {
        retries = value;
        return this;
    }

    Connecting telemetry() {
        telemetry = true;
        return this;
    }

    Connecting proxy(int port, String user, String password) {
        proxy = new ConnectionSettings.Proxy("localhost", port, user, password);
        return this;
    }

    public Connecting tls(SSLContext value) {
        tls = value;
        return this;
    }

    Connecting concurrent(int value) {
        concurrent = value;
        return this;
    }

    Connecting queued(int value) {
        queued = value;
        return this;
    }

    Connecting perSecond(int value) {
        perSecond = value;
        return this;
    }

    /** Shares the budget through a proxy manager of Bucket4j; a tenth of it is left without one. */
    Connecting sharedBy(Object manager) {
        shared = new SharedRate(manager, 10);
        return this;
    }

    Connecting download(long value) {
        download = value;
        return this;
    }

    ConnectionSettings settings() {
        Map<ApiBase, String> bases = new EnumMap<>(ApiBase.class);
        for (ApiBase each : ApiBase.values()) {
            bases.put(each, base);
        }
        return new ConnectionSettings(
                secretKey,
                null,
                null,
                null,
                timeout,
                deadline,
                retries,
                telemetry,
                bases,
                proxy,
                tls,
                concurrent,
                queued,
                perSecond,
                shared,
                download);
    }

    /** As in production. */
    public StripeConnection open() {
        return new StripeConnection(settings());
    }

    /** Real sockets, but waits between attempts pass a hundred times as fast. */
    StripeConnection openHurried() {
        ConnectionSettings settings = settings();
        ConnectionThreads threads = new ConnectionThreads();
        return new StripeConnection(
                settings,
                new HurriedTimeline(threads.timeline()),
                threads.transport(settings),
                threads.background(),
                threads);
    }

    /** Real sockets, but time passes only as the test has it pass. */
    public StripeConnection open(Timeline timeline) {
        return open(timeline, Runnable::run);
    }

    /** The same, with threads that read what is uploaded. */
    public StripeConnection open(Timeline timeline, Executor readers) {
        ConnectionSettings settings = settings();
        HttpEngine engine = new HttpEngine(timeline);
        HttpTransport transport =
                new HttpClient5Transport(settings, () -> engine, timeline, readers);
        return new StripeConnection(settings, timeline, transport, readers, engine);
    }

    /** Everything but the network, which is scripted by the test. */
    public StripeConnection open(Timeline timeline, HttpTransport transport) {
        return new StripeConnection(settings(), timeline, transport, Runnable::run, () -> {});
    }
}
