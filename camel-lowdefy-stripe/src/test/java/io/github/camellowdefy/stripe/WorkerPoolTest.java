// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On which thread a route goes on once it has its answer. */
@Timeout(60)
class WorkerPoolTest {

    private final AtomicReference<String> ranOn = new AtomicReference<>();

    @Test
    void aRouteGoesOnOnAThreadKeptForRoutes() throws Exception {
        assertThat(send(null).getException()).isNull();
        assertThat(ranOn.get()).contains("Stripe").doesNotContain("stripe-io");
    }

    @Test
    void aRouteGoesOnOnTheUsersThreadsWhereThereAreSome() throws Exception {
        ExecutorService pool =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "the-users-own"));
        try {
            assertThat(send(pool).getException()).isNull();
            assertThat(ranOn).hasValue("the-users-own");
            assertThat(pool.isShutdown()).isFalse();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anExecutorThatRunsItsTaskAtOnceSavesTheHandOver() throws Exception {
        assertThat(send(Runnable::run).getException()).isNull();
        assertNothingWasHandedOver();
    }

    @Test
    void aPoolThatTakesNothingMoreLosesNoExchange() throws Exception {
        Executor full =
                task -> {
                    throw new RejectedExecutionException("full");
                };
        assertThat(send(full).getException()).isNull();
        assertNothingWasHandedOver();
    }

    @Test
    void theEndpointsOwnPoolWinsOverTheComponents() throws Exception {
        try (Routes routes =
                Routes.start(
                        context -> {
                            context.getComponent("stripe", StripeComponent.class)
                                    .getConfiguration()
                                    .setWorkerPool(Runnable::run);
                            context.getRegistry()
                                    .bind(
                                            "own",
                                            (Executor)
                                                    task ->
                                                            new Thread(task, "of-endpoint")
                                                                    .start());
                        },
                        r ->
                                r.from("direct:call")
                                        .to("stripe:balance/retrieve?workerPool=#bean:own")
                                        .process(done -> noteThread()))) {
            routes.send("direct:call", null);
        }
        assertThat(ranOn).hasValue("of-endpoint");
    }

    /** On the thread that read the answer, or the caller's where the answer was there first. */
    private void assertNothingWasHandedOver() {
        assertThat(ranOn.get()).matches("stripe-io.*|" + Thread.currentThread().getName());
    }

    private Exchange send(Executor pool) throws Exception {
        try (Routes routes =
                Routes.start(
                        context ->
                                context.getComponent("stripe", StripeComponent.class)
                                        .getConfiguration()
                                        .setWorkerPool(pool),
                        r ->
                                r.from("direct:call")
                                        .to("stripe:balance/retrieve")
                                        .process(done -> noteThread()))) {
            return routes.send("direct:call", null);
        }
    }

    private void noteThread() {
        ranOn.set(Thread.currentThread().getName());
    }
}
