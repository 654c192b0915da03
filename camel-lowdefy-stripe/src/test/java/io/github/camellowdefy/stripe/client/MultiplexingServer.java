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

import io.github.camellowdefy.stripe.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;

/** An HTTP/2 server that holds requests until told to answer, and counts streams. */
final class MultiplexingServer
        implements AutoCloseable, AsyncServerRequestHandler<Message<HttpRequest, String>> {

    private final HttpAsyncServer server;
    private final int port;
    private final Map<String, AtomicInteger> perConnection = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> mostAtOnce = new ConcurrentHashMap<>();
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private final AtomicInteger arrivals = new AtomicInteger();
    private volatile boolean holding;

    MultiplexingServer(int streams) {
        server =
                H2ServerBootstrap.bootstrap()
                        .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(2).build())
                        .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                        .setTlsStrategy(new H2ServerTlsStrategy(TestTls.context()))
                        .setH2Config(H2Config.custom().setMaxConcurrentStreams(streams).build())
                        .setCanonicalHostName("localhost")
                        .register("*", this)
                        .create();
        server.start();
        try {
            ListenerEndpoint listener =
                    server.listen(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                    URIScheme.HTTPS)
                            .get();
            port = ((InetSocketAddress) listener.getAddress()).getPort();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "https://localhost:" + port;
    }

    int port() {
        return port;
    }

    /** Has requests wait from now on. */
    void hold() {
        holding = true;
    }

    /** Answers those that wait, and those to come at once. */
    void answer() {
        holding = false;
        answerHeld();
    }

    private void answerHeld() {
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }

    int waiting() {
        return held.size();
    }

    int arrivals() {
        return arrivals.get();
    }

    int connections() {
        return mostAtOnce.size();
    }

    int mostStreamsOfAConnection() {
        return mostAtOnce.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
            HttpRequest request, EntityDetails entity, HttpContext context) {
        return new BasicRequestConsumer<>(entity == null ? null : new StringAsyncEntityConsumer());
    }

    @Override
    public void handle(
            Message<HttpRequest, String> message, ResponseTrigger trigger, HttpContext context) {
        String client =
                HttpCoreContext.cast(context).getEndpointDetails().getRemoteAddress().toString();
        arrivals.incrementAndGet();
        int streams =
                perConnection.computeIfAbsent(client, key -> new AtomicInteger()).incrementAndGet();
        mostAtOnce
                .computeIfAbsent(client, key -> new AtomicInteger())
                .accumulateAndGet(streams, Math::max);
        Runnable answer =
                () -> {
                    perConnection.get(client).decrementAndGet();
                    answer(message.getHead(), trigger, context);
                };
        // asked afterwards, so that none is left behind that came when they were answered
        held.add(answer);
        if (!holding) {
            answerHeld();
        }
    }

    private static void answer(HttpRequest request, ResponseTrigger trigger, HttpContext context) {
        try {
            trigger.submitResponse(
                    AsyncResponseBuilder.create(200)
                            .addHeader("Request-Id", "req_1")
                            .setEntity(
                                    "{\"version\":\"%s\"}"
                                            .formatted(
                                                    HttpCoreContext.cast(context)
                                                            .getProtocolVersion()),
                                    ContentType.APPLICATION_JSON)
                            .build(),
                    context);
        } catch (HttpException | IOException e) {
            // the client has given the request up
        }
    }
}
