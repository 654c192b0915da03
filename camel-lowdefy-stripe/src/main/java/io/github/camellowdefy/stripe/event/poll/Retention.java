// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import io.github.camellowdefy.stripe.event.poll.EventCursor.Mark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

/** The time that Stripe keeps events, and whether a cursor is older than that. */
record Retention(EventSource source, Clock clock) {

    private static final Duration KEPT = Duration.ofDays(30);

    /** Refuses a beginning that Stripe cannot serve. */
    void check(StartFrom start) {
        if (start.seconds() != null && start.seconds() > 0 && start.seconds() < oldestKept()) {
            throw new EventGapException(
                    "startFrom is %s, but Stripe keeps events for 30 days, since %s: earlier events cannot be read; startFrom=earliest begins with the oldest event that is kept."
                            .formatted(
                                    Instant.ofEpochSecond(start.seconds()),
                                    Instant.ofEpochSecond(oldestKept())));
        }
    }

    /** Fails where events were missed that Stripe no longer has. */
    void check(String key, EventWindow window) throws ExecutionException, InterruptedException {
        long until = window.completeUntil();
        if (until > 0 && until < oldestKept()) {
            throw gap(key, until, "Stripe keeps events for 30 days, since " + time(oldestKept()));
        }
        Mark position = window.position();
        boolean expected = position != null && position.created() >= oldestKept();
        if (expected && !source.exists(position.id()).get()) {
            throw gap(
                    key,
                    position.created(),
                    "Stripe does not know its event %s, so it has dropped what followed or the key is another account's"
                            .formatted(position.id()));
        }
    }

    private static EventGapException gap(String key, long until, String reason) {
        return new EventGapException(
                "Events since %s, where the cursor '%s' stands, cannot all be read: %s. To continue without these events, remove the cursor from the offset repository and choose with startFrom where to begin."
                        .formatted(time(until), key, reason));
    }

    private long oldestKept() {
        return clock.instant().minus(KEPT).getEpochSecond();
    }

    private static Instant time(long seconds) {
        return Instant.ofEpochSecond(seconds);
    }
}
