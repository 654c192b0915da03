// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import com.stripe.net.Webhook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** A Camel application with one webhook on platform-http, in a JVM of its own. */
final class WebhookServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/stripe";
    private static final String STARTED = "started";

    /** Routes by name, the one the others are compared with first. */
    private static final Map<String, Routes> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "platform-http alone",
                routes -> routes.from("platform-http:" + PATH).process(WebhookServer::read));
        ALL.put(
                "platform-http, stripe-java",
                routes -> routes.from("platform-http:" + PATH).process(WebhookServer::construct));
        ALL.put(
                "stripe:webhook",
                routes ->
                        routes.from(
                                        "stripe:webhook?path=%s&webhookSecret=%s"
                                                .formatted(PATH, WebhookEvents.SECRET))
                                .process(exchange -> {}));
    }

    private final Process process;
    private final String url;

    private WebhookServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Adds a route. */
    private interface Routes {
        void add(RouteBuilder routes);
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static WebhookServer start(String name) throws IOException {
        int port = freePort();
        Process server =
                new ProcessBuilder(
                                LoopbackProcess.java("java"),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WebhookServer.class.getName(),
                                name,
                                Integer.toString(port))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        if (out.lines().noneMatch(STARTED::equals)) {
            throw new IOException(name + " did not start");
        }
        return new WebhookServer(server, "http://" + HOST + ':' + port + PATH);
    }

    String url() {
        return url;
    }

    /** CPU time its process has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }

    /**
     * Serves until its input ends.
     *
     * @param arguments the name of the route, the port
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.configure()
                .httpServer()
                .withEnabled(true)
                .withHost(HOST)
                .withPort(Integer.parseInt(arguments[1]));
        main.addInitialProperty("camel.component.stripe.secret-key", "sk_test_benchmark");
        main.configure()
                .addRoutesBuilder(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                ALL.get(arguments[0]).add(this);
                            }
                        });
        main.start();
        System.out.println(STARTED);
        while (System.in.read() >= 0) {
            // whoever started this closes its input by ending
        }
        main.stop();
    }

    private static void read(Exchange exchange) {
        exchange.getMessage().getBody(byte[].class);
        answer(exchange.getMessage());
    }

    private static void construct(Exchange exchange) throws Exception {
        Webhook.constructEvent(
                exchange.getMessage().getBody(String.class),
                exchange.getMessage().getHeader("Stripe-Signature", String.class),
                WebhookEvents.SECRET);
        answer(exchange.getMessage());
    }

    private static void answer(Message message) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setBody("");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
