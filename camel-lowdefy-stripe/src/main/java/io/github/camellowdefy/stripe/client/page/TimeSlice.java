// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.page.Page.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The items created in one span of time, read newest first. Its owner guards it.
 *
 * <p>The span is half open in Unix seconds: from {@code from} (null: however old) up to, but not
 * including, {@code to} (null: however new).
 */
final class TimeSlice {

    private final StripeCall list;
    private final Long to;
    private final CursorTrail trail;
    private final Deque<Item> ready = new ArrayDeque<>();
    private Long from;
    private String startAfter;
    private Page last;
    private long count;
    private boolean complete;
    private PageWalkException stuck;
    private CompletableFuture<Page> reading;

    TimeSlice(StripeCall list, Long from, Long to) {
        this.list = list;
        this.from = from;
        this.to = to;
        this.trail = new CursorTrail(new PageSequence(list, Long.MAX_VALUE));
    }

    /** Begins after an item that was read by an earlier run. */
    void resumeAfter(String id) {
        startAfter = id;
    }

    Long from() {
        return from;
    }

    Long to() {
        return to;
    }

    Deque<Item> ready() {
        return ready;
    }

    /** How many items it has given so far. */
    long count() {
        return count;
    }

    boolean isComplete() {
        return complete;
    }

    /** Why it cannot be read on though it is not complete, or null. */
    PageWalkException stuck() {
        return stuck;
    }

    boolean isDrained() {
        return complete && ready.isEmpty();
    }

    boolean isDue() {
        return !complete && reading == null;
    }

    CompletableFuture<Page> read(PageFetcher fetcher) {
        if (stuck != null) {
            return CompletableFuture.failedFuture(stuck);
        }
        PageSequence sequence = new PageSequence(spanned(), Long.MAX_VALUE);
        reading = last == null ? fetcher.first(sequence) : fetcher.after(sequence, last);
        return reading;
    }

    void accept(Page page) {
        reading = null;
        Set<String> seen = last == null ? Set.of() : last.ids();
        Page fresh = page.without(seen);
        ready.addAll(fresh.items());
        count += fresh.items().size();
        complete = !page.hasMore();
        last = page;
        if (!complete) {
            try {
                trail.follow(page);
            } catch (PageWalkException e) {
                stuck = e;
            }
        }
    }

    /** The same page is due again. */
    void readFailed() {
        reading = null;
    }

    void cancel() {
        complete = true;
        if (reading != null) {
            reading.cancel(true);
        }
    }

    /** Leaves everything older than {@code since} to others. */
    void endAt(long since) {
        from = since;
    }

    /**
     * Hands the older part of the rest to new slices, newest first.
     *
     * @param parts the number of slices that the rest is cut into, this one included
     */
    List<TimeSlice> split(int parts) {
        long newest = last.last().created();
        long oldest = from;
        List<TimeSlice> others = new ArrayList<>(parts - 1);
        for (int part = 1; part < parts; part++) {
            long cut = newest - (newest - oldest) * part / parts;
            long next = newest - (newest - oldest) * (part + 1) / parts;
            if (part == 1) {
                from = cut;
            }
            if (next < cut) {
                others.add(new TimeSlice(list, part + 1 == parts ? oldest : next, cut));
            }
        }
        return others;
    }

    private StripeCall spanned() {
        Map<String, Object> span = new LinkedHashMap<>();
        if (from != null) {
            span.put("gte", from);
        }
        if (to != null) {
            span.put("lt", to);
        }
        Map<String, Object> params = new LinkedHashMap<>(list.params());
        if (span.isEmpty()) {
            params.remove("created");
        } else {
            params.put("created", span);
        }
        if (startAfter != null && last == null) {
            params.put("starting_after", startAfter);
        }
        return list.with(params);
    }
}
