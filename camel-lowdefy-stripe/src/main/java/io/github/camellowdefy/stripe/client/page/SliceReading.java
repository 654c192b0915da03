// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.page.Page.Item;
import io.github.camellowdefy.stripe.client.page.SliceState.Position;
import io.github.camellowdefy.stripe.client.page.SliceState.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A slice of a resumable backfill while this instance reads it, a page at a time. Its owner guards
 * it.
 */
final class SliceReading {

    /** Cut where more than this is left, so that others can read it side by side. */
    private static final int MOST_PARTS_LEFT = 2;

    private static final int PARTS = 8;

    private final StripeCall list;
    private final int pageSize;
    private final Span span;
    private TimeSlice slice;
    private Position position;
    private List<Long> cuts;
    private boolean resuming;
    private boolean verified;
    private boolean pageTaken;
    private Item given;

    /**
     * @param list the call without its time filter
     * @param state how far an earlier run has come
     */
    SliceReading(StripeCall list, int pageSize, Span span, SliceState state) {
        this.list = list;
        this.pageSize = pageSize;
        this.span = span;
        this.position = state.position();
        this.cuts = state.cuts();
        this.slice = new TimeSlice(list, low(), span.to());
        if (position != null) {
            resuming = true;
            slice.resumeAfter(position.id());
        }
    }

    Span span() {
        return span;
    }

    Position position() {
        return position;
    }

    List<Long> cuts() {
        return cuts;
    }

    /** Whether the claim was looked at again after it was made. */
    boolean isVerified() {
        return verified;
    }

    void verify() {
        verified = true;
    }

    boolean isDue() {
        return slice.isDue() && slice.ready().isEmpty();
    }

    boolean isBeingRead() {
        return !slice.isComplete() && !slice.isDue();
    }

    /** Whether every item was taken. */
    boolean isTaken() {
        return slice.isDrained();
    }

    /** Whether every item was processed. */
    boolean isDone() {
        return isTaken() && given == null;
    }

    boolean hasReady() {
        return !slice.ready().isEmpty();
    }

    PageWalkException stuck() {
        return slice.stuck();
    }

    CompletableFuture<Page> read(PageFetcher fetcher) {
        return slice.read(fetcher);
    }

    void cancel() {
        slice.cancel();
    }

    /**
     * A page could not be read and is due again. Where the item to go on after is gone, it is read
     * from its time on, that second included.
     *
     * @return whether reading goes on
     */
    boolean readFailed(Throwable problem) {
        slice.readFailed();
        if (!isGone(problem)) {
            return false;
        }
        resuming = false;
        slice = new TimeSlice(list, low(), position.created() + 1);
        return true;
    }

    boolean isGone(Throwable problem) {
        return resuming && position.created() > 0 && PageFetcher.startIsGone(problem);
    }

    /**
     * Takes a page.
     *
     * @return whether older parts were cut off, which others may read
     */
    boolean accept(Page page) {
        resuming = false;
        slice.accept(page);
        List<Long> more = moreCuts(page);
        if (more.isEmpty()) {
            return false;
        }
        more.addAll(cuts.isEmpty() ? List.of(span.floor()) : cuts);
        cuts = more;
        slice.endAt(low());
        return true;
    }

    /** The next item; it counts as processed when {@link #processed} says so. */
    Item take() {
        given = slice.ready().removeFirst();
        pageTaken = slice.ready().isEmpty();
        return given;
    }

    /**
     * The item that was taken last was processed.
     *
     * @return whether it was the last one of its page
     */
    boolean processed() {
        if (given.id() != null) {
            position = new Position(given.created() == null ? 0 : given.created(), given.id());
        }
        given = null;
        boolean last = pageTaken;
        pageTaken = false;
        return last;
    }

    private Long low() {
        if (cuts.isEmpty()) {
            return span.from();
        }
        return cuts.get(0) == 0 ? null : cuts.get(0);
    }

    private List<Long> moreCuts(Page page) {
        List<Long> more = new ArrayList<>();
        if (page.isEmpty()
                || !page.hasMore()
                || page.items().stream().anyMatch(item -> item.created() == null)) {
            return more;
        }
        long newest = page.last().created();
        long oldest = slice.from() == null ? 0 : slice.from();
        double secondsPerItem =
                Math.max(1, page.first().created() - newest) / (double) page.items().size();
        double part = Math.max(1, secondsPerItem * pageSize * SlicePlanner.PAGES_PER_SLICE);
        if ((newest - oldest) / part > MOST_PARTS_LEFT) {
            for (int i = 1; i <= PARTS && newest - Math.ceil(part * i) > oldest; i++) {
                more.add(newest - (long) Math.ceil(part * i));
            }
        }
        return more;
    }
}
