// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.settings;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads with a telling name. */
public final class StripeThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    public StripeThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + '-' + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
