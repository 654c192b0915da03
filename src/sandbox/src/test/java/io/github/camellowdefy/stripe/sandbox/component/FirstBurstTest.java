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
package io.github.camellowdefy.stripe.sandbox.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Calls made at once over HTTP/2 before there is any connection to the server, a real one. */
class FirstBurstTest {

    private static final int CALLS = 200;

    @Test
    void aFirstBurstOpensFewConnections() throws Exception {
        try (StripeSandbox stripe = StripeSandbox.builder().tls().start();
                CountingWay way = new CountingWay(stripe.port());
                CamelContext context = new DefaultCamelContext()) {
            StripeConfiguration configuration =
                    context.getComponent("stripe", StripeComponent.class).getConfiguration();
            stripe.configure(configuration);
            configuration.setApiBase(way.url());
            configuration.setHttp2(true);
            configuration.setMaxConcurrentRequests(CALLS);
            RouteBuilder.addRoutes(
                    context,
                    routes -> {
                        routes.from("direct:burst").loop(CALLS).wireTap("direct:create");
                        routes.from("direct:create")
                                .setBody(routes.constant(Map.of("name", "Ada")))
                                .to("stripe:customers/create")
                                .to("mock:created");
                    });
            context.start();
            MockEndpoint created = context.getEndpoint("mock:created", MockEndpoint.class);
            created.expectedMessageCount(CALLS);

            context.createProducerTemplate().sendBody("direct:burst", null);

            created.assertIsSatisfied();
            assertThat(stripe.customers().with("name", "Ada").count()).isEqualTo(CALLS);
            assertThat(way.connections()).isLessThanOrEqualTo(3);
        }
    }

    /** Leads to a server and counts the connections. */
    private static final class CountingWay implements AutoCloseable {

        private final ServerSocket listener;
        private final int server;
        private final AtomicInteger connections = new AtomicInteger();

        CountingWay(int server) throws IOException {
            this.server = server;
            this.listener = new ServerSocket(0, CALLS, InetAddress.getLoopbackAddress());
            daemon(this::accept);
        }

        String url() {
            return "https://localhost:" + listener.getLocalPort();
        }

        int connections() {
            return connections.get();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = listener.accept();
                    connections.incrementAndGet();
                    Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                    daemon(() -> copy(client, there));
                    daemon(() -> copy(there, client));
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private static void copy(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // one of both ends has left
            }
        }

        private static void daemon(Runnable task) {
            Thread thread = new Thread(task, "counting-way");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
