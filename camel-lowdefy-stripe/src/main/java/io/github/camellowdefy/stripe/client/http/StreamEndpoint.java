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
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.EndpointInfo;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** What one request holds of a {@link SharedConnection}. */
final class StreamEndpoint extends AsyncConnectionEndpoint {

    private final AtomicReference<SharedConnection> shared;

    StreamEndpoint(SharedConnection connection) {
        this.shared = new AtomicReference<>(connection);
    }

    /** The connection; an exception once the request has let go of it. */
    SharedConnection connection() {
        SharedConnection connection = shared.get();
        if (connection == null) {
            throw new ConnectionShutdownException();
        }
        return connection;
    }

    /** Lets go of the connection; null when that was done before. */
    SharedConnection detach() {
        return shared.getAndSet(null);
    }

    @Override
    public void execute(
            String id,
            AsyncClientExchangeHandler handler,
            HandlerFactory<AsyncPushConsumer> pushes,
            HttpContext context) {
        SharedConnection connection = connection();
        ((ExchangeContext) context).whenWritten(connection.handedOver());
        connection.endpoint().execute(id, handler, pushes, context);
    }

    @Override
    public boolean isConnected() {
        SharedConnection connection = shared.get();
        return connection != null && connection.endpoint().isConnected();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        // time is kept for each exchange, not for the socket they share
    }

    @Override
    public EndpointInfo getInfo() {
        SharedConnection connection = shared.get();
        return connection == null ? null : connection.endpoint().getInfo();
    }

    @Override
    public void close(CloseMode mode) {
        SharedConnection connection = shared.get();
        if (connection != null) {
            connection.retire();
        }
    }
}
