// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.event.poll.EventCursor.Mark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.camel.spi.StateRepository;

/**
 * Reads the account's events, oldest first, each once, from where its cursor stands. An event that
 * failed is handed out again; the cursor never passes an event that has not completed.
 *
 * <p>One thread polls; any may tell how an event has ended.
 */
public final class EventPoller {

    private static final Duration LONG_PAUSE = Duration.ofDays(1);
    private static final Duration SAVE_INTERVAL = Duration.ofSeconds(1);

    private final EventSource source;
    private final CursorStore store;
    private final StartFrom startFrom;
    private final EventTypes types;
    private final Duration lookback;
    private final Clock clock;
    private final Beginning beginning;
    private final Retention retention;
    private final Deque<StripeEvent> ready = new ArrayDeque<>();

    private volatile EventWindow window;
    private volatile boolean stopped;
    private volatile boolean failed;
    private volatile Instant lastSave = Instant.MIN;
    private EventWalk walk;
    private boolean sweeping;
    private Instant walkBegan;
    private int pages;
    private String tip;
    private Instant nextSweep = Instant.MIN;

    /**
     * A poller at rest.
     *
     * @param source the account
     * @param repository keeps the cursor
     * @param key under which it does
     * @param place where it was found, to follow its name in a sentence; may be empty
     * @param startFrom where to start without a cursor
     * @param types which events to hand out; others count as completed
     * @param lookback how late an event may appear
     * @param clock tells now
     */
    public EventPoller(
            EventSource source,
            StateRepository<String, String> repository,
            String key,
            String place,
            StartFrom startFrom,
            EventTypes types,
            Duration lookback,
            Clock clock) {
        this.source = source;
        this.store = new CursorStore(repository, key, place);
        this.startFrom = startFrom;
        this.types = types;
        this.lookback = lookback;
        this.clock = clock;
        this.beginning = new Beginning(source, lookback.toSeconds(), clock);
        this.retention = new Retention(source, clock);
    }

    /**
     * Takes up the cursor or, where there is none, makes one. Does nothing when that has been done.
     *
     * @throws EventGapException when events were missed that Stripe no longer has
     * @throws ExecutionException when Stripe could not be asked; to be tried again
     */
    public void start() throws ExecutionException, InterruptedException {
        if (stopped) {
            abandon();
            window = null;
            stopped = false;
        }
        if (window != null) {
            return;
        }
        EventCursor saved = store.load();
        EventWindow opened;
        if (saved == null) {
            retention.check(startFrom);
            opened = open(beginning.cursor(startFrom));
        } else {
            opened = open(saved);
            retention.check(store.key(), opened);
        }
        store.save(opened);
        window = opened;
    }

    /**
     * The next events, waiting for them. Until all of them have completed, ask again only for more
     * to do beside them.
     *
     * @param max how many at most
     * @return oldest first; empty when there are none for now
     * @throws ExecutionException when Stripe could not be asked; nothing is lost
     */
    public List<StripeEvent> next(int max) throws ExecutionException, InterruptedException {
        start();
        if (ready.isEmpty() && walk == null) {
            begin();
        }
        while (ready.isEmpty() && walk != null) {
            step();
            // the account may have an endless number of events of other types
            saveNowAndThen();
        }
        List<StripeEvent> batch = new ArrayList<>();
        while (!ready.isEmpty() && batch.size() < max) {
            batch.add(ready.poll());
        }
        return batch;
    }

    /** Whether {@link #next} continues the walk it has begun; otherwise it begins a new one. */
    public boolean hasMore() {
        return walk != null || !ready.isEmpty();
    }

    /** Says that an event has completed; saves the cursor now and then. */
    public void complete(StripeEvent event) {
        window.complete(event.id());
        saveNowAndThen();
    }

    /**
     * Marks an event as failed: it is handed out again after the current walk was read or
     * abandoned.
     */
    public void fail(StripeEvent event) {
        window.fail(event.id());
        failed = true;
    }

    private void saveNowAndThen() {
        if (lastSave.plus(SAVE_INTERVAL).isBefore(clock.instant())) {
            save();
        }
    }

    public void save() {
        synchronized (store) {
            // once this poller is stopped, another one may use the cursor
            if (window != null && !stopped) {
                lastSave = clock.instant();
                store.save(window);
            }
        }
    }

    /**
     * Abandons the walk: the next one begins with the events that failed or were not handed out.
     */
    public void abandon() {
        if (walk != null) {
            walk.close();
            walk = null;
        }
        ready.forEach(event -> window.fail(event.id()));
        ready.clear();
        tip = null;
    }

    /** Saves the cursor and leaves it to others: {@link #start} takes it up from the repository. */
    public void stop() {
        // a save under way on another thread comes before or not at all
        synchronized (store) {
            try {
                save();
            } finally {
                stopped = true;
            }
        }
    }

    private EventWindow open(EventCursor cursor) {
        return new EventWindow(cursor, lookback.toSeconds(), clock);
    }

    private void begin() throws ExecutionException, InterruptedException {
        if (walkBegan != null && walkBegan.plus(LONG_PAUSE).isBefore(clock.instant())) {
            retention.check(store.key(), window);
        }
        sweeping = tip == null || failed || !clock.instant().isBefore(nextSweep);
        walkBegan = clock.instant();
        pages = 0;
        if (sweeping) {
            failed = false;
            window.beginSweep();
            Mark anchor = window.anchor();
            walk =
                    anchor == null
                            ? EventWalk.from(window.from(), source, lookback.toSeconds(), clock)
                            : EventWalk.after(anchor.id(), source, lookback.toSeconds(), clock);
        } else {
            walk = EventWalk.after(tip, source, lookback.toSeconds(), clock);
        }
    }

    private void step() throws ExecutionException, InterruptedException {
        EventWalk.Step step;
        try {
            step = walk.next();
        } catch (ExecutionException e) {
            abandon();
            if (e.getCause() instanceof UnknownEventException) {
                goOnWithoutAnchor();
                return;
            }
            throw e;
        }
        pages++;
        List<StripeEvent> events = step.oldestFirst();
        if (!events.isEmpty()) {
            tip = events.get(events.size() - 1).id();
        }
        for (StripeEvent event : window.admit(events, step.newestKnown())) {
            if (types.test(event)) {
                ready.add(event);
            } else {
                window.complete(event.id());
            }
        }
        if (!step.hasMore() || events.isEmpty()) {
            end();
        }
    }

    private void end() {
        walk = null;
        if (sweeping) {
            window.endSweep();
            // a window of many pages is not read again for every new event, but often enough
            Duration pause = Duration.ofSeconds(pages <= 1 ? 0 : pages);
            Duration most = lookback.dividedBy(2);
            nextSweep = clock.instant().plus(pause.compareTo(most) < 0 ? pause : most);
        }
        if (ready.isEmpty()) {
            window.seenUntil(walkBegan.getEpochSecond());
        }
    }

    /** The anchor is gone: of old age, which is no loss, or because nothing here fits together. */
    private void goOnWithoutAnchor() throws ExecutionException, InterruptedException {
        retention.check(store.key(), window);
        Mark anchor = window.anchor();
        EventCursor cursor = window.cursor();
        window =
                open(
                        new EventCursor(
                                Math.max(cursor.from(), anchor == null ? 0 : anchor.created()),
                                null,
                                cursor.position(),
                                cursor.completeUntil(),
                                cursor.done()));
        begin();
    }
}
