// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.StripeCall;
import java.util.List;

/**
 * Decides which spans of time to read side by side. Starts with a probe: the newest page, whose
 * density says how wide the first slices are; every finished slice corrects the width. Where a
 * slice turns out empty, another probe jumps the gap or finds the end. Pure but for what it
 * remembers; its owner guards it.
 */
final class SlicePlanner {

    /** Long enough that a slice's half-empty last page does not matter, short enough to buffer. */
    static final int PAGES_PER_SLICE = 8;

    private static final int MOST_PARTS = 8;
    private static final int STEEPEST_CHANGE = 8;

    private final StripeCall list;
    private final int pageSize;
    private final Long floor;
    private Long frontier;
    private double secondsPerItem;
    private TimeSlice probe;
    private boolean probeDue = true;
    private boolean ended;

    /**
     * @param list the call without its time filter
     * @param from the oldest second to read, or null
     * @param to the second to stop before, or null
     */
    SlicePlanner(StripeCall list, int pageSize, Long from, Long to) {
        this.list = list;
        this.pageSize = pageSize;
        this.floor = from;
        this.frontier = to;
    }

    /** The next slice, older than all before, or null when there is none yet, or none left. */
    TimeSlice next() {
        if (ended || probe != null) {
            return null;
        }
        if (probeDue) {
            probeDue = false;
            probe = new TimeSlice(list, floor, frontier);
            return probe;
        }
        long width = (long) Math.max(1, secondsPerItem * pageSize * PAGES_PER_SLICE);
        long from = Math.max(oldest(), frontier - width);
        TimeSlice slice = new TimeSlice(list, from, frontier);
        moveFrontier(from);
        return slice;
    }

    boolean hasEnded() {
        return ended;
    }

    /**
     * A slice has got a page.
     *
     * @return slices that take over part of it, to be read right after it
     */
    List<TimeSlice> turned(TimeSlice slice, Page page) {
        if (slice == probe) {
            probed(page);
            return List.of();
        }
        if (slice.isComplete()) {
            finished(slice);
            return List.of();
        }
        return tooDense(slice, page);
    }

    private void probed(Page page) {
        boolean timed = page.items().stream().allMatch(item -> item.created() != null);
        boolean older =
                timed && !page.isEmpty() && (frontier == null || page.last().created() < frontier);
        if (!page.hasMore() || !older) {
            // the probe itself reads the rest
            ended = true;
        } else {
            long oldest = page.last().created();
            probe.endAt(oldest);
            secondsPerItem =
                    Math.max(1, page.first().created() - oldest) / (double) page.items().size();
            moveFrontier(oldest);
        }
        probe = null;
    }

    private void finished(TimeSlice slice) {
        if (slice.count() == 0) {
            probeDue = true;
        } else if (slice.to() != null) {
            double measured = (slice.to() - slice.from()) / (double) slice.count();
            secondsPerItem =
                    Math.max(
                            secondsPerItem / STEEPEST_CHANGE,
                            Math.min(measured, secondsPerItem * STEEPEST_CHANGE));
        }
    }

    private List<TimeSlice> tooDense(TimeSlice slice, Page page) {
        Long newest = page.last().created();
        if (newest == null || slice.to() == null || newest - slice.from() < 2) {
            return List.of();
        }
        double read = Math.max(1, slice.to() - newest);
        double left = slice.count() / read * (newest - slice.from()) / pageSize;
        if (left <= 2 * PAGES_PER_SLICE) {
            return List.of();
        }
        return slice.split((int) Math.min(MOST_PARTS, Math.ceil(left / PAGES_PER_SLICE)));
    }

    private void moveFrontier(long second) {
        frontier = second;
        ended = second <= oldest();
    }

    private long oldest() {
        return floor == null ? 0 : floor;
    }
}
