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

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.util.Timeout;

/**
 * A request's wish for a connection.
 *
 * @param future ends when it is granted, refused or given up
 */
record ConnectionWish(
        String id,
        HttpRoute route,
        Object state,
        Timeout timeout,
        ComplexFuture<AsyncConnectionEndpoint> future) {

    /** Asks a pool for it. */
    void askOf(AsyncClientConnectionManager pool, FutureCallback<AsyncConnectionEndpoint> granted) {
        future.setDependency(pool.lease(id, route, state, timeout, granted));
    }
}
