// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.client.ConnectionThreads;
import io.github.camellowdefy.stripe.client.StripeConnection;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LRUCacheFactory;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The connections of one Camel context. Endpoints with the same settings share one connection, so
 * that limits and budget hold for all of them together; the last release closes it. Connections of
 * different keys share threads only.
 */
public final class SharedConnections extends ServiceSupport {

    /** How many names are remembered: a URI may be made, with a key, for each message. */
    private static final int NAMES = 1_000;

    private final Map<ConnectionSettings, Shared> connections = new LinkedHashMap<>();
    private final Map<SSLContextParameters, SSLContext> sslContexts = new IdentityHashMap<>();

    /** By the identity of the settings, of which nothing else is kept. */
    private final Map<Integer, String> names = LRUCacheFactory.newLRUCache(NAMES);

    private final CamelContext context;
    private final RouteWorkers workers;
    private final ConnectionThreads threads = new ConnectionThreads();
    private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();
    private int opened;

    private SharedConnections(CamelContext context) {
        this.context = context;
        this.workers = new RouteWorkers(context);
    }

    public static SharedConnections of(CamelContext context) throws Exception {
        synchronized (context) {
            SharedConnections connections = context.hasService(SharedConnections.class);
            if (connections == null) {
                connections = new SharedConnections(context);
                context.addService(connections, true, true);
            }
            return connections;
        }
    }

    /** The current counters of the connections of this context, the oldest first. */
    public static List<ConnectionView> views(CamelContext context) {
        SharedConnections connections = context.hasService(SharedConnections.class);
        return connections == null ? List.of() : connections.views();
    }

    private synchronized List<ConnectionView> views() {
        return connections.values().stream().map(Shared::view).toList();
    }

    /**
     * Opens the connection or joins those that use it already.
     *
     * @param bean the name of the connection bean, or null
     * @param watchers the watchers of the connection, if it is opened now
     */
    public synchronized Lease acquire(
            ConnectionOptions options, KeySource key, String bean, List<ConnectionWatcher> watchers)
            throws Exception {
        SSLContextParameters tls = options.sslContextParameters();
        SSLContext sslContext = tls == null ? null : sslContext(tls);
        Shared shared =
                connections.computeIfAbsent(
                        options.settings(key, sslContext),
                        settings ->
                                new Shared(name(settings, key, bean), settings, threads, watchers));
        shared.users++;
        return new Lease(shared, options.workers(workers));
    }

    /**
     * The name people read: that of the bean that holds the key, or whose key it is and a number.
     * Equal settings keep their name, and so their metrics, when they are opened again.
     */
    private String name(ConnectionSettings settings, KeySource key, String bean) {
        return names.computeIfAbsent(
                settings.hashCode(),
                identity -> {
                    String numbered = key.label() + '-' + ++opened;
                    if (!key.isOfBean() || bean == null) {
                        return numbered;
                    }
                    return names.containsValue(bean) ? bean + '-' + opened : bean;
                });
    }

    /** Made once for the same parameters: two contexts are never equal. */
    private SSLContext sslContext(SSLContextParameters parameters) throws Exception {
        SSLContext made = sslContexts.get(parameters);
        if (made == null) {
            made = parameters.createSSLContext(context);
            sslContexts.put(parameters, made);
        }
        return made;
    }

    private synchronized void release(Shared shared) {
        if (--shared.users == 0 && connections.values().remove(shared)) {
            shared.close();
        }
    }

    @Override
    protected synchronized void doStop() {
        List<Shared> left = List.copyOf(connections.values());
        connections.clear();
        left.forEach(Shared::close);
        sslContexts.clear();
        workers.close();
        threads.close();
    }

    private static final class Shared {
        private final String name;
        private final int identity;
        private final StripeConnection connection;
        private final List<ConnectionWatcher.Watch> watches;
        private int users;

        Shared(
                String name,
                ConnectionSettings settings,
                ConnectionThreads threads,
                List<ConnectionWatcher> watchers) {
            this.name = name;
            this.identity = settings.hashCode();
            this.connection = new StripeConnection(settings, threads);
            this.watches = watchers.stream().map(w -> w.watch(name, connection)).toList();
        }

        public ConnectionView view() {
            return new ConnectionView(name, connection.snapshot());
        }

        void close() {
            // in this order: how the calls end that are under way is watched, too
            connection.close();
            watches.forEach(ConnectionWatcher.Watch::close);
        }
    }

    /** A share in a connection; the last one to be closed closes the connection. */
    public final class Lease implements AutoCloseable {
        private final Shared shared;
        private final Executor workers;
        private final AtomicBoolean released = new AtomicBoolean();

        private Lease(Shared shared, Executor workers) {
            this.shared = shared;
            this.workers = workers;
        }

        public StripeConnection connection() {
            return shared.connection;
        }

        /** The current counters of the connection; they never hold a key. */
        public ConnectionView view() {
            return shared.view();
        }

        /** Equal for equal settings, even when the connection is opened again. */
        public int identity() {
            return shared.identity;
        }

        public Executor workers() {
            return workers;
        }

        /** One object of a type for all endpoints of the context, made when first asked for. */
        public <T> T attachment(Class<T> type, Supplier<T> first) {
            return type.cast(attachments.computeIfAbsent(type, name -> first.get()));
        }

        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                release(shared);
            }
        }
    }
}
