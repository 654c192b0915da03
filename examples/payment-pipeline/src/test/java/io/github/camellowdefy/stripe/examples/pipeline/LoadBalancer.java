// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in front of the instances and hands each delivery of Stripe's to one of them. Some it
 * loses: it says 200 and hands them to nobody, so that Stripe never delivers them again.
 */
final class LoadBalancer implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final AtomicInteger lost = new AtomicInteger();
    private final HttpServer server;
    private final List<Integer> ports;
    private final double loses;
    private final Random random;

    /**
     * @param ports of the instances
     * @param loses the share of deliveries that nobody gets
     */
    LoadBalancer(List<Integer> ports, double loses, long seed) throws IOException {
        this.ports = ports;
        this.loses = loses;
        this.random = new Random(seed);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/stripe";
    }

    /** How many deliveries nobody got. */
    int lost() {
        return lost.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status(exchange, body), -1);
        exchange.close();
    }

    private int status(HttpExchange exchange, byte[] body) {
        if (random.nextDouble() < loses) {
            lost.incrementAndGet();
            return 200;
        }
        int port = ports.get(random.nextInt(ports.size()));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stripe"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/json")
                        .header(
                                "Stripe-Signature",
                                exchange.getRequestHeaders().getFirst("Stripe-Signature"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 502;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 502;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
