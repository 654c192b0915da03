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

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads and sockets of one connection. */
final class ConnectionRuntime implements AutoCloseable {

    private static final int UPLOADS_AT_ONCE = 8;

    private final SystemTimeline timeline = new SystemTimeline();
    private final ThreadPoolExecutor readers =
            new ThreadPoolExecutor(
                    UPLOADS_AT_ONCE,
                    UPLOADS_AT_ONCE,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    new StripeThreads("stripe-upload"));
    private final HttpEngine engine;
    private final HttpTransport transport;

    ConnectionRuntime(ConnectionSettings settings) {
        // a wrong base URL is better known at the start than at the first call
        settings.bases().values().forEach(Origin::of);
        readers.allowCoreThreadTimeOut(true);
        engine = new HttpEngine(timeline);
        transport = new HttpClient5Transport(settings, engine, timeline, readers);
    }

    Timeline timeline() {
        return timeline;
    }

    HttpTransport transport() {
        return transport;
    }

    @Override
    public void close() {
        timeline.close();
        // in this order: I/O threads end by themselves once they have no sockets
        transport.close();
        engine.close();
        readers.shutdownNow();
    }
}
