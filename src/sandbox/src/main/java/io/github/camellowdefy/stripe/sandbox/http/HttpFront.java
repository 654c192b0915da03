// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: HTTP/1.1 and HTTP/2 on one port, of the loopback address unless asked otherwise, in
 * the clear or under TLS.
 */
public final class HttpFront implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int MAX_HEADERS = 32 * 1024;
    private static final int FIRST_FREE = 20_000;
    private static final int FIRST_OUTGOING = 32_768;
    private static final int MAX_TRIES = 20;
    private static final int WAITING_CONNECTIONS = 4_096;

    private final Server server;
    private final ServerConnector connector;
    private final PortClosure closure;
    private final int port;

    /** Takes the port; connections wait until {@link #start}. */
    public HttpFront(Engine engine, ServerSettings settings) {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4);
        threads.setName("stripe-sandbox");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setStopTimeout(0);
        connector = new TrackingConnector(server, protocols(settings.tls()));
        connector.setHost(settings.address());
        connector.setReuseAddress(true);
        // a burst of calls on new connections is not to wait for the system to repeat itself
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        // a request that hangs hangs until the client gives up
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        closure = new PortClosure(connector);
        SocketFaults sockets = new SocketFaults(closure, settings.faults());
        Recorder recorder = new Recorder(engine.clock(), settings.journal());
        server.setHandler(new ApiHandler(engine, settings, sockets, recorder));
        server.setErrorHandler(new UnreadableRequests(recorder));
        try {
            listen(settings.port());
        } catch (IOException e) {
            close();
            throw new IllegalStateException(
                    "The sandbox could not listen on port %d of %s: %s; port 0 takes any free one"
                            .formatted(settings.port(), settings.address(), e.getMessage()),
                    e);
        }
        port = connector.getLocalPort();
        // where a closed port is to open again
        connector.setPort(port);
    }

    /** Begins to serve. */
    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The sandbox could not start: " + e.getMessage(), e);
        }
    }

    /** The port in use. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        closure.close();
        try {
            connector.close();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The sandbox could not stop: " + e.getMessage(), e);
        }
    }

    /**
     * Takes the wanted port. Any free one means one below those the system gives to outgoing
     * connections: such a connection could take the port while a fault keeps it closed.
     */
    private void listen(int wanted) throws IOException {
        for (int tries = 0; wanted == 0 && tries < MAX_TRIES; tries++) {
            connector.setPort(ThreadLocalRandom.current().nextInt(FIRST_FREE, FIRST_OUTGOING));
            try {
                connector.open();
                return;
            } catch (IOException e) {
                LOG.debug("Port {} is taken", connector.getPort(), e);
            }
        }
        connector.setPort(wanted);
        connector.open();
    }

    private static ConnectionFactory[] protocols(TlsIdentity tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADERS);
        // odd paths are answered in Stripe's words, not in Jetty's
        http.setUriCompliance(UriCompliance.UNSAFE);
        List<ConnectionFactory> protocols = new ArrayList<>();
        if (tls == null) {
            protocols.add(new HttpConnectionFactory(http));
            protocols.add(new HTTP2CServerConnectionFactory(http));
        } else {
            http.addCustomizer(new SecureRequestCustomizer(false));
            SslContextFactory.Server context = new SslContextFactory.Server();
            context.setKeyStore(tls.keys());
            context.setKeyStorePassword(tls.password());
            context.setSniRequired(false);
            ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
            alpn.setDefaultProtocol("http/1.1");
            protocols.add(new SslConnectionFactory(context, alpn.getProtocol()));
            protocols.add(alpn);
            protocols.add(new HTTP2ServerConnectionFactory(http));
            protocols.add(new HttpConnectionFactory(http));
        }
        return protocols.toArray(ConnectionFactory[]::new);
    }
}
