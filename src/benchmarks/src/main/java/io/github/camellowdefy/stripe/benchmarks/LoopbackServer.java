// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A server in a process of its own, so that its work is not counted as the client's: HTTP/1.1 over
 * TLS on one port, in the clear on another, and the same customer for every request, at once or
 * after a delay.
 */
public final class LoopbackServer {

    private static final byte[] CUSTOMER =
            """
            {"id":"cus_NffrFeUfNV2Hib","object":"customer","address":null,"balance":0,\
            "created":1680893993,"currency":null,"default_source":null,"delinquent":false,\
            "description":null,"email":"jennyrosen@example.com","invoice_prefix":"0759376C",\
            "invoice_settings":{"custom_fields":null,"default_payment_method":null,\
            "footer":null,"rendering_options":null},"livemode":false,"metadata":{},\
            "name":"Jenny Rosen","next_invoice_sequence":1,"phone":null,\
            "preferred_locales":[],"shipping":null,"tax_exempt":"none","test_clock":null}
            """
                    .getBytes(StandardCharsets.UTF_8);

    private LoopbackServer() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments key store, its password, milliseconds before each answer
     */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector tls = tls(server, Path.of(arguments[0]), arguments[1]);
        ServerConnector clear = clear(server);
        server.setConnectors(new Connector[] {tls, clear});
        server.setHandler(new Answers(Long.parseLong(arguments[2])));
        server.start();
        System.out.println(tls.getLocalPort());
        System.out.println(clear.getLocalPort());
        awaitEndOfInput();
        server.stop();
    }

    private static ServerConnector clear(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        return open(new ServerConnector(server, new HttpConnectionFactory(http)));
    }

    private static ServerConnector tls(Server server, Path keyStore, String password) {
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        http.setSendServerVersion(false);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore.toString());
        tls.setKeyStorePassword(password);
        return open(
                new ServerConnector(
                        server,
                        new SslConnectionFactory(tls, "http/1.1"),
                        new HttpConnectionFactory(http)));
    }

    private static ServerConnector open(ServerConnector connector) {
        connector.setHost("localhost");
        connector.setAcceptQueueSize(4096);
        connector.setIdleTimeout(300_000);
        return connector;
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // whoever started this closes its input by ending
        }
    }

    private static final class Answers extends Handler.Abstract {
        private final long delay;

        Answers(long delay) {
            this.delay = delay;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Source.asByteBuffer(
                    request,
                    new org.eclipse.jetty.util.Promise<>() {
                        @Override
                        public void succeeded(ByteBuffer body) {
                            if (delay > 0) {
                                request.getComponents()
                                        .getScheduler()
                                        .schedule(
                                                () -> answer(response, callback),
                                                delay,
                                                java.util.concurrent.TimeUnit.MILLISECONDS);
                            } else {
                                answer(response, callback);
                            }
                        }

                        @Override
                        public void failed(Throwable failure) {
                            callback.failed(failure);
                        }
                    });
            return true;
        }

        private static void answer(Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, CUSTOMER.length);
            response.getHeaders().put("Request-Id", "req_bench0123456789");
            response.getHeaders().put("Stripe-Version", "2026-01-28.clover");
            response.write(true, ByteBuffer.wrap(CUSTOMER), callback);
        }
    }
}
