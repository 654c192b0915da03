// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;

/**
 * Deliveries of 4 KB per second over kept connections, to a webhook on platform-http in a JVM of
 * its own: this project's, one that calls stripe-java, and one that only reads the body. All take
 * turns in every round. The client shares the machine.
 *
 * <pre>{@code WebhookBenchmark [seconds per turn, 3] [rounds, 5] [connections, 16]}</pre>
 */
public final class WebhookBenchmark {

    private static final int WARM_UPS = 4;

    /** So many different deliveries go round. */
    private static final int DELIVERIES = 256;

    private static final int OK = 200;

    private final CloseableHttpAsyncClient client;
    private final int connections;

    /**
     * What one turn gave.
     *
     * @param cpuMicros CPU time of the server per delivery
     */
    private record Turn(double perSecond, double cpuMicros) {}

    private WebhookBenchmark(int connections) {
        this.connections = connections;
        this.client =
                HttpAsyncClients.custom()
                        .setConnectionManager(
                                PoolingAsyncClientConnectionManagerBuilder.create()
                                        .setMaxConnPerRoute(connections)
                                        .setMaxConnTotal(connections)
                                        .build())
                        .build();
    }

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 3;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
        new WebhookBenchmark(connections).run(seconds, rounds);
    }

    private void run(double seconds, int rounds) throws IOException {
        Map<String, WebhookServer> servers = new LinkedHashMap<>();
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        try (client) {
            client.start();
            for (String name : WebhookServer.names()) {
                servers.put(name, WebhookServer.start(name));
                turns.put(name, new ArrayList<>());
            }
            for (int round = -WARM_UPS; round < rounds; round++) {
                for (Map.Entry<String, WebhookServer> each : servers.entrySet()) {
                    Turn turn = turn(each.getValue(), seconds);
                    if (round >= 0) {
                        turns.get(each.getKey()).add(turn);
                    }
                }
            }
        } finally {
            servers.values().forEach(WebhookServer::close);
        }
        report(turns);
    }

    private Turn turn(WebhookServer server, double seconds) {
        // signed anew for each turn, or a long run would leave the tolerance
        List<WebhookEvents.Signed> signed =
                IntStream.range(0, DELIVERIES).mapToObj(WebhookEvents::signed).toList();
        URI url = URI.create(server.url());
        long cpu = server.cpu().toNanos();
        long start = System.nanoTime();
        long end = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long deliveries = 0;
        while (System.nanoTime() < end) {
            Chains.run(
                    DELIVERIES * 4,
                    connections,
                    number -> deliver(url, signed.get(number % DELIVERIES)));
            deliveries += DELIVERIES * 4;
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Turn(deliveries / elapsed, (server.cpu().toNanos() - cpu) / 1e3 / deliveries);
    }

    private CompletableFuture<?> deliver(URI url, WebhookEvents.Signed signed) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        client.execute(
                SimpleRequestProducer.create(
                        SimpleRequestBuilder.post(url)
                                .addHeader("Stripe-Signature", signed.header())
                                .setBody(signed.payload(), ContentType.APPLICATION_JSON)
                                .build()),
                SimpleResponseConsumer.create(),
                new FutureCallback<>() {
                    @Override
                    public void completed(SimpleHttpResponse response) {
                        if (response.getCode() == OK) {
                            answered.complete(null);
                        } else {
                            failed(new IOException("answered with " + response.getCode()));
                        }
                    }

                    @Override
                    public void failed(Exception failure) {
                        answered.completeExceptionally(failure);
                    }

                    @Override
                    public void cancelled() {
                        answered.cancel(false);
                    }
                });
        return answered;
    }

    private static void report(Map<String, List<Turn>> turns) {
        double alone = median(turns.values().iterator().next(), Turn::perSecond);
        System.out.printf(
                "| | events/s | of platform-http alone | CPU us/event of the server |%n"
                        + "|---|---|---|---|%n");
        turns.forEach(
                (name, all) -> {
                    double perSecond = median(all, Turn::perSecond);
                    System.out.printf(
                            "| %s | %,.0f | %.2f | %.0f |%n",
                            name, perSecond, perSecond / alone, median(all, Turn::cpuMicros));
                });
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return turns.stream().mapToDouble(figure).sorted().toArray()[turns.size() / 2];
    }
}
