// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.page.Page.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A long list read side by side: slices of its {@code created} time, so many at once, each walked
 * newest first. The same items as the sequential walk gives, each once; in its order when asked to,
 * else as they come. Holds a bounded number of pages however long the list is.
 */
public final class Backfill implements ItemIterator {

    private final PageFetcher fetcher;
    private final String operation;
    private final SlicePlanner planner;
    private final List<TimeSlice> slices = new ArrayList<>();
    private final int sideBySide;
    private final boolean ordered;
    private final int mostReady;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private long wanted;
    private int reading;
    private boolean pumping;
    private Throwable failure;

    /**
     * Starts reading at once.
     *
     * @param call a v1 list whose operation takes the {@code created} filter; its own {@code
     *     created} bounds are kept
     * @param format the form of the items
     * @param sideBySide how many pages are read at once, at least 1
     * @param ordered newest first, as the sequential walk; else as they come
     * @param maxItems where to stop; {@link Long#MAX_VALUE} for all
     * @throws InvalidStripeCallException when the call cannot be cut by time
     */
    public Backfill(
            CallSender sender,
            StripeCall call,
            AnswerFormat format,
            int sideBySide,
            boolean ordered,
            long maxItems) {
        this.fetcher = new PageFetcher(sender, format, call.operation());
        this.operation = call.operation().name();
        this.sideBySide = sideBySide;
        this.ordered = ordered;
        this.wanted = maxItems;
        SlicedList sliced = SlicedList.of(call);
        this.mostReady = sliced.pageSize() * SlicePlanner.PAGES_PER_SLICE * sideBySide;
        this.planner =
                new SlicePlanner(
                        sliced.list(),
                        sliced.pageSize(),
                        sliced.bounds().from(),
                        sliced.bounds().to());
        pump();
    }

    @Override
    public CompletionStage<?> started() {
        return started;
    }

    @Override
    public synchronized boolean hasNext() {
        while (wanted > 0) {
            if (nextReady() != null) {
                return true;
            }
            if (failure != null) {
                Throwable cause = failure;
                failure = null;
                throw PageWalkException.of(operation, cause);
            }
            pump();
            if (nextReady() == null && failure == null) {
                if (isExhausted()) {
                    return false;
                }
                await();
            }
        }
        return false;
    }

    @Override
    public Object next() {
        Item item;
        synchronized (this) {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            TimeSlice slice = nextReady();
            item = slice.ready().removeFirst();
            wanted--;
            if (slice.ready().isEmpty()) {
                slices.removeIf(TimeSlice::isDrained);
            }
            pump();
            if (wanted == 0) {
                close();
            }
        }
        return fetcher.value(item);
    }

    @Override
    public synchronized void close() {
        wanted = 0;
        slices.forEach(TimeSlice::cancel);
        slices.clear();
        notifyAll();
    }

    private TimeSlice nextReady() {
        for (TimeSlice slice : slices) {
            if (!slice.ready().isEmpty()) {
                return slice;
            }
            if (ordered && !slice.isComplete()) {
                return null;
            }
        }
        return null;
    }

    private boolean isExhausted() {
        return reading == 0 && planner.hasEnded() && slices.stream().allMatch(TimeSlice::isDrained);
    }

    /** Starts as many reads as may run; a read that ends at once does not start another inside. */
    private synchronized void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            TimeSlice slice;
            while (wanted > 0
                    && failure == null
                    && reading < sideBySide
                    && (slice = nextDue()) != null) {
                read(slice);
            }
        } finally {
            pumping = false;
        }
    }

    private TimeSlice nextDue() {
        long ready = 0;
        TimeSlice first = null;
        for (TimeSlice slice : slices) {
            ready += slice.ready().size();
            if (first == null && slice.isDue()) {
                first = slice;
            }
        }
        if (ready >= mostReady) {
            // the slice that the reader waits for is always read
            return ordered && first == slices.get(0) && first.ready().isEmpty() ? first : null;
        }
        if (first == null) {
            first = planner.next();
            if (first != null) {
                slices.add(first);
            }
        }
        return first;
    }

    private void read(TimeSlice slice) {
        reading++;
        slice.read(fetcher)
                .whenComplete(
                        (page, problem) -> {
                            turned(slice, page, problem);
                            tellStarted(problem);
                        });
    }

    private void tellStarted(Throwable problem) {
        if (problem == null) {
            started.complete(null);
        } else {
            started.completeExceptionally(problem);
        }
    }

    private synchronized void turned(TimeSlice slice, Page page, Throwable problem) {
        reading--;
        if (problem != null) {
            slice.readFailed();
            failure = wanted > 0 ? problem : null;
        } else if (wanted > 0) {
            slice.accept(page);
            slices.addAll(slices.indexOf(slice) + 1, planner.turned(slice, page));
            slices.removeIf(TimeSlice::isDrained);
            failure = slice.stuck() != null ? slice.stuck() : failure;
            pump();
        }
        notifyAll();
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PageWalkException.of(operation, e);
        }
    }
}
