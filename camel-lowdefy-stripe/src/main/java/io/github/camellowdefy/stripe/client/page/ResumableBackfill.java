// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.settings.StripeThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A long list read side by side, by one or several instances, whose progress outlives them: a run
 * goes on where earlier ones have stopped, and ends when all of the list has been read. Each item
 * comes at least once. An item counts as processed when the next one is taken, or by {@link
 * #processed()}.
 *
 * <p>Holds at most one page for each slice that is read at once, so that little is read again after
 * a crash. While only other instances have something left to read, {@link #hasNext()} is true, for
 * one of them may stop; {@link #next()} then waits, and is null where they have read the rest.
 */
public final class ResumableBackfill implements ItemIterator {

    /**
     * What all instances agree on.
     *
     * @param positions where the progress is kept
     * @param name what the list is called there
     * @param lease how long a slice stays with an instance that was killed
     */
    public record Shared(Positions positions, String name, Duration lease, Clock clock) {}

    /** A page that has come, or why it has not. */
    private record Arrival(SliceReading reading, Page page, Throwable problem) {}

    private static final Arrival CLOSED = new Arrival(null, null, null);

    private final PageFetcher fetcher;
    private final String operation;
    private final int sideBySide;
    private final Duration lease;
    private final SharedSlices slices;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService renewals;
    private long wanted;
    private boolean promised;
    private Throwable failure;
    private SliceReading givenBy;

    /**
     * Starts reading at once. Asks for the progress of earlier runs, which may block.
     *
     * @param call a v1 list whose operation takes the {@code created} filter
     * @param format what the items become
     * @param sideBySide how many slices this instance reads at once, at least 1
     * @param maxItems where to stop; {@link Long#MAX_VALUE} for all
     * @throws io.github.camellowdefy.stripe.call.InvalidStripeCallException when the call cannot be
     *     cut by time
     */
    public ResumableBackfill(
            CallSender sender,
            StripeCall call,
            AnswerFormat format,
            int sideBySide,
            long maxItems,
            Shared shared) {
        SlicedList sliced = SlicedList.of(call);
        this.fetcher = new PageFetcher(sender, format, call.operation());
        this.operation = call.operation().name();
        this.sideBySide = sideBySide;
        this.wanted = maxItems;
        this.lease = shared.lease();
        this.slices = new SharedSlices(shared, sliced);
        this.renewals = new ScheduledThreadPoolExecutor(1, new StripeThreads("stripe-backfill"));
        long pause = Math.max(1, lease.toMillis() / 3);
        renewals.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
        try {
            pump();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        if (slices.readings().isEmpty()) {
            started.complete(null);
        }
    }

    @Override
    public CompletionStage<?> started() {
        return started;
    }

    @Override
    public boolean hasNext() {
        while (true) {
            boolean reading;
            synchronized (this) {
                for (Arrival arrival = arrivals.poll();
                        arrival != null;
                        arrival = arrivals.poll()) {
                    arrived(arrival);
                }
                if (wanted <= 0) {
                    return false;
                }
                if (ready() != null) {
                    promised = true;
                    return true;
                }
                if (failure != null) {
                    Throwable cause = failure;
                    failure = null;
                    throw PageWalkException.of(operation, cause);
                }
                pump();
                reading = slices.readings().stream().anyMatch(SliceReading::isBeingRead);
                boolean allDone = slices.areAllDone();
                if (arrivals.isEmpty() && !reading && (allDone || givenBy != null)) {
                    // others may wait for this item to be processed, as this one for theirs
                    promised |= !allDone;
                    return !allDone;
                }
            }
            await(reading);
        }
    }

    @Override
    public Object next() {
        processed();
        while (hasNext()) {
            synchronized (this) {
                givenBy = ready();
                // null where a renewal has found in between that the lease was lost
                if (givenBy != null) {
                    promised = false;
                    Object value = fetcher.value(givenBy.take());
                    if (--wanted > 0) {
                        pump();
                    }
                    return value;
                }
            }
        }
        if (promised) {
            promised = false;
            return null;
        }
        throw new NoSuchElementException();
    }

    @Override
    public synchronized void processed() {
        SliceReading reading = givenBy;
        if (reading == null) {
            return;
        }
        givenBy = null;
        boolean endOfPage = reading.processed();
        if ((endOfPage || reading.isDone()) && slices.isReading(reading)) {
            slices.save(reading);
        }
    }

    @Override
    public synchronized void close() {
        wanted = 0;
        renewals.shutdown();
        arrivals.add(CLOSED);
        slices.release();
    }

    private SliceReading ready() {
        return slices.readings().stream().filter(SliceReading::hasReady).findFirst().orElse(null);
    }

    /** Claims as many slices as this instance may read, and asks for the pages that are due. */
    private synchronized void pump() {
        slices.claim(sideBySide);
        slices.readings().stream().filter(SliceReading::isDue).forEach(this::read);
    }

    private void read(SliceReading reading) {
        reading.read(fetcher)
                .whenComplete(
                        (page, problem) -> {
                            arrivals.add(new Arrival(reading, page, problem));
                            if (problem == null || reading.isGone(problem)) {
                                started.complete(null);
                            } else {
                                started.completeExceptionally(problem);
                            }
                        });
    }

    private void arrived(Arrival arrival) {
        SliceReading reading = arrival.reading();
        if (!slices.isReading(reading)) {
            return;
        }
        if (arrival.problem() != null) {
            if (!reading.readFailed(arrival.problem())) {
                failure = arrival.problem();
            }
        } else if (slices.verify(reading)) {
            if (reading.accept(arrival.page())) {
                slices.save(reading);
                slices.searchAgain();
            }
            failure = reading.stuck() != null ? reading.stuck() : failure;
        }
    }

    private synchronized void renew() {
        slices.renew();
    }

    /** Waits for a page, or where only others have something left, for a part of their lease. */
    private void await(boolean reading) {
        try {
            Arrival arrival =
                    reading
                            ? arrivals.take()
                            : arrivals.poll(lease.toMillis() / 4 + 1, TimeUnit.MILLISECONDS);
            synchronized (this) {
                if (arrival != null) {
                    arrived(arrival);
                } else {
                    slices.searchAgain();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PageWalkException.of(operation, e);
        }
    }
}
