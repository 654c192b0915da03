// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.page.Page.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * All items of a list, search or v2 list, page by page, with the next page fetched while this one
 * is used. Holds two pages at most. An item that vanishes or appears meanwhile neither ends the
 * walk nor makes another one come twice.
 */
public final class PageWalk implements ItemIterator {

    private final PageFetcher fetcher;
    private final PageSequence sequence;
    private final CursorTrail trail;
    private final Deque<Item> ready = new ArrayDeque<>();
    private Set<String> idsOfLastPage = Set.of();
    private long wanted;
    private Supplier<CompletableFuture<Page>> due;
    private CompletableFuture<Page> ahead;
    private final CompletionStage<?> started;

    /**
     * Starts reading at once.
     *
     * @param call a list, search or v2 list; {@code limit} is 100 unless given, with {@code
     *     ending_before} the walk goes towards newer items
     * @param format the form of the items; {@link AnswerFormat#JSON} gives each item's text
     * @param maxItems where to stop; {@link Long#MAX_VALUE} for all
     * @throws IllegalArgumentException when the operation has no pages
     */
    public PageWalk(CallSender sender, StripeCall call, AnswerFormat format, long maxItems) {
        this.fetcher = new PageFetcher(sender, format, call.operation());
        this.sequence = new PageSequence(call, maxItems);
        this.trail = new CursorTrail(sequence);
        this.wanted = maxItems;
        if (wanted > 0) {
            due = () -> fetcher.first(sequence);
            ahead = due.get();
        }
        this.started = ahead == null ? CompletableFuture.completedStage(null) : ahead;
    }

    @Override
    public CompletionStage<?> started() {
        return started;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && due != null) {
            turn();
        }
        return !ready.isEmpty();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return fetcher.value(ready.removeFirst());
    }

    @Override
    public void close() {
        due = null;
        if (ahead != null) {
            ahead.cancel(true);
        }
    }

    private void turn() {
        Page page = awaitPage();
        for (Item item : sequence.inOrder(page.without(idsOfLastPage))) {
            if (wanted > 0) {
                ready.add(item);
                wanted--;
            }
        }
        idsOfLastPage = page.ids();
        due = wanted > 0 && sequence.goesOn(page) ? after(page) : null;
        ahead = due == null ? null : due.get();
    }

    /** Reads the page after this one; fails without a request where this one leads to none. */
    private Supplier<CompletableFuture<Page>> after(Page page) {
        try {
            trail.follow(page);
            return () -> fetcher.after(sequence, page);
        } catch (PageWalkException e) {
            return () -> CompletableFuture.failedFuture(e);
        }
    }

    private Page awaitPage() {
        if (ahead == null) {
            ahead = due.get();
        }
        try {
            return ahead.join();
        } catch (CompletionException | CancellationException e) {
            ahead = null;
            throw PageWalkException.of(sequence.first().operation().name(), e);
        }
    }
}
