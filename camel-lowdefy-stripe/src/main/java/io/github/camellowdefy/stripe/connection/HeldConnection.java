// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import java.util.concurrent.Callable;

/**
 * A producer's share in a connection: kept as long as the producer runs or a call of it is under
 * way. A producer that Camel has evicted from its cache may still be handed an exchange, or have to
 * read the next page of a list: the connection is then opened again.
 */
public final class HeldConnection {

    private final Callable<SharedConnections.Lease> connect;
    private SharedConnections.Lease lease;
    private int holders;

    public HeldConnection(Callable<SharedConnections.Lease> connect) {
        this.connect = connect;
    }

    /** Holds the connection until {@link #release()}. */
    public synchronized SharedConnections.Lease hold() throws Exception {
        if (lease == null) {
            lease = connect.call();
        }
        holders++;
        return lease;
    }

    public void release() {
        SharedConnections.Lease last = withoutHolder();
        if (last != null) {
            last.close();
        }
    }

    private synchronized SharedConnections.Lease withoutHolder() {
        if (--holders > 0) {
            return null;
        }
        SharedConnections.Lease last = lease;
        lease = null;
        return last;
    }
}
