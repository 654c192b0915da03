// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The time a call may take, all its attempts and waits together, counted from its making. */
final class Deadline {

    private final Timeline timeline;
    private final long millis;
    private final long started;

    /**
     * Begins now.
     *
     * @param millis the time there is; 0 for any
     */
    Deadline(Timeline timeline, long millis) {
        this.timeline = timeline;
        this.millis = millis;
        this.started = timeline.nanoTime();
    }

    /** Runs a task when time is up. */
    Future<?> whenUp(Runnable task) {
        return millis > 0
                ? timeline.schedule(task, millis, TimeUnit.MILLISECONDS)
                : CompletableFuture.completedFuture(null);
    }

    boolean isUp() {
        return nanosLeft() <= 0;
    }

    boolean outlasts(Duration wait) {
        return wait.toNanos() < nanosLeft();
    }

    /**
     * The milliseconds an attempt may take that starts now, at least 1; 0 asks for all there is.
     */
    long cut(long timeout) {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanosLeft()));
        return timeout > 0 ? Math.min(timeout, left) : left;
    }

    /** The time there is in all; 0 for any. */
    long millis() {
        return millis;
    }

    long millisPassed() {
        return TimeUnit.NANOSECONDS.toMillis(timeline.nanoTime() - started);
    }

    private long nanosLeft() {
        return millis > 0
                ? started + TimeUnit.MILLISECONDS.toNanos(millis) - timeline.nanoTime()
                : Long.MAX_VALUE;
    }
}
