// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.budget.Budget;
import io.github.camellowdefy.stripe.client.budget.Budgets;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets requests through as the limits allow: so many at a time, so many a second for each account.
 * The oldest call goes first; a call of an account whose budget is used up does not hold up those
 * of others. A waiting call holds no thread.
 */
final class CallGate {

    private static final String ALL_ACCOUNTS = "";
    private static final int LANES_KEPT = 256;

    private final int maxConcurrent;
    private final Budgets budgets;
    private final boolean limited;
    private final Timeline timeline;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final PriorityQueue<Lane> ready =
            new PriorityQueue<>(Comparator.comparingLong(lane -> lane.waiting.element().age()));
    private final PriorityQueue<Lane> resting =
            new PriorityQueue<>(Comparator.comparingLong(lane -> lane.until));
    private final ThreadLocal<Boolean> dispatching = new ThreadLocal<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile int queued;
    private volatile boolean closed;
    private boolean alarmSet;
    private long alarm;

    CallGate(int maxConcurrent, Budgets budgets, Timeline timeline) {
        this.maxConcurrent = maxConcurrent;
        this.budgets = budgets;
        this.limited = budgets.areLimited();
        this.timeline = timeline;
    }

    /** One request that waits for its turn. */
    interface Ticket {

        /** Orders tickets: the lower, the earlier. */
        long age();

        /** Sends the request; {@link CallGate#leave()} has to follow when it is done. */
        void proceed();
    }

    /** Calls {@link Ticket#proceed()} when it is the ticket's turn, which may be at once. */
    void enter(String account, Ticket ticket) {
        // the common case needs no lock: no call waits, there is room and no budget
        if (!limited && queued == 0 && !closed && occupy()) {
            ticket.proceed();
            return;
        }
        synchronized (this) {
            queued++;
            add(lane(account), ticket);
        }
        dispatch();
    }

    /** Removes a waiting ticket; false when it does not wait any more. */
    synchronized boolean giveUp(String account, Ticket ticket) {
        Lane lane = lanes.get(key(account));
        if (lane == null || !lane.waiting.contains(ticket)) {
            return false;
        }
        PriorityQueue<Lane> order = lane.resting ? resting : ready;
        order.remove(lane);
        lane.waiting.remove(ticket);
        queued--;
        if (lane.waiting.isEmpty()) {
            lane.resting = false;
        } else {
            order.add(lane);
        }
        return true;
    }

    /** Releases the place of a request that is done. */
    void leave() {
        inFlight.decrementAndGet();
        if (queued > 0) {
            dispatch();
        }
    }

    /** Stripe refused a request of the account because there were too many. */
    synchronized void refused(String account) {
        if (limited) {
            lane(account).budget.refused();
        }
    }

    void close() {
        closed = true;
    }

    int inFlight() {
        return inFlight.get();
    }

    int queued() {
        return queued;
    }

    private void dispatch() {
        // a ticket that proceeds may leave at once and so come here again: one loop is enough
        if (dispatching.get() != null) {
            return;
        }
        dispatching.set(true);
        try {
            for (Ticket next = next(); next != null; next = next()) {
                next.proceed();
            }
        } finally {
            dispatching.remove();
        }
    }

    private synchronized Ticket next() {
        wakeRested();
        while (!closed && !ready.isEmpty() && occupy()) {
            Lane lane = ready.remove();
            long wait = lane.take(maxConcurrent - inFlight.get() + 1);
            if (wait == 0) {
                Ticket ticket = lane.waiting.remove();
                if (!lane.waiting.isEmpty()) {
                    ready.add(lane);
                }
                queued--;
                return ticket;
            }
            inFlight.decrementAndGet();
            lane.resting = true;
            lane.until = timeline.nanoTime() + wait;
            resting.add(lane);
        }
        setAlarm();
        return null;
    }

    /** What a lane waits for has come, perhaps before its time. */
    private void wake(Lane lane) {
        synchronized (this) {
            if (lane.resting) {
                resting.remove(lane);
                lane.resting = false;
                ready.add(lane);
            }
        }
        dispatch();
    }

    private boolean occupy() {
        for (int now = inFlight.get(); now < maxConcurrent; now = inFlight.get()) {
            if (inFlight.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    private void wakeRested() {
        while (!resting.isEmpty() && resting.element().until - timeline.nanoTime() <= 0) {
            Lane lane = resting.remove();
            lane.resting = false;
            ready.add(lane);
        }
    }

    private void setAlarm() {
        if (resting.isEmpty()) {
            return;
        }
        long until = resting.element().until;
        if (!alarmSet || until - alarm < 0) {
            alarmSet = true;
            alarm = until;
            timeline.schedule(
                    () -> ring(until),
                    Math.max(1, until - timeline.nanoTime()),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void ring(long until) {
        synchronized (this) {
            if (alarm == until) {
                alarmSet = false;
            }
        }
        dispatch();
    }

    private void add(Lane lane, Ticket ticket) {
        if (lane.resting) {
            lane.waiting.add(ticket);
            return;
        }
        ready.remove(lane);
        lane.waiting.add(ticket);
        ready.add(lane);
    }

    private Lane lane(String account) {
        Lane lane = lanes.get(key(account));
        if (lane == null) {
            if (lanes.size() >= LANES_KEPT) {
                lanes.values().removeIf(Lane::isForgettable);
            }
            lane = new Lane(key(account));
            lanes.put(key(account), lane);
        }
        return lane;
    }

    private String key(String account) {
        return limited && account != null ? account : ALL_ACCOUNTS;
    }

    /** The calls of one account. In {@code resting}, in {@code ready}, or empty and in neither. */
    private final class Lane {
        final Budget budget;
        final PriorityQueue<Ticket> waiting =
                new PriorityQueue<>(Comparator.comparingLong(Ticket::age));
        boolean resting;
        long until;

        Lane(String account) {
            budget = budgets.areLimited() ? budgets.of(account, () -> wake(this)) : null;
        }

        /**
         * @param places how many requests the limit of those in flight lets through
         */
        long take(int places) {
            return budget == null ? 0 : budget.take(Math.max(1, Math.min(places, waiting.size())));
        }

        boolean isForgettable() {
            return waiting.isEmpty() && budget != null && budget.isUntouched();
        }
    }
}
