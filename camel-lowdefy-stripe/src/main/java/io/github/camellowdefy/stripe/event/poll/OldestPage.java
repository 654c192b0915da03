// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import java.util.concurrent.CompletableFuture;

/**
 * Finds the oldest events of a span of time. The account lists its newest first, and walking down
 * from there would read everything to find the end; this halves the span until what is left of it
 * fits on one page.
 */
record OldestPage(EventSource source) {

    /**
     * The page that holds the oldest events created at {@code from} or later, in Unix seconds.
     *
     * @param newest the first page of these events; more than fit on it
     */
    static CompletableFuture<EventPage> find(EventSource source, long from, EventPage newest) {
        return new OldestPage(source).search(from, EventWindow.created(newest.newest()) + 1);
    }

    /** Nothing is before {@code from}, and more than a page is between it and {@code before}. */
    private CompletableFuture<EventPage> search(long from, long before) {
        long middle = from + (before - from) / 2;
        if (middle == from) {
            EventQuery second = EventQuery.between(from, before);
            return source.page(second).thenCompose(page -> descend(second, page));
        }
        return source.page(EventQuery.between(from, middle))
                .thenCompose(
                        page -> {
                            if (page.isEmpty()) {
                                return search(middle, before);
                            }
                            return page.hasMore()
                                    ? search(from, middle)
                                    : CompletableFuture.completedFuture(page);
                        });
    }

    /** More events in one second than fit on a page: down to its first, page by page. */
    private CompletableFuture<EventPage> descend(EventQuery second, EventPage page) {
        if (!page.hasMore() || page.isEmpty()) {
            return CompletableFuture.completedFuture(page);
        }
        return source.page(second.olderThan(page.oldest().id()))
                .thenCompose(
                        older ->
                                older.isEmpty() || older.oldest().id().equals(page.oldest().id())
                                        ? CompletableFuture.completedFuture(page)
                                        : descend(second, older));
    }
}
