// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.client.page.ResumableBackfill.Shared;
import io.github.camellowdefy.stripe.client.page.SliceState.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slices of one list, shared by several instances, each with a lease on those it reads. The
 * slices form a tree: what one has cut off are slices of their own, found through its state. Its
 * methods may block; its owner guards it.
 *
 * <p>Two instances may claim a slice in the same moment. The one whose claim was overwritten sees
 * it when it looks again ({@link #isMine}), before it delivers anything. Should both go on, items
 * are delivered twice and none is lost.
 */
final class SharedSlices {

    private static final Logger LOG = LoggerFactory.getLogger(SharedSlices.class);

    private final SlicedList sliced;
    private final Positions positions;
    private final String name;
    private final Duration lease;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private final Span root;
    private final Map<Span, SliceState> settled = new HashMap<>();
    private final List<SliceReading> readings = new ArrayList<>();
    private boolean searchDue = true;
    private boolean allDone;

    /**
     * @param sliced what of the list is to be read; the bounds that an earlier run has noted win
     */
    SharedSlices(Shared shared, SlicedList sliced) {
        this.sliced = sliced;
        this.positions = shared.positions();
        this.name = shared.name();
        this.lease = shared.lease();
        this.clock = shared.clock();
        if (positions.get(name) == null) {
            Span bounds = new Span(sliced.bounds().from(), sliced.bounds().to());
            positions.set(name, bounds.toString());
        }
        String noted = positions.get(name);
        this.root = Span.of(noted);
        if (root == null) {
            throw SliceState.unreadable(name, noted);
        }
    }

    /** The slices that this instance reads. */
    List<SliceReading> readings() {
        return List.copyOf(readings);
    }

    boolean isReading(SliceReading reading) {
        return readings.contains(reading);
    }

    /** Lets go what was read, and claims slices until this instance reads that many. */
    void claim(int sideBySide) {
        readings().stream().filter(SliceReading::isDone).forEach(this::save);
        while (searchDue
                && readings.stream().filter(reading -> !reading.isTaken()).count() < sideBySide) {
            searchDue = claimNewest();
        }
    }

    void searchAgain() {
        searchDue = true;
    }

    private boolean claimNewest() {
        Set<Span> mine = readings.stream().map(SliceReading::span).collect(Collectors.toSet());
        allDone = true;
        Deque<Span> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            Span span = left.pop();
            SliceState state = settled.get(span);
            if (state == null) {
                state = load(span);
            }
            if (state.done()) {
                settled.put(span, state);
            } else if (!mine.contains(span)) {
                allDone = false;
                if (state.isFree(clock.millis())) {
                    SliceReading claimed =
                            new SliceReading(sliced.list(), sliced.pageSize(), span, state);
                    write(claimed, false, true);
                    readings.add(claimed);
                    return true;
                }
            }
            List<Span> children = state.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                left.push(children.get(i));
            }
        }
        return false;
    }

    /** Whether the last search for a slice has found that all others have been read. */
    boolean areAllDone() {
        return allDone;
    }

    /** Looks again whether a claim was overwritten; if so, the slice is another instance's. */
    boolean verify(SliceReading reading) {
        if (!reading.isVerified() && !isMine(reading)) {
            drop(reading);
            return false;
        }
        reading.verify();
        return true;
    }

    /** Notes how far a slice was processed; one that is done, or another's by now, is let go. */
    void save(SliceReading reading) {
        boolean done = reading.isDone();
        if (!save(reading, done, true) || done) {
            drop(reading);
        }
    }

    void renew() {
        for (SliceReading reading : readings()) {
            try {
                save(reading);
            } catch (RuntimeException e) {
                LOG.warn(
                        "The lease on a slice of {} could not be renewed; another instance may read it, too: {}",
                        sliced.list().operation().name(),
                        e.toString());
            }
        }
    }

    /**
     * Leaves all slices to others. One that is read but for the item being processed can still be
     * {@link #save saved}.
     */
    void release() {
        for (SliceReading reading : readings()) {
            boolean done = reading.isDone();
            if (done || !reading.isTaken()) {
                drop(reading);
            }
            try {
                save(reading, done, false);
            } catch (RuntimeException e) {
                LOG.warn(
                        "The progress of {} could not be saved; what it has read since it was saved last is read again: {}",
                        sliced.list().operation().name(),
                        e.toString());
            }
        }
    }

    private void drop(SliceReading reading) {
        reading.cancel();
        readings.remove(reading);
        searchDue = true;
    }

    private boolean isMine(SliceReading reading) {
        return load(reading.span()).owner().equals(owner);
    }

    /**
     * @param keep whether the lease is renewed; else others may go on with the slice
     * @return false when the slice belongs to another instance by now, and nothing was noted
     */
    private boolean save(SliceReading reading, boolean done, boolean keep) {
        if (!isMine(reading)) {
            return false;
        }
        write(reading, done, keep);
        return true;
    }

    private void write(SliceReading reading, boolean done, boolean keep) {
        long until = keep && !done ? clock.millis() + lease.toMillis() : 0;
        positions.set(
                nameOf(reading.span()),
                new SliceState(owner, until, done, reading.position(), reading.cuts()).toText());
    }

    private SliceState load(Span span) {
        return SliceState.of(nameOf(span), positions.get(nameOf(span)));
    }

    private String nameOf(Span span) {
        return name + ':' + span;
    }
}
