// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.signature.SignatureSigner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context that serves a webhook on one of the fronts, and a client that posts to it. */
final class WebhookServer implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String ROUTE = "webhook";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WebhookFront front;
    private final WebhookFront.HttpServer server;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Message> events = new CopyOnWriteArrayList<>();

    private WebhookServer(WebhookFront front) {
        this.front = front;
        this.server = front.server().get();
    }

    /** Starts the server without a webhook, whose secret may depend on the URL. */
    static WebhookServer start(WebhookFront front, StripeSandbox stripe) throws Exception {
        WebhookServer started = new WebhookServer(front);
        try {
            StripeComponent component =
                    started.context.getComponent("stripe", StripeComponent.class);
            stripe.configure(component);
            started.server.prepare(started.context);
            started.context.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw e;
        }
    }

    DefaultCamelContext context() {
        return context;
    }

    /** Where the webhook is served. */
    String url() {
        return "http://127.0.0.1:" + server.port(context) + "/stripe";
    }

    /** Serves the webhook with a route that only takes note. */
    void serve(Map<String, String> options) throws Exception {
        serve(options, exchange -> {});
    }

    /** Serves the webhook with a route of this step, and takes note of what comes past it. */
    void serve(Map<String, String> options, Processor step) throws Exception {
        StringBuilder uri = new StringBuilder(front.uri());
        options.forEach(
                (name, value) ->
                        uri.append(uri.indexOf("?") < 0 ? '?' : '&')
                                .append(name)
                                .append("=RAW(")
                                .append(value)
                                .append(')'));
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from(uri.toString())
                                .routeId(ROUTE)
                                .process(step)
                                .process(WebhookServer.this::note);
                    }
                });
    }

    /** Ends the route, and serving with it. */
    void withdraw() throws Exception {
        context.getRouteController().stopRoute(ROUTE);
        context.removeRoute(ROUTE);
    }

    private void note(Exchange exchange) {
        events.add(exchange.getMessage().copy());
    }

    /** What came past the route's step. */
    List<Message> events() {
        return events;
    }

    /** Posts a payload signed now with these secrets. */
    HttpResponse<String> deliver(String payload, String... secrets) throws Exception {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return post(bytes, "application/json; charset=utf-8", signature(bytes, secrets));
    }

    /**
     * Posts bytes.
     *
     * @param signature the header, or null for none
     */
    HttpResponse<String> post(byte[] payload, String contentType, String signature)
            throws Exception {
        HttpRequest.Builder request =
                request()
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(payload));
        if (signature != null) {
            request.header(SignatureSigner.HEADER, signature);
        }
        return send(request);
    }

    /** Makes any request to the webhook. */
    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(url())).timeout(PATIENCE);
    }

    static String signature(byte[] payload, String... secrets) {
        return new SignatureSigner(secrets).header(payload, Instant.now().getEpochSecond());
    }

    @Override
    public void close() throws Exception {
        context.stop();
        server.close();
    }
}
