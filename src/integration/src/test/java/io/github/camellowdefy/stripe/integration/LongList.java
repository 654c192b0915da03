// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A list of customers as Stripe pages it, of any length, for no customer is kept in memory. */
final class LongList implements AutoCloseable {

    private static final long FIRST_CREATED = 1_600_000_000L;
    private static final long SECONDS_APART = 7;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final AtomicLong served = new AtomicLong();
    private final long size;

    LongList(long size) throws IOException {
        this.size = size;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/customers", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How many customers all answers together held. */
    long served() {
        return served.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        long newest = size - 1;
        if (query.containsKey("created[lt]")) {
            newest = Math.min(newest, last(Long.parseLong(query.get("created[lt]")) - 1));
        }
        if (query.containsKey("starting_after")) {
            newest = Math.min(newest, Long.parseLong(query.get("starting_after").substring(4)) - 1);
        }
        long oldest =
                Math.max(0, last(Long.parseLong(query.getOrDefault("created[gte]", "0")) - 1) + 1);
        long limit = Long.parseLong(query.getOrDefault("limit", "10"));
        StringBuilder data = new StringBuilder();
        long number = newest;
        for (; number >= oldest && newest - number < limit; number--) {
            data.append(data.isEmpty() ? "" : ",")
                    .append(
                            "{\"id\":\"cus_%d\",\"object\":\"customer\",\"created\":%d}"
                                    .formatted(number, FIRST_CREATED + number * SECONDS_APART));
        }
        served.addAndGet(newest - number);
        byte[] body =
                "{\"object\":\"list\",\"url\":\"/v1/customers\",\"has_more\":%s,\"data\":[%s]}"
                        .formatted(number >= oldest, data)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** The newest customer created in a second or before. */
    private static long last(long second) {
        return Math.floorDiv(second - FIRST_CREATED, SECONDS_APART);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
