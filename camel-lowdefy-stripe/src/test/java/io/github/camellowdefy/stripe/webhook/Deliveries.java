// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Deliveries recorded with the Node client's helper, and the time they were recorded for. */
public final class Deliveries {

    public static final long NOW = 1_790_000_000L;
    public static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    public static final String CURRENT = "whsec_currentSigningSecret";
    public static final String PREVIOUS = "whsec_previousSigningSecret";

    private Deliveries() {}

    /** What was posted, and whether it is to be accepted. */
    public record Delivery(String name, byte[] payload, String header, boolean accepted) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them. */
    public static List<Delivery> recorded() {
        try (InputStream file =
                Deliveries.class.getResourceAsStream("/webhook/node-signatures.jsonl")) {
            ObjectMapper json = new ObjectMapper();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> delivery(json, line))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of them. */
    public static Delivery named(String name) {
        return recorded().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    private static Delivery delivery(ObjectMapper json, String line) {
        try {
            Map<?, ?> row = json.readValue(line, Map.class);
            return new Delivery(
                    (String) row.get("name"),
                    ((String) row.get("payload")).getBytes(StandardCharsets.UTF_8),
                    (String) row.get("header"),
                    (Boolean) row.get("accepted"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
