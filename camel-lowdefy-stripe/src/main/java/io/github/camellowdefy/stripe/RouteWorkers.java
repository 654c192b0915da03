/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The threads on which routes go on once an answer is there, so that what a route does next never
 * keeps the connections' own few threads from reading other answers.
 *
 * <p>They are as few as the processors while they keep up: to wake one more thread costs more than
 * most routes have left to do. When an answer has waited for a whole moment, because the others are
 * in steps that wait themselves, one is added, up to the usual number; beyond it only when nothing
 * at all was finished in that moment, for instance because every thread is in a bean that calls
 * Stripe and waits for an answer, which one more thread lets through.
 */
final class RouteWorkers implements Executor, AutoCloseable {

    private static final int FEW = Math.max(2, Runtime.getRuntime().availableProcessors());
    static final int USUAL = Math.max(16, FEW);
    private static final int MOST = 1_000;
    private static final long MOMENT_MILLIS = 20;
    private static final int CALM_MOMENTS = 250;

    private final CamelContext context;
    private final ExecutorService pool;
    private final AtomicBoolean watched = new AtomicBoolean();

    RouteWorkers(CamelContext context) {
        this.context = context;
        ThreadPoolProfile profile = new ThreadPoolProfile("Stripe");
        profile.setPoolSize(FEW);
        profile.setMaxPoolSize(MOST);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        profile.setKeepAliveTime(30L);
        profile.setAllowCoreThreadTimeOut(true);
        this.pool = context.getExecutorServiceManager().newThreadPool(this, "Stripe", profile);
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
        if (pool instanceof ThreadPoolExecutor threads
                && !threads.getQueue().isEmpty()
                && watched.compareAndSet(false, true)) {
            watch(threads, 0);
        }
    }

    /** Looks again in a moment; {@code calm} is for how many moments nothing has waited. */
    private void watch(ThreadPoolExecutor threads, int calm) {
        Runnable first = threads.getQueue().peek();
        long done = threads.getCompletedTaskCount();
        CompletableFuture.delayedExecutor(MOMENT_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> check(threads, first, done, calm));
    }

    private void check(
            ThreadPoolExecutor threads, Runnable firstBefore, long doneBefore, int calm) {
        if (threads.isShutdown()) {
            return;
        }
        Runnable first = threads.getQueue().peek();
        if (first == null && calm >= CALM_MOMENTS) {
            threads.setCorePoolSize(FEW);
            watched.set(false);
            return;
        }
        int size = threads.getCorePoolSize();
        boolean waits = first != null && first == firstBefore;
        boolean stuck = threads.getCompletedTaskCount() == doneBefore;
        if (waits && (size < USUAL || stuck && size < MOST)) {
            threads.setCorePoolSize(size + 1);
        }
        watch(threads, first == null ? calm + 1 : 0);
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdown(pool);
    }
}
