// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time of the sandbox: everything that waits, expires or carries a date follows it. It runs
 * with the system's clock, or stands still, until {@link #advance} moves it on.
 */
public final class SandboxClock implements InstantSource, AutoCloseable {

    private record Task(Instant due, long order, Runnable action) {}

    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    private final InstantSource source;
    private final boolean ticking;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
    private Duration offset = Duration.ZERO;
    private long order;
    private int advances;
    private ScheduledExecutorService timer;
    private ScheduledFuture<?> wakeUp;

    private SandboxClock(InstantSource source, boolean ticking) {
        this.source = source;
        this.ticking = ticking;
    }

    /** A clock that shows the system's time and goes on by itself. */
    public static SandboxClock ticking() {
        return new SandboxClock(InstantSource.system(), true);
    }

    /** A clock that stands at {@code instant} until it is advanced. */
    public static SandboxClock frozenAt(Instant instant) {
        Objects.requireNonNull(instant, "expected an instant, read null");
        return new SandboxClock(InstantSource.fixed(instant), false);
    }

    @Override
    public synchronized Instant instant() {
        return source.instant().plus(offset);
    }

    /** The time in Unix seconds. */
    public long seconds() {
        return instant().getEpochSecond();
    }

    /**
     * Moves the time on. What falls due on the way runs here, in order, each at its own time, and
     * nowhere else: the timer rests meanwhile.
     *
     * @throws IllegalArgumentException when {@code step} is negative, or leads beyond the year 9999
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException(
                    "The sandbox clock only moves on; expected a positive duration, read " + step);
        }
        if (step.compareTo(Duration.between(instant(), END)) > 0) {
            throw new IllegalArgumentException(
                    "The sandbox clock ends with the year 9999; expected a shorter duration, read "
                            + step);
        }
        rest(1);
        try {
            Instant target = instant().plus(step);
            for (Task task = nextDue(target); task != null; task = nextDue(target)) {
                moveTo(task.due());
                task.action().run();
            }
            moveTo(target);
        } finally {
            rest(-1);
            arm();
        }
    }

    /** Goes on from {@code time} where that is later than now; what falls due by it runs next. */
    public void reach(Instant time) {
        moveTo(time);
        arm();
    }

    /**
     * Runs {@code action} once when the time has come; at the next opportunity if it has passed.
     */
    public void schedule(Instant due, Runnable action) {
        synchronized (this) {
            tasks.add(new Task(due, order++, action));
        }
        arm();
    }

    /** Back to the time it would show had nothing moved it; what is scheduled is forgotten. */
    public synchronized void reset() {
        tasks.clear();
        offset = Duration.ZERO;
    }

    /** Forgets what is scheduled and ends the timer. */
    @Override
    public synchronized void close() {
        tasks.clear();
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    private synchronized void rest(int more) {
        advances += more;
    }

    private synchronized Task nextForTimer() {
        return advances > 0 ? null : nextDue(instant());
    }

    private synchronized Task nextDue(Instant target) {
        Task first = tasks.peek();
        return first == null || first.due().isAfter(target) ? null : tasks.poll();
    }

    private synchronized void moveTo(Instant target) {
        Duration ahead = Duration.between(instant(), target);
        if (!ahead.isNegative()) {
            offset = offset.plus(ahead);
        }
    }

    private synchronized void arm() {
        Task first = tasks.peek();
        if (first == null || advances > 0 || !ticking && first.due().isAfter(instant())) {
            return;
        }
        if (timer == null) {
            timer = newTimer();
        }
        if (timer.isShutdown()) {
            return;
        }
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        long wait = Math.max(0, Duration.between(instant(), first.due()).toMillis() + 1);
        wakeUp = timer.schedule(this::runDue, wait, TimeUnit.MILLISECONDS);
    }

    private void runDue() {
        for (Task task = nextForTimer(); task != null; task = nextForTimer()) {
            task.action().run();
        }
        arm();
    }

    private static ScheduledExecutorService newTimer() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, DaemonThreads.named("stripe-sandbox-clock"));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
