// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Time that passes a hundred times as fast. */
public record HurriedTimeline(Timeline real) implements Timeline {

    private static final int FACTOR = 100;

    @Override
    public long nanoTime() {
        return real.nanoTime() * FACTOR;
    }

    @Override
    public Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
        long nanos = unit.toNanos(delay);
        return real.schedule(
                task, nanos > 0 ? Math.max(1, nanos / FACTOR) : 0, TimeUnit.NANOSECONDS);
    }
}
