// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands tasks over to a pool. A task the pool does not take, whatever the reason, runs at once, for
 * an exchange that has its answer must not be lost; a task that has begun never begins again.
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
