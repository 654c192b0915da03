// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import io.github.camellowdefy.stripe.client.StripeConnection;

/** Publishes the state of a connection, from its opening until it is closed. */
@FunctionalInterface
public interface ConnectionWatcher {

    /**
     * Begins to watch.
     *
     * @param name tells the connection from the others of the context
     * @return ends it
     */
    Watch watch(String name, StripeConnection connection);

    /** A watch that can be ended. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
