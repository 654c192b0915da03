// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Keeps so many asynchronous calls under way: each answer starts the next call. */
final class Chains {

    private final IntFunction<CompletableFuture<?>> call;
    private final int calls;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Chains(IntFunction<CompletableFuture<?>> call, int calls) {
        this.call = call;
        this.calls = calls;
    }

    static void run(int calls, int concurrency, IntFunction<CompletableFuture<?>> call) {
        Chains chains = new Chains(call, calls);
        for (int i = 0; i < concurrency; i++) {
            chains.next();
        }
        chains.done.join();
    }

    private void next() {
        int number = started.getAndIncrement();
        if (number >= calls) {
            return;
        }
        call.apply(number)
                .whenComplete(
                        (answer, failure) -> {
                            if (failure != null) {
                                done.completeExceptionally(failure);
                            } else if (ended.incrementAndGet() == calls) {
                                done.complete(null);
                            } else {
                                next();
                            }
                        });
    }
}
