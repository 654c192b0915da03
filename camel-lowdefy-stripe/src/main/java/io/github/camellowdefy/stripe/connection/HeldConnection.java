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
