// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.settings;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Time as a connection sees it: it can be read and waited for without a thread. */
public interface Timeline {

    /** Nanoseconds since some point in the past. */
    long nanoTime();

    /** Runs a task later; it must not block. */
    Future<?> schedule(Runnable task, long delay, TimeUnit unit);
}
