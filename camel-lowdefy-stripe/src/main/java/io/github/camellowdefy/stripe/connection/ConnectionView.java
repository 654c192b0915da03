// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.client.ConnectionSnapshot;
import io.github.camellowdefy.stripe.client.ConnectionSnapshot.RecentError;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The counters of a connection as JMX and the dev console show them. */
public record ConnectionView(String name, ConnectionSnapshot snapshot) {

    /** The counters by name, in the order to show them. */
    public Map<String, Object> counters() {
        Map<String, Object> counters = new LinkedHashMap<>();
        counters.put("inFlight", snapshot.inFlight());
        counters.put("queued", snapshot.queued());
        counters.put("waitingToRetry", snapshot.waitingToRetry());
        counters.put("calls", snapshot.calls());
        counters.put("attempts", snapshot.attempts());
        counters.put("retries", lowerCase(snapshot.retriesByCause()));
        counters.put("outcomes", lowerCase(snapshot.outcomes()));
        return counters;
    }

    /** The last failures, one line each, the newest last. */
    public List<String> errors() {
        return snapshot.recentErrors().stream().map(ConnectionView::line).toList();
    }

    private static String line(RecentError error) {
        CallReport call = error.report();
        StringBuilder line =
                new StringBuilder(
                        "%s %s: %s".formatted(error.at(), call.operation(), error.exception()));
        append(line, "status", call.status() == 0 ? null : call.status());
        append(line, "attempts", call.attempts());
        append(line, "request", call.requestId());
        append(line, "idempotency key", call.idempotencyKey());
        return line.toString();
    }

    private static void append(StringBuilder line, String what, Object value) {
        if (value != null) {
            line.append(", ").append(what).append(' ').append(value);
        }
    }

    private static Map<String, Long> lowerCase(Map<? extends Enum<?>, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((key, count) -> named.put(key.name().toLowerCase(Locale.ROOT), count));
        return named;
    }
}
