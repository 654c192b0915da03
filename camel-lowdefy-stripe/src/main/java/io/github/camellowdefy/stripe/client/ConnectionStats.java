// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls and attempts of one connection. Thread-safe; holds no secret. */
final class ConnectionStats {

    private static final int ERRORS_KEPT = 20;

    private final LongAdder calls = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final Map<RetryCause, LongAdder> retries = new EnumMap<>(RetryCause.class);
    private final Map<CallOutcome, LongAdder> outcomes = new EnumMap<>(CallOutcome.class);
    private final Deque<ConnectionSnapshot.RecentError> errors = new ArrayDeque<>();

    ConnectionStats() {
        for (RetryCause cause : RetryCause.values()) {
            retries.put(cause, new LongAdder());
        }
        for (CallOutcome outcome : CallOutcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    void called() {
        calls.increment();
    }

    void attempted() {
        attempts.increment();
    }

    void retried(RetryCause cause) {
        retries.get(cause).increment();
    }

    void ended(CallReport report, Throwable failure) {
        outcomes.get(report.outcome()).increment();
        if (failure != null) {
            ConnectionSnapshot.RecentError error =
                    new ConnectionSnapshot.RecentError(
                            Instant.now(), failure.getClass().getSimpleName(), report);
            synchronized (errors) {
                if (errors.size() == ERRORS_KEPT) {
                    errors.removeFirst();
                }
                errors.addLast(error);
            }
        }
    }

    ConnectionSnapshot snapshot(int inFlight, int queued, int underWay) {
        return new ConnectionSnapshot(
                inFlight,
                queued,
                Math.max(0, underWay - inFlight - queued),
                calls.sum(),
                attempts.sum(),
                sums(new EnumMap<>(RetryCause.class), retries),
                sums(new EnumMap<>(CallOutcome.class), outcomes),
                recentErrors());
    }

    private List<ConnectionSnapshot.RecentError> recentErrors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    private static <K> Map<K, Long> sums(Map<K, Long> sums, Map<K, LongAdder> adders) {
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
