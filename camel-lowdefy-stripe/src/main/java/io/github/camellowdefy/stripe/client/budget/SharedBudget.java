// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import io.github.camellowdefy.stripe.client.budget.StoreLink.Reservation;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A budget that several instances share. Each reserves some requests at a time. The bucket in the
 * store goes into debt for them and so gives every one its own point in time, at which it may be
 * sent: the points in time of all instances together are spaced evenly. A request that is not sent
 * about then is forfeited, so that nothing has to be given back, not even after a crash.
 *
 * <p>While the store cannot be reached, a fixed part of the budget takes its place.
 */
final class SharedBudget implements Budget {

    /** The rest is kept back for requests that the network brings closer together. */
    static final int PERCENT_USED = 98;

    /** A second's worth divided by this is reserved at once, at most. */
    private static final int LEASES_PER_SECOND = 10;

    /** How late a reserved request may be sent: with the part kept back, no second has too many. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(40);

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final String account;
    private final int requestsPerSecond;
    private final StoreLink link;
    private final Timeline timeline;
    private final Runnable wake;
    private final Pace pace;
    private final LocalBudget fallback;
    private final long period;
    private final Deque<Long> slots = new ArrayDeque<>();
    private boolean asking;
    private long asked;
    private int ahead;

    /**
     * @param account the connected account, or an empty text
     * @param fallbackPercent the part to use while the store cannot be reached
     * @param wake called when {@link #take} has something new to say
     */
    SharedBudget(
            String account,
            int requestsPerSecond,
            int fallbackPercent,
            StoreLink link,
            Timeline timeline,
            Runnable wake) {
        this.account = account;
        this.requestsPerSecond = requestsPerSecond;
        this.link = link;
        this.timeline = timeline;
        this.wake = wake;
        this.pace = new Pace(requestsPerSecond, timeline);
        this.fallback = new LocalBudget(requestsPerSecond, fallbackPercent, timeline);
        this.period = TimeUnit.SECONDS.toNanos(100) / ((long) requestsPerSecond * PERCENT_USED);
    }

    @Override
    public synchronized long take(int sendable) {
        long now = timeline.nanoTime();
        if (asking && now - asked >= PATIENCE) {
            link.failed(new TimeoutException("no answer within a second"));
        }
        forfeit(now);
        if (isReservationDue(sendable)) {
            reserve(sendable - slots.size(), now);
        }
        if (link.isLost()) {
            slots.clear();
            return fallback.take(sendable);
        }
        if (slots.isEmpty()) {
            return Math.max(1, asked + PATIENCE - now);
        }
        long wait = slots.element() - now;
        if (wait > 0) {
            return wait;
        }
        slots.remove();
        return 0;
    }

    @Override
    public synchronized void refused() {
        pace.refused();
        fallback.refused();
    }

    @Override
    public synchronized boolean isUntouched() {
        forfeit(timeline.nanoTime());
        return !asking && slots.isEmpty() && pace.isFull() && fallback.isUntouched();
    }

    private void forfeit(long now) {
        long oldest = now - Math.max(GRACE, period);
        while (!slots.isEmpty() && slots.element() - oldest < 0) {
            slots.remove();
            ahead /= 2;
        }
    }

    private boolean isReservationDue(int sendable) {
        if (asking) {
            return false;
        }
        if (link.isLost()) {
            return link.isTryDue();
        }
        return slots.size() < sendable && 2 * slots.size() <= most();
    }

    private int most() {
        return Math.max(1, pace.current() / LEASES_PER_SECOND);
    }

    private void reserve(int missing, long now) {
        asking = true;
        asked = now;
        int requests = Math.min(most(), missing + ahead);
        // after a refusal a request costs more than one token, so that this instance sends fewer
        int cost = (requestsPerSecond - 1) / pace.current() + 1;
        link.reserve(account, (long) requests * cost)
                .whenComplete(
                        (reservation, failure) -> {
                            answered(requests, cost, reservation, failure);
                            wake.run();
                        });
    }

    private synchronized void answered(
            int requests, int cost, Reservation reservation, Throwable failure) {
        asking = false;
        if (failure != null) {
            link.failed(failure);
            return;
        }
        link.reached();
        long now = timeline.nanoTime();
        // an answer that was held up must not move into what others have reserved
        long begin = now - reservation.asked() > GRACE ? reservation.asked() + GRACE : now;
        long after = slots.isEmpty() ? begin : Math.max(begin, slots.getLast());
        for (int request = 1; request <= requests; request++) {
            long wait = reservation.delay() - (long) (requests - request) * cost * period;
            slots.add(begin + Math.max(0, wait));
        }
        // alone, an instance reserves more than what waits, so that not each call asks the store
        boolean alone = slots.getLast() - after <= (requests + 1L) * cost * period;
        ahead = alone ? Math.min(most(), 2 * ahead + 1) : 0;
    }
}
