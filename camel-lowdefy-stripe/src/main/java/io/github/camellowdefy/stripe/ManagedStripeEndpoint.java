// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.connection.ConnectionView;
import io.github.camellowdefy.stripe.connection.SharedConnections;
import java.util.function.Function;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Shows the connection of an endpoint to JMX: the one that was opened last. */
abstract class ManagedStripeEndpoint extends ScheduledPollEndpoint {

    private volatile SharedConnections.Lease latest;

    ManagedStripeEndpoint(String uri, StripeComponent component) {
        super(uri, component);
    }

    void show(SharedConnections.Lease lease) {
        latest = lease;
    }

    @ManagedAttribute(description = "Name of the connection, which others may share")
    public String getConnectionName() {
        return view(ConnectionView::name, null);
    }

    @ManagedAttribute(description = "Requests on the wire, of the whole connection")
    public int getInFlight() {
        return view(view -> view.snapshot().inFlight(), 0);
    }

    @ManagedAttribute(description = "Calls waiting for their turn")
    public int getQueued() {
        return view(view -> view.snapshot().queued(), 0);
    }

    @ManagedAttribute(description = "Calls waiting for their next attempt")
    public int getWaitingToRetry() {
        return view(view -> view.snapshot().waitingToRetry(), 0);
    }

    @ManagedAttribute(description = "Calls since the connection was opened")
    public long getCalls() {
        return view(view -> view.snapshot().calls(), 0L);
    }

    @ManagedAttribute(description = "Requests made since the connection was opened")
    public long getAttempts() {
        return view(view -> view.snapshot().attempts(), 0L);
    }

    @ManagedAttribute(description = "Repeated attempts by cause, and ended calls by outcome")
    public String getCounters() {
        return view(view -> view.counters().toString(), "");
    }

    @ManagedAttribute(description = "The last failures, the newest last")
    public String[] getRecentErrors() {
        return view(view -> view.errors().toArray(String[]::new), new String[0]);
    }

    private <T> T view(Function<ConnectionView, T> what, T otherwise) {
        SharedConnections.Lease lease = latest;
        return lease == null ? otherwise : what.apply(lease.view());
    }
}
