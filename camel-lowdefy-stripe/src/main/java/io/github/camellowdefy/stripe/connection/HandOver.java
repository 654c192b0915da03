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
