// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.client.page.SliceState.Position;
import io.github.camellowdefy.stripe.client.page.SliceState.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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

    private final Positions positions;
    private final String name;
    private final Duration lease;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private final Span root;
    private final Map<Span, SliceState> settled = new HashMap<>();
    private boolean allDone;

    /**
     * @param name what all instances call the list
     * @param bounds what of the list is to be read; what an earlier run has noted wins
     */
    SharedSlices(Positions positions, String name, Duration lease, Clock clock, Span bounds) {
        this.positions = positions;
        this.name = name;
        this.lease = lease;
        this.clock = clock;
        if (positions.get(name) == null) {
            positions.set(name, bounds.toString());
        }
        String noted = positions.get(name);
        this.root = Span.of(noted);
        if (root == null) {
            throw SliceState.unreadable(name, noted);
        }
    }

    /**
     * Claims the newest slice that nobody reads.
     *
     * @param mine what this instance reads already
     * @return null when there is none at this time
     */
    Map.Entry<Span, SliceState> claim(Set<Span> mine) {
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
                    write(span, state.position(), state.cuts(), false, true);
                    return Map.entry(span, state);
                }
            }
            List<Span> children = state.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                left.push(children.get(i));
            }
        }
        return null;
    }

    /** Whether the last search for a slice has found that all others have been read. */
    boolean areAllDone() {
        return allDone;
    }

    boolean isMine(Span span) {
        return load(span).owner().equals(owner);
    }

    /**
     * Notes how far a slice has been read.
     *
     * @param keep whether the lease is renewed; else others may go on with the slice
     * @return false when the slice belongs to another instance by now, and nothing was noted
     */
    boolean save(Span span, Position position, List<Long> cuts, boolean done, boolean keep) {
        if (!isMine(span)) {
            return false;
        }
        write(span, position, cuts, done, keep);
        return true;
    }

    private void write(Span span, Position position, List<Long> cuts, boolean done, boolean keep) {
        long until = keep && !done ? clock.millis() + lease.toMillis() : 0;
        positions.set(nameOf(span), new SliceState(owner, until, done, position, cuts).toText());
    }

    private SliceState load(Span span) {
        return SliceState.of(nameOf(span), positions.get(nameOf(span)));
    }

    private String nameOf(Span span) {
        return name + ':' + span;
    }
}
