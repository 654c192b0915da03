/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells exchanges when their time is up, a tenth of a second late at most. Nearly none ever needs
 * it, so starting and ending a watch costs next to nothing and no lock; a timer for each would cost
 * a fifth of a call.
 */
final class Timeouts {

    private static final Logger LOG = LoggerFactory.getLogger(Timeouts.class);

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private final Timeline timeline;
    private final Map<Runnable, Long> watched = new ConcurrentHashMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();

    Timeouts(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Runs the task in so many milliseconds, unless it is forgotten before. */
    void watch(Runnable task, long millis) {
        watched.put(task, timeline.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            tickLater();
        }
    }

    void forget(Runnable task) {
        watched.remove(task);
    }

    /** One that fails must not keep the others from being told. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.warn("A request whose time was up could not be ended", e);
        }
    }

    private void tickLater() {
        timeline.schedule(this::tick, TICK, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = timeline.nanoTime();
        watched.forEach(
                (task, due) -> {
                    if (due - now <= 0 && watched.remove(task, due)) {
                        run(task);
                    }
                });
        ticking.set(!watched.isEmpty());
        if (ticking.get() || !watched.isEmpty() && ticking.compareAndSet(false, true)) {
            tickLater();
        }
    }
}
