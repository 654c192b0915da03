// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Time that stands still until a test lets it pass. */
public final class VirtualTimeline implements Timeline {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong((Task task) -> task.due)
                            .thenComparingLong(task -> task.number));
    private final List<Duration> waits = new ArrayList<>();
    private long now;
    private long numbers;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Task entry;
        synchronized (this) {
            entry = new Task(task, now + unit.toNanos(delay), numbers++);
            if (delay > 0) {
                tasks.add(entry);
                waits.add(Duration.ofNanos(unit.toNanos(delay)));
            }
        }
        if (delay <= 0) {
            entry.run();
        }
        return entry;
    }

    /** Lets time pass, doing what is due on the way. */
    public void advance(Duration time) {
        long end = nanoTime() + time.toNanos();
        for (Task next = next(end); next != null; next = next(end)) {
            next.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    /** Every delay asked for so far. */
    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    /** What is yet to come and was not cancelled. */
    synchronized int pending() {
        return tasks.size();
    }

    private synchronized Task next(long end) {
        if (tasks.isEmpty() || tasks.element().due > end) {
            return null;
        }
        Task task = tasks.remove();
        now = Math.max(now, task.due);
        return task;
    }

    private final class Task extends FutureTask<Void> {
        final long due;
        final long number;

        Task(Runnable task, long due, long number) {
            super(task, null);
            this.due = due;
            this.number = number;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            synchronized (VirtualTimeline.this) {
                return tasks.remove(this);
            }
        }

        @Override
        protected void setException(Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
