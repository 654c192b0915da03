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

/**
 * The threads on which routes go on once an answer is there, so that what a route does next never
 * keeps the connections' own few threads from reading other answers. There are few of these as
 * well. Should all of them wait, for instance each in a bean that calls Stripe and waits for an
 * answer, one more is added each time a moment passes without progress.
 */
final class RouteWorkers implements Executor, AutoCloseable {

    private static final int USUAL = 10;
    private static final int MOST = 1_000;
    private static final long MOMENT_MILLIS = 50;

    private final CamelContext context;
    private final ExecutorService pool;
    private final AtomicBoolean watched = new AtomicBoolean();

    RouteWorkers(CamelContext context) {
        this.context = context;
        ThreadPoolProfile profile = new ThreadPoolProfile("Stripe");
        profile.setPoolSize(USUAL);
        profile.setMaxPoolSize(MOST);
        profile.setMaxQueueSize(-1);
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
            watch(threads);
        }
    }

    private void watch(ThreadPoolExecutor threads) {
        long done = threads.getCompletedTaskCount();
        CompletableFuture.delayedExecutor(MOMENT_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> check(threads, done));
    }

    private void check(ThreadPoolExecutor threads, long doneBefore) {
        int size = threads.getCorePoolSize();
        if (threads.getQueue().isEmpty() || threads.isShutdown()) {
            threads.setCorePoolSize(USUAL);
            watched.set(false);
            return;
        }
        if (threads.getCompletedTaskCount() == doneBefore && size < MOST) {
            threads.setCorePoolSize(size + 1);
        }
        watch(threads);
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdown(pool);
    }
}
