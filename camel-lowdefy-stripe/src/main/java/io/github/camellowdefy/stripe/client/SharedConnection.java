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

import io.github.camellowdefy.stripe.client.http.HttpClients;
import io.github.camellowdefy.stripe.client.http.Opening;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.hc.client5.http.EndpointInfo;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.http.HttpVersion;

/**
 * A pooled connection and the requests under way on it: many where it speaks HTTP/2, one where it
 * does not.
 */
public final class SharedConnection {

    /** Beyond it another connection, and so another I/O thread, does more good. */
    public static final int MOST_STREAMS = 100;

    /**
     * Requests the server has not let begin; more than a moment's worth means it allows no more.
     */
    private static final int MOST_WAITING = 16;

    /** As for pooled connections, which those always in use never are again. */
    private static final long LIFE = HttpClients.LIFE.toNanoseconds();

    private final long opened = System.nanoTime();
    private final HttpRoute route;
    private final AsyncConnectionEndpoint endpoint;
    private final Opening opening;
    private final Runnable room;
    private final AtomicInteger waiting = new AtomicInteger();
    private int streams;
    private boolean retired;

    /**
     * @param opening those that wait for it
     * @param share has them use it, as far as there is room
     */
    public SharedConnection(
            HttpRoute route,
            AsyncConnectionEndpoint endpoint,
            Opening opening,
            Consumer<SharedConnection> share) {
        this.route = route;
        this.endpoint = endpoint;
        this.opening = opening;
        this.room = () -> share.accept(this);
    }

    public HttpRoute route() {
        return route;
    }

    public Opening opening() {
        return opening;
    }

    public AsyncConnectionEndpoint endpoint() {
        return endpoint;
    }

    public boolean isHttp2() {
        EndpointInfo info = endpoint.getInfo();
        return info != null && info.getProtocol().greaterEquals(HttpVersion.HTTP_2_0);
    }

    /** Takes the request it was opened for. */
    public synchronized void enter() {
        streams++;
    }

    /** Takes one request more, if there is room. */
    public synchronized boolean join() {
        boolean room =
                !retired
                        && System.nanoTime() - opened < LIFE
                        && streams < MOST_STREAMS
                        && waiting.get() < MOST_WAITING
                        && endpoint.isConnected();
        if (room) {
            streams++;
        }
        return room;
    }

    /** One request is done; true when it was the last. */
    public synchronized boolean leave() {
        return --streams == 0;
    }

    /** Lets those under way finish and takes no more. */
    public synchronized void retire() {
        retired = true;
    }

    public synchronized boolean isRetired() {
        return retired;
    }

    /** A request was handed over; returns what to run when it begins to be written. */
    public Runnable handedOver() {
        waiting.incrementAndGet();
        return () -> {
            waiting.decrementAndGet();
            hasRoom();
        };
    }

    /** Takes those in that wait for it; one request was begun or has ended. */
    public void hasRoom() {
        if (opening.isAwaited()) {
            room.run();
        }
    }
}
