// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The threads that continue routes after an answer, so that the next steps of a route never keep
 * the few I/O threads of the connections from reading other answers.
 *
 * <p>The pool has one thread as long as that thread keeps up: waking a second thread costs more
 * than the remaining steps of most routes. Another thread is added, up to the usual number, when an
 * answer has waited for a whole interval, because the other threads are blocked, or when more
 * answers wait than are processed in an interval. Threads beyond that number are added only when no
 * task was finished for several intervals, for instance because every thread is in a bean that
 * calls Stripe and waits for an answer, which one more thread lets through. A thread that has been
 * idle for a while ends. No pool of Camel's {@code ExecutorServiceManager} does both: a bounded
 * pool deadlocks in such beans, and an unbounded one starts a thread for every answer of a burst.
 */
public final class RouteWorkers implements Executor, AutoCloseable {

    static final int USUAL = Math.max(16, Runtime.getRuntime().availableProcessors());
    private static final int MOST = 1_000;

    private final ExecutorServiceManager executors;
    private final ExecutorService pool;
    private final ScheduledExecutorService moments;
    private final AtomicBoolean watched = new AtomicBoolean();

    RouteWorkers(CamelContext context) {
        ThreadPoolProfile profile = new ThreadPoolProfile("Stripe");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        profile.setKeepAliveTime(30L);
        profile.setAllowCoreThreadTimeOut(true);
        this.executors = context.getExecutorServiceManager();
        this.pool = executors.newThreadPool(this, "Stripe", profile);
        this.moments = executors.newSingleThreadScheduledExecutor(this, "StripeWatch");
    }

    /** Runs the task on a worker, or at once where there are none any more. */
    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
            return;
        }
        if (pool instanceof ThreadPoolExecutor threads) {
            watchIfNeeded(threads);
        }
    }

    private void watchIfNeeded(ThreadPoolExecutor threads) {
        if (!threads.getQueue().isEmpty() && !watched.get() && watched.compareAndSet(false, true)) {
            new Watch(threads).start();
        }
    }

    int size() {
        return pool instanceof ThreadPoolExecutor threads ? threads.getPoolSize() : 0;
    }

    @Override
    public void close() {
        executors.shutdownNow(moments);
        executors.shutdown(pool);
    }

    /**
     * Checks the threads at an interval, from the first task that waits until no task has waited
     * for long.
     */
    private final class Watch implements Runnable {
        private static final long MOMENT_MILLIS = 5;
        private static final int STUCK_MOMENTS = 20;
        private static final int IDLE_MOMENTS = 200;

        private final ThreadPoolExecutor threads;
        private ScheduledFuture<?> next;
        private Runnable first;
        private long done;
        private int stuck;
        private int idle;

        Watch(ThreadPoolExecutor threads) {
            this.threads = threads;
        }

        synchronized void start() {
            look();
            next =
                    moments.scheduleWithFixedDelay(
                            this, MOMENT_MILLIS, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            first = threads.getQueue().peek();
            done = threads.getCompletedTaskCount();
        }

        @Override
        public synchronized void run() {
            Runnable firstBefore = first;
            long doneBefore = done;
            look();
            int size = threads.getCorePoolSize();
            if (first != null
                    && (first == firstBefore || threads.getQueue().size() > done - doneBefore)) {
                stuck = done == doneBefore ? stuck + 1 : 0;
                if (size < USUAL || stuck >= STUCK_MOMENTS && size < MOST) {
                    threads.setMaximumPoolSize(size + 1);
                    threads.setCorePoolSize(size + 1);
                    stuck = 0;
                }
            } else if (first == null && threads.getActiveCount() < size && ++idle >= IDLE_MOMENTS) {
                idle = 0;
                goDown(size);
            }
        }

        private void goDown(int size) {
            if (size > 1) {
                threads.setCorePoolSize(size - 1);
                // only a maximum makes a thread go that gets a task now and then
                threads.setMaximumPoolSize(size - 1);
                return;
            }
            next.cancel(false);
            watched.set(false);
            // a task may have come meanwhile and found itself watched
            watchIfNeeded(threads);
        }
    }

    /**
     * Hands tasks over to a pool. A task that the pool rejects, for any reason, runs at once,
     * because an exchange that has its answer must not be lost; a task that was started is never
     * started again.
     */
    public record HandOver(Executor pool) implements Executor {

        @Override
        public void execute(Runnable task) {
            AtomicBoolean begun = new AtomicBoolean();
            Runnable once =
                    () -> {
                        if (begun.compareAndSet(false, true)) {
                            task.run();
                        }
                    };
            try {
                pool.execute(once);
            } catch (Throwable e) {
                if (begun.get()) {
                    throw e;
                }
                once.run();
            }
        }
    }
}
