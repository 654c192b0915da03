// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.page.Page.Item;
import io.github.camellowdefy.stripe.client.page.SliceState.Span;
import io.github.camellowdefy.stripe.client.settings.StripeThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(ResumableBackfill.class);

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
    private final StripeCall list;
    private final int pageSize;
    private final int sideBySide;
    private final Duration lease;
    private final SharedSlices slices;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final List<SliceReading> readings = new ArrayList<>();
    private final ScheduledExecutorService renewals;
    private long wanted;
    private boolean searchDue = true;
    private boolean promised;
    private Throwable failure;
    private SliceReading givenBy;
    private Item given;

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
        this.list = sliced.list();
        this.pageSize = sliced.pageSize();
        this.sideBySide = sideBySide;
        this.wanted = maxItems;
        this.lease = shared.lease();
        this.slices =
                new SharedSlices(
                        shared.positions(),
                        shared.name(),
                        lease,
                        shared.clock(),
                        new Span(sliced.bounds().from(), sliced.bounds().to()));
        this.renewals = new ScheduledThreadPoolExecutor(1, new StripeThreads("stripe-backfill"));
        long pause = Math.max(1, lease.toMillis() / 3);
        renewals.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
        try {
            pump();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        if (readings.isEmpty()) {
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
                throwFailure();
                pump();
                reading = readings.stream().anyMatch(SliceReading::isBeingRead);
                if (arrivals.isEmpty() && !reading) {
                    if (slices.areAllDone()) {
                        return false;
                    }
                    if (givenBy != null) {
                        // others may wait for this item to be processed, as this one for theirs
                        promised = true;
                        return true;
                    }
                }
            }
            await(reading);
        }
    }

    @Override
    public Object next() {
        processed();
        if (!hasNext()) {
            if (promised) {
                promised = false;
                return null;
            }
            throw new NoSuchElementException();
        }
        promised = false;
        synchronized (this) {
            givenBy = ready();
            given = givenBy.take();
            wanted--;
            if (wanted > 0) {
                pump();
            }
            return fetcher.value(given);
        }
    }

    @Override
    public synchronized void processed() {
        SliceReading reading = givenBy;
        if (reading == null) {
            return;
        }
        givenBy = null;
        boolean endOfPage = reading.processed(given);
        if ((endOfPage || reading.isDrained()) && readings.contains(reading)) {
            save(reading);
        }
    }

    @Override
    public synchronized void close() {
        wanted = 0;
        renewals.shutdown();
        arrivals.add(CLOSED);
        List<SliceReading> left = List.copyOf(readings);
        readings.clear();
        for (SliceReading reading : left) {
            reading.cancel();
            try {
                slices.save(reading.span(), reading.position(), reading.cuts(), false, false);
            } catch (RuntimeException e) {
                LOG.warn(
                        "The progress of {} could not be saved; what it has read since it was saved last is read again: {}",
                        list.operation().name(),
                        e.toString());
            }
        }
    }

    private SliceReading ready() {
        return readings.stream().filter(SliceReading::hasReady).findFirst().orElse(null);
    }

    private void throwFailure() {
        if (failure != null) {
            Throwable cause = failure;
            failure = null;
            throw PageWalkException.of(list.operation().name(), cause);
        }
    }

    /** Claims as many slices as this instance may read, and asks for the pages that are due. */
    private synchronized void pump() {
        for (SliceReading reading : List.copyOf(readings)) {
            if (reading.isDrained() && reading != givenBy) {
                save(reading);
            }
        }
        while (searchDue
                && readings.stream().filter(reading -> !reading.isDrained()).count() < sideBySide) {
            Set<Span> mine = readings.stream().map(SliceReading::span).collect(Collectors.toSet());
            Map.Entry<Span, SliceState> claimed = slices.claim(mine);
            if (claimed == null) {
                searchDue = false;
            } else {
                readings.add(
                        new SliceReading(list, pageSize, claimed.getKey(), claimed.getValue()));
            }
        }
        for (SliceReading reading : readings) {
            if (reading.isDue()) {
                read(reading);
            }
        }
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
        if (!readings.contains(reading)) {
            return;
        }
        if (arrival.problem() != null) {
            if (!reading.readFailed(arrival.problem())) {
                failure = arrival.problem();
            }
            return;
        }
        if (!reading.isVerified() && !slices.isMine(reading.span())) {
            drop(reading);
            return;
        }
        reading.verify();
        if (reading.accept(arrival.page())) {
            save(reading);
            searchDue = true;
        }
        failure = reading.stuck() != null ? reading.stuck() : failure;
    }

    /** Notes how far a slice was processed; one that has been read to its end is let go. */
    private void save(SliceReading reading) {
        boolean done = reading.isDrained() && reading != givenBy;
        boolean mine = slices.save(reading.span(), reading.position(), reading.cuts(), done, true);
        if (done || !mine) {
            drop(reading);
        }
    }

    private void drop(SliceReading reading) {
        reading.cancel();
        readings.remove(reading);
        searchDue = true;
    }

    private synchronized void renew() {
        for (SliceReading reading : List.copyOf(readings)) {
            try {
                save(reading);
            } catch (RuntimeException e) {
                LOG.warn(
                        "The lease on a slice of {} could not be renewed; another instance may read it, too: {}",
                        list.operation().name(),
                        e.toString());
            }
        }
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
                    searchDue = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PageWalkException.of(list.operation().name(), e);
        }
    }
}
