// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.control.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the port for a moment and opens it again. All of it happens on one thread, so that
 * closures that overlap end with an open port, and on none of the connector's, which a closure
 * waits for.
 */
final class PortClosure implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortClosure.class);
    private static final long RETRY_MILLIS = 20;
    private static final long PATIENCE_SECONDS = 10;

    private final ServerConnector connector;
    private final ScheduledThreadPoolExecutor thread;

    PortClosure(ServerConnector connector) {
        this.connector = connector;
        thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("stripe-sandbox-port"));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Refuses connections for that long, in real time.
     *
     * @param then what to do once they are refused
     */
    void closeFor(Duration time, Runnable then) {
        thread.execute(
                () -> {
                    shut();
                    thread.schedule(this::open, time.toMillis(), TimeUnit.MILLISECONDS);
                    then.run();
                });
    }

    /** A port that was closed for a moment stays closed from now on. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The sandbox still opens or closes its port");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shut() {
        try {
            connector.stop();
        } catch (Exception e) {
            LOG.error("The sandbox could not close its port {}", connector.getPort(), e);
        }
    }

    private void open() {
        try {
            connector.start();
        } catch (Exception e) {
            LOG.debug("Port {} is taken, trying again", connector.getPort(), e);
            if (!thread.isShutdown()) {
                thread.schedule(this::open, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }
}
