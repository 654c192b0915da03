// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.event.StripeEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Walks from one event, or one time, to the newest event, page by page, oldest first. The next page
 * is asked for as soon as one has come, so that it is there when this one has been processed.
 */
final class EventWalk implements AutoCloseable {

    /** How old the knowledge of the newest event may be before it is asked for again. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final EventSource source;
    private final long lookbackSeconds;
    private final Clock clock;

    private volatile long newestKnown = EventWindow.NEVER;
    private volatile Instant newestAsked = Instant.MIN;
    private CompletableFuture<Step> next;
    private String after;

    /**
     * One page.
     *
     * @param oldestFirst its events
     * @param newestKnown a time, in Unix seconds, that had come before they were read
     * @param hasMore whether the walk has more pages
     */
    record Step(List<StripeEvent> oldestFirst, long newestKnown, boolean hasMore) {

        private String last() {
            return oldestFirst.get(oldestFirst.size() - 1).id();
        }
    }

    private EventWalk(EventSource source, long lookbackSeconds, Clock clock) {
        this.source = source;
        this.lookbackSeconds = lookbackSeconds;
        this.clock = clock;
    }

    /** From the event after this one. */
    static EventWalk after(String id, EventSource source, long lookbackSeconds, Clock clock) {
        EventWalk walk = new EventWalk(source, lookbackSeconds, clock);
        walk.after = id;
        walk.next = walk.read(EventQuery.after(id));
        return walk;
    }

    /** From the first event created at this time or later, in Unix seconds. */
    static EventWalk from(long seconds, EventSource source, long lookbackSeconds, Clock clock) {
        EventWalk walk = new EventWalk(source, lookbackSeconds, clock);
        walk.next =
                source.page(EventQuery.between(seconds, null))
                        .thenCompose(newest -> walk.firstOf(seconds, newest));
        return walk;
    }

    /**
     * The next page, waiting for it; null at the end.
     *
     * @throws IllegalStateException when the page leads to itself, so that the walk would never end
     */
    Step next() throws ExecutionException, InterruptedException {
        if (next == null) {
            return null;
        }
        Step step = next.get();
        boolean goesOn = step.hasMore() && !step.oldestFirst().isEmpty();
        if (goesOn && step.last().equals(after)) {
            next = null;
            throw new IllegalStateException(
                    "Stripe says that more events follow, but its list does not move on from %s."
                            .formatted(Excerpt.of(after)));
        }
        after = goesOn ? step.last() : null;
        next = goesOn ? read(EventQuery.after(after)) : null;
        return step;
    }

    /** Cancels the page that was requested and has not arrived. */
    @Override
    public void close() {
        if (next != null) {
            next.cancel(true);
            next = null;
        }
    }

    private CompletableFuture<Step> firstOf(long seconds, EventPage newest) {
        if (!newest.hasMore()) {
            return CompletableFuture.completedFuture(step(newest));
        }
        knowNewest(newest);
        return OldestPage.find(source, seconds, newest).thenApply(page -> step(page, true));
    }

    private CompletableFuture<Step> read(EventQuery query) {
        return source.page(query)
                .thenCompose(
                        page ->
                                isOutrun(page)
                                        ? askForNewest().thenCompose(now -> source.page(query))
                                        : CompletableFuture.completedFuture(page))
                .thenApply(this::step);
    }

    /**
     * Whether the page may be settled without this walk knowing: it is then read again once the
     * newest event is known. A page that ends the walk tells by itself.
     */
    private boolean isOutrun(EventPage page) {
        return page.hasMore()
                && !page.isEmpty()
                && EventWindow.created(page.newest()) >= newestKnown - lookbackSeconds
                && newestAsked.plus(FRESH).isBefore(clock.instant());
    }

    private CompletableFuture<Void> askForNewest() {
        return source.page(EventQuery.newest()).thenAccept(this::knowNewest);
    }

    private void knowNewest(EventPage page) {
        newestAsked = clock.instant();
        if (!page.isEmpty()) {
            newestKnown = Math.max(newestKnown, EventWindow.created(page.newest()));
        }
    }

    private Step step(EventPage page) {
        return step(page, page.hasMore());
    }

    private Step step(EventPage page, boolean hasMore) {
        long known =
                page.isEmpty()
                        ? newestKnown
                        : Math.max(newestKnown, EventWindow.created(page.newest()));
        return new Step(page.oldestFirst(), known, hasMore);
    }
}
