// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.StripeConnection;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.connection.SharedConnections.Lease;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.camel.Route;

/**
 * A producer's share in a connection, and its calls under way: kept as long as the producer runs or
 * one of its calls is under way. A producer that Camel has evicted from its cache may still be
 * handed an exchange, or have to read the next page of a list: the connection is then opened again.
 */
final class HeldConnection {

    /** A call under way: its place in the order they were made, and its route, or null. */
    private record UnderWay(long place, Route route) {}

    private final Callable<Lease> connect;
    private final Map<StripeCallFuture, UnderWay> calls = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();
    private Lease lease;
    private volatile StripeConnection connection;
    private int holders;

    HeldConnection(Callable<Lease> connect) {
        this.connect = connect;
    }

    /** Holds the connection until {@link #release()}. */
    synchronized Lease hold() throws Exception {
        if (lease == null) {
            lease = connect.call();
            connection = lease.connection();
        }
        holders++;
        return lease;
    }

    void release() {
        Lease last = null;
        synchronized (this) {
            if (--holders == 0) {
                last = lease;
                lease = null;
            }
        }
        if (last != null) {
            last.close();
        }
    }

    /**
     * Sends a call, which holds the connection until it has ended.
     *
     * @param open whether Stripe may have acted on an earlier call under the same key
     * @param route the route that makes the call, or null where a template makes it
     */
    StripeCallFuture send(StripeCall call, AnswerFormat format, boolean open, Route route)
            throws Exception {
        hold();
        // taken first, so that a call is older than any that is made once it is under way
        UnderWay underWay = new UnderWay(made.incrementAndGet(), route);
        StripeCallFuture answer = connection.send(call, format, open);
        calls.put(answer, underWay);
        answer.whenComplete(
                (received, failure) -> {
                    calls.remove(answer);
                    release();
                });
        return answer;
    }

    /**
     * Fails the calls of the routes that were stopped, the youngest first, so that no call that
     * ends gives its turn to a waiting one.
     */
    void abandonCalls(Predicate<Route> stopped) {
        calls.entrySet().stream()
                .filter(call -> stopped.test(call.getValue().route))
                .sorted(Comparator.comparingLong(call -> -call.getValue().place))
                .forEach(call -> call.getKey().abandon("the route was stopped"));
    }
}
