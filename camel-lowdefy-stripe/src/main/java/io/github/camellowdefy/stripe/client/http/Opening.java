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
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.client.SharedConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A connection that is being opened, and the requests that wait to share it, should it speak
 * HTTP/2. They are handed over as fast as the server takes them, since how many it takes is not
 * known yet. Thread-safe.
 */
public final class Opening {

    private final Deque<ConnectionWish> waiting = new ArrayDeque<>();
    private boolean over;

    /** Has one more wait; false when there are as many as fit or it is too late. */
    synchronized boolean add(ConnectionWish wish) {
        boolean room = !over && waiting.size() < SharedConnection.MOST_STREAMS - 1;
        if (room) {
            waiting.add(wish);
        }
        return room;
    }

    public synchronized boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /**
     * The next to use the connection, which has taken it in; null when there is none, or no room.
     */
    synchronized ConnectionWish next(SharedConnection connection) {
        return !waiting.isEmpty() && connection.join() ? waiting.poll() : null;
    }

    /** Ends the wait of those that are left. */
    synchronized List<ConnectionWish> end() {
        over = true;
        List<ConnectionWish> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }
}
