// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.event.poll.EventCursor.Mark;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events after the anchor, which of them are new and which have completed. The anchor moves up
 * over events that have completed and are settled: old enough, when last read, for nothing to
 * appear among them any more. Thread-safe.
 */
final class EventWindow {

    /** Beyond this many, a window this dense is cut by this machine's clock as well. */
    private static final int DENSE = 10_000;

    /**
     * A saved cursor keeps no more than this many completed events: it has to stay a small text.
     */
    private static final int SAVED = 5_000;

    /** Earlier than any time; far enough from the end of numbers to reckon with. */
    static final long NEVER = Long.MIN_VALUE / 2;

    private final long lookbackSeconds;
    private final Clock clock;
    private final long from;

    /** Seen in an earlier sweep, not yet in this one. */
    private final Map<String, Entry> known = new LinkedHashMap<>();

    /** Seen in this sweep, in the order of the account, oldest first. */
    private final Map<String, Entry> walked = new LinkedHashMap<>();

    private Mark anchor;
    private Mark position;
    private long completeUntil;
    private long newestSeen = NEVER;

    EventWindow(EventCursor cursor, long lookbackSeconds, Clock clock) {
        this.lookbackSeconds = lookbackSeconds;
        this.clock = clock;
        from = cursor.from();
        anchor = cursor.anchor();
        position = cursor.position();
        completeUntil = cursor.completeUntil();
        cursor.done().forEach((id, created) -> known.put(id, Entry.done(created)));
    }

    /** The event to read on from to see the whole window, or null to read from the beginning. */
    synchronized Mark anchor() {
        return anchor;
    }

    /** The newest event up to which everything has completed, or null. */
    synchronized Mark position() {
        return position;
    }

    /** The earliest time of creation that matters, in Unix seconds. */
    synchronized long from() {
        return from;
    }

    synchronized long completeUntil() {
        return completeUntil;
    }

    /** Says that the window is read again from its anchor. What has failed is new again. */
    synchronized void beginSweep() {
        known.putAll(walked);
        known.values().removeIf(entry -> entry.state == State.FAILED);
        walked.clear();
    }

    /** Ends the reading of a window: events that were not read again are forgotten. */
    synchronized void endSweep() {
        known.values()
                .removeIf(
                        entry ->
                                entry.state == State.DONE
                                        && entry.created < newestSeen - lookbackSeconds);
    }

    /**
     * Takes the next events of the account.
     *
     * @param oldestFirst the events that were read, in order
     * @param newestKnown a time, in Unix seconds, that had come when they were read
     * @return those that are new
     */
    synchronized List<StripeEvent> admit(List<StripeEvent> oldestFirst, long newestKnown) {
        List<StripeEvent> fresh = new ArrayList<>();
        for (StripeEvent event : oldestFirst) {
            long created = created(event);
            if (event.created() != null && created < from) {
                continue;
            }
            newestSeen = Math.max(newestSeen, created);
            Entry entry = known.remove(event.id());
            if (entry == null && !walked.containsKey(event.id())) {
                entry = new Entry(created);
                fresh.add(event);
            }
            if (entry != null) {
                entry.settled |= isSettled(created, newestKnown);
                walked.put(event.id(), entry);
            }
        }
        advance();
        return fresh;
    }

    synchronized void complete(String id) {
        end(id, State.DONE);
        advance();
    }

    /** Says that an event has not completed, nor will: the next sweep finds it new. */
    synchronized void fail(String id) {
        end(id, State.FAILED);
    }

    private void end(String id, State state) {
        Entry entry = walked.getOrDefault(id, known.get(id));
        if (entry != null && entry.state == State.OPEN) {
            entry.state = state;
        }
    }

    /** Says that all that had happened until this time, in Unix seconds, has been seen. */
    synchronized void seenUntil(long seconds) {
        if (walked.values().stream().allMatch(entry -> entry.state == State.DONE)) {
            completeUntil = Math.max(completeUntil, seconds);
        }
    }

    /** How far everything has completed, as of now. */
    synchronized EventCursor cursor() {
        Map<String, Long> done = new LinkedHashMap<>();
        known.forEach(
                (id, entry) -> {
                    if (entry.state == State.DONE) {
                        done.put(id, entry.created);
                    }
                });
        boolean all = true;
        for (Map.Entry<String, Entry> next : walked.entrySet()) {
            Entry entry = next.getValue();
            all &= entry.state == State.DONE;
            if (all) {
                moveTo(next.getKey(), entry);
            }
            if (entry.state == State.DONE) {
                done.put(next.getKey(), entry.created);
            }
        }
        Iterator<String> oldest = done.keySet().iterator();
        for (int excess = done.size() - SAVED; excess > 0; excess--) {
            oldest.next();
            oldest.remove();
        }
        return new EventCursor(from, anchor, position, completeUntil, done);
    }

    private void advance() {
        Iterator<Map.Entry<String, Entry>> oldest = walked.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Entry> next = oldest.next();
            Entry entry = next.getValue();
            if (entry.state != State.DONE || !entry.settled) {
                return;
            }
            anchor = new Mark(next.getKey(), entry.created);
            moveTo(next.getKey(), entry);
            oldest.remove();
        }
    }

    private void moveTo(String id, Entry entry) {
        if (position == null || entry.created >= position.created()) {
            position = new Mark(id, entry.created);
            completeUntil = Math.max(completeUntil, entry.created);
        }
    }

    private boolean isSettled(long created, long newestKnown) {
        return created < newestKnown - lookbackSeconds
                || walked.size() > DENSE
                        && created < clock.instant().getEpochSecond() - lookbackSeconds;
    }

    static long created(StripeEvent event) {
        return event.created() == null ? 0 : event.created();
    }

    private enum State {
        /** Handed out, or about to be. */
        OPEN,
        DONE,
        /** To be handed out again. */
        FAILED
    }

    private static final class Entry {
        private final long created;
        private State state = State.OPEN;
        private boolean settled;

        private Entry(long created) {
            this.created = created;
        }

        private static Entry done(long created) {
            Entry entry = new Entry(created);
            entry.state = State.DONE;
            return entry;
        }
    }
}
