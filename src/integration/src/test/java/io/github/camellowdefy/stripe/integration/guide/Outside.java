// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.signature.SignatureSigner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;

/** What happens outside the routes of a page; hidden steps call it as the bean {@code outside}. */
public final class Outside {

    /** A connected account of every sandbox. */
    static final String CONNECTED = "acct_connected";

    static final String WEBHOOK_SECRET = "whsec_of_the_guide";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String EVENT =
            """
            {"id": "evt_%d", "object": "event", "type": "%s", "data": {"object": {"id": "pi_1", "object": "payment_intent"}}}
            """;

    private final Main main;
    private final StripeSandbox sandbox;
    private int events;

    Outside(Main main, StripeSandbox sandbox) {
        this.main = main;
        this.sandbox = sandbox;
    }

    /** The environment of the guide's reader, also for {@code System.getenv} in Java. */
    public static String getenv(String name) {
        return name.contains("WEBHOOK") ? WEBHOOK_SECRET : "sk_test_sandbox0000000000000000";
    }

    /** Stripe delivers an event of this type to the webhook. */
    public String deliver(String type) throws Exception {
        byte[] body = EVENT.formatted(++events, type).getBytes(StandardCharsets.UTF_8);
        return post(
                "/stripe",
                body,
                new SignatureSigner(WEBHOOK_SECRET).header(body, Instant.now().getEpochSecond()));
    }

    /** Somebody else posts to the webhook. */
    public String forge(String type) throws Exception {
        byte[] body = EVENT.formatted(++events, type).getBytes(StandardCharsets.UTF_8);
        return post("/stripe", body, "t=1,v1=" + "0".repeat(64));
    }

    /** Lets time pass at Stripe, such as PT2S. */
    public void pass(String time) {
        sandbox.clock().advance(Duration.parse(time));
    }

    /** Posts to the routes' HTTP server, and answers with status and body. */
    public String post(String path, byte[] body, String signature) throws Exception {
        int port = main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
        var answer =
                CLIENT.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Content-Type", "application/json")
                                .header(SignatureSigner.HEADER, signature)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
