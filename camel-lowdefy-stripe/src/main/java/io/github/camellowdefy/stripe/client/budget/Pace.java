// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.TimeUnit;

/**
 * How much of a budget may be used: all of it, until Stripe refuses a request. That halves it, and
 * every ten seconds without another refusal double it again. Not thread-safe.
 */
final class Pace {

    /** Refusals of requests that were in flight together count as one. */
    private static final long ONE_REFUSAL = TimeUnit.SECONDS.toNanos(1);

    private static final long RECOVERY = TimeUnit.SECONDS.toNanos(10);

    private final int configured;
    private final Timeline timeline;
    private int current;
    private long changed;

    Pace(int requestsPerSecond, Timeline timeline) {
        this.configured = requestsPerSecond;
        this.current = requestsPerSecond;
        this.timeline = timeline;
        this.changed = timeline.nanoTime() - ONE_REFUSAL;
    }

    /** The requests per second allowed now, at least 1. */
    int current() {
        while (current < configured && timeline.nanoTime() - changed >= RECOVERY) {
            current = (int) Math.min(configured, 2L * current);
            changed += RECOVERY;
        }
        return current;
    }

    void refused() {
        int before = current();
        if (timeline.nanoTime() - changed >= ONE_REFUSAL) {
            current = Math.max(1, before / 2);
            changed = timeline.nanoTime();
        }
    }

    boolean isFull() {
        return current() == configured;
    }
}
