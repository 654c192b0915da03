// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.spi.RestConfiguration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * An HTTP server a webhook is served on, set up as its users do.
 *
 * @param name as its users call it
 * @param uri of the consumer; it serves {@code /stripe}
 * @param server makes a server for one context
 */
record WebhookFront(String name, String uri, Supplier<HttpServer> server) {

    private static final String HOST = "127.0.0.1";

    /** A server of one context. */
    interface HttpServer {

        /** Makes it part of a context that has not started yet. */
        void prepare(CamelContext context) throws Exception;

        /** The port, once the context has started. */
        int port(CamelContext context);

        /** Stops what does not stop with the context. */
        default void close() throws Exception {}
    }

    static Stream<WebhookFront> all() {
        return Stream.of(
                new WebhookFront("platform-http-main", "stripe:webhook", PlatformHttp::new),
                new WebhookFront(
                        "Jetty", "stripe:webhook?httpServerComponent=jetty", JettyServer::new),
                new WebhookFront(
                        "servlet",
                        "stripe:webhook?httpServerComponent=servlet",
                        ServletContainer::new),
                new WebhookFront(
                        "camel-webhook",
                        "webhook:stripe:webhook?webhookComponentName=platform-http&webhookPath=/stripe",
                        PlatformHttp::new));
    }

    static WebhookFront named(String name) {
        return all().filter(front -> front.name().equals(name)).findFirst().orElseThrow();
    }

    /** The same, of one server for all contexts: a restart finds it where it was. */
    WebhookFront keepingItsPort() {
        HttpServer same = server.get();
        return new WebhookFront(name, uri, () -> same);
    }

    WebhookFront servedAs(String consumer) {
        return new WebhookFront(name, consumer, server);
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class PlatformHttp implements HttpServer {

        @Override
        public void prepare(CamelContext context) throws Exception {
            MainHttpServer server = new MainHttpServer();
            server.setHost(HOST);
            server.setPort(0);
            server.setPath("/");
            context.addService(server);
        }

        @Override
        public int port(CamelContext context) {
            return context.hasService(VertxPlatformHttpServer.class).getPort();
        }
    }

    /** Opens its port with the first route that it serves. */
    private static final class JettyServer implements HttpServer {

        private final int port = freePort();

        @Override
        public void prepare(CamelContext context) {
            RestConfiguration rest = new RestConfiguration();
            rest.setComponent("jetty");
            rest.setHost(HOST);
            rest.setPort(port);
            context.setRestConfiguration(rest);
        }

        @Override
        public int port(CamelContext context) {
            return port;
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class ServletContainer implements HttpServer {

        private final Server container = new Server();
        private final ServerConnector connector = new ServerConnector(container);

        @Override
        public void prepare(CamelContext context) throws Exception {
            connector.setHost(HOST);
            container.addConnector(connector);
            ServletContextHandler application = new ServletContextHandler("/");
            application.addServlet(
                    new ServletHolder("CamelServlet", CamelHttpTransportServlet.class), "/*");
            container.setHandler(application);
            container.start();
        }

        @Override
        public int port(CamelContext context) {
            return connector.getLocalPort();
        }

        @Override
        public void close() throws Exception {
            container.stop();
        }
    }
}
