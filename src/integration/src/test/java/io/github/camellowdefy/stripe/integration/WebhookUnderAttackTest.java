// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import static io.github.camellowdefy.stripe.integration.WebhookServer.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jetty12.JettyHttpComponent12;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Senders without the secret take neither all memory nor all threads. */
class WebhookUnderAttackTest {

    private static final String SECRET = "whsec_of_the_front";
    private static final String EVENT =
            "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"charge.succeeded\"}";
    private static final int THREADS = 10;

    private final WebhookSandbox stripe = new WebhookSandbox();
    private final List<Socket> slow = new ArrayList<>();
    private WebhookServer server;

    /** Those that hand a body over while it comes. */
    static Stream<WebhookFront> fronts() {
        return Stream.of("Jetty", "servlet").map(WebhookFront::named);
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : slow) {
            socket.close();
        }
        server.close();
        stripe.close();
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void fortyLargeBodiesAtOnceAreRefusedAndTheNextEventIsTaken(WebhookFront front)
            throws Exception {
        start(front);
        server.serve(Map.of("webhookSecret", SECRET, "webhookMaxPayloadSize", "9000000"));
        byte[] large = (EVENT + " ".repeat(8_000_000)).getBytes(UTF_8);
        String forged = signature(large, "whsec_of_somebody_else");
        List<Object> answers = new CopyOnWriteArrayList<>();
        List<Thread> senders =
                Stream.generate(() -> new Thread(() -> answers.add(answer(large, forged))))
                        .limit(40)
                        .toList();

        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }

        assertThat(answers).hasSize(40).isSubsetOf(400, 503);
        assertThat(server.deliver(EVENT, SECRET).statusCode()).isEqualTo(200);
        assertThat(server.events()).hasSize(1);
    }

    @Test
    void slowSendersKeepNobodyOutWhereJettyReadsAheadOfTheRoute() throws Exception {
        start(WebhookFront.named("Jetty"));
        JettyHttpComponent12 jetty =
                server.context().getComponent("jetty", JettyHttpComponent12.class);
        jetty.setMinThreads(1);
        jetty.setMaxThreads(THREADS);
        server.context()
                .addRoutes(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                getContext()
                                        .getRegistry()
                                        .bind(
                                                "ahead",
                                                new EagerContentHandler(
                                                        new RetainedContentLoaderFactory(
                                                                1 << 20, 16, true)));
                                restConfiguration()
                                        .component("jetty")
                                        .endpointProperty("handlers", "#ahead");
                            }
                        });

        isServedBesideSlowSenders();
    }

    @Test
    void slowSendersKeepNobodyOutOfPlatformHttp() throws Exception {
        start(WebhookFront.named("platform-http-main"));

        isServedBesideSlowSenders();
    }

    private void isServedBesideSlowSenders() throws Exception {
        server.serve(Map.of("webhookSecret", SECRET));
        for (int i = 0; i < 10 * THREADS; i++) {
            Socket socket = connect(1_000, signature(new byte[0], SECRET));
            socket.getOutputStream().write("{\"id\":".getBytes(UTF_8));
            slow.add(socket);
        }

        assertThat(server.deliver(EVENT, SECRET).statusCode()).isEqualTo(200);
        assertThat(server.events()).hasSize(1);
    }

    private void start(WebhookFront front) throws Exception {
        server = WebhookServer.start(front, stripe.sandbox());
    }

    /** By a socket: the JDK's client would copy each body whole. */
    private Object answer(byte[] payload, String signature) {
        try (Socket socket = connect(payload.length, signature)) {
            socket.getOutputStream().write(payload);
            return status(socket);
        } catch (IOException e) {
            return e;
        }
    }

    private Socket connect(int length, String signature) throws IOException {
        URI uri = URI.create(server.url());
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream()
                .write(
                        "POST /stripe HTTP/1.1\r\nHost: shop\r\nStripe-Signature: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                                .formatted(signature, length)
                                .getBytes(UTF_8));
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))
                        .readLine();
        return Integer.parseInt(line.split(" ")[1]);
    }
}
