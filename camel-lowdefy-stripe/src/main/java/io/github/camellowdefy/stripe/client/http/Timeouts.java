// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges under way. Tells each when its time is up, a tenth of a second late at most. Nearly
 * none ever needs it, so starting and ending a watch costs next to nothing and no lock; a timer for
 * each would cost a fifth of a call.
 */
final class Timeouts {

    private static final Logger LOG = LoggerFactory.getLogger(Timeouts.class);

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final Timeline timeline;
    private final Map<HttpExchange, Long> watched = new ConcurrentHashMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();

    Timeouts(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Watches an exchange until it is forgotten; 0 milliseconds are no limit. */
    void watch(HttpExchange exchange, long millis) {
        long nanos = millis > 0 ? TimeUnit.MILLISECONDS.toNanos(millis) : NEVER;
        watched.put(exchange, timeline.nanoTime() + nanos);
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            tickLater();
        }
    }

    void forget(HttpExchange exchange) {
        watched.remove(exchange);
    }

    /** The exchanges that have not ended. */
    Set<HttpExchange> underWay() {
        return watched.keySet();
    }

    /** An exchange that fails must not keep the other exchanges from being told. */
    private static void timedOut(HttpExchange exchange) {
        try {
            exchange.timedOut();
        } catch (RuntimeException | Error e) {
            LOG.warn("A request whose time was up could not be ended", e);
        }
    }

    private void tickLater() {
        timeline.schedule(this::tick, TICK, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = timeline.nanoTime();
        watched.forEach(
                (exchange, due) -> {
                    if (due - now <= 0 && watched.remove(exchange, due)) {
                        timedOut(exchange);
                    }
                });
        ticking.set(!watched.isEmpty());
        if (ticking.get() || !watched.isEmpty() && ticking.compareAndSet(false, true)) {
            tickLater();
        }
    }
}
