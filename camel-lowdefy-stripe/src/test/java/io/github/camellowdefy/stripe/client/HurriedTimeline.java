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
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Time that passes a hundred times as fast. */
public record HurriedTimeline(Timeline real) implements Timeline {

    private static final int FACTOR = 100;

    @Override
    public long nanoTime() {
        return real.nanoTime() * FACTOR;
    }

    @Override
    public Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
        long nanos = unit.toNanos(delay);
        return real.schedule(
                task, nanos > 0 ? Math.max(1, nanos / FACTOR) : 0, TimeUnit.NANOSECONDS);
    }
}
