// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class RouteWorkersTest {

    /** The moments after which threads come and go get long on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private RouteWorkers workers;

    @BeforeEach
    void start() {
        context.start();
        workers = new RouteWorkers(context);
    }

    @AfterEach
    void stop() {
        workers.close();
        context.stop();
    }

    @Test
    void aThousandQuickStepsNeedNoMoreThanTheUsualThreads() throws Exception {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch ended = new CountDownLatch(1_000);
        for (int i = 0; i < 1_000; i++) {
            workers.execute(
                    () -> {
                        used.add(Thread.currentThread());
                        ended.countDown();
                    });
        }
        ended.await();
        assertThat(used).hasSizeLessThanOrEqualTo(RouteWorkers.USUAL);
    }

    @Test
    void stepsThatWaitForEachOtherAllEnd() throws Exception {
        int steps = RouteWorkers.USUAL + 8;
        CountDownLatch started = new CountDownLatch(steps);
        CountDownLatch ended = new CountDownLatch(steps);
        for (int i = 0; i < steps; i++) {
            workers.execute(
                    () -> {
                        started.countDown();
                        await(started);
                        ended.countDown();
                    });
        }
        assertThat(ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void moreThreadsComeWhenMoreWaitsThanOneSeesTo() {
        Semaphore turns = new Semaphore(0);
        for (int i = 0; i < 10_000; i++) {
            workers.execute(turns::acquireUninterruptibly);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(
                        () -> {
                            turns.release();
                            return workers.size() > 4;
                        });
        turns.release(10_000);
    }

    @Test
    void threadsThatAreNeededNoMoreGo() throws Exception {
        stepsThatWaitForEachOtherAllEnd();

        Awaitility.await().atMost(PATIENCE).until(() -> workers.size() < 16);
    }

    @Test
    void whatComesAfterTheEndRunsAtOnceAndIsNotLost() {
        workers.close();
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        workers.execute(() -> ranOn.set(Thread.currentThread()));
        assertThat(ranOn).hasValue(Thread.currentThread());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
