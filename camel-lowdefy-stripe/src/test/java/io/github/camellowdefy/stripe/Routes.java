// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A Camel context with routes and a scripted server behind its {@code stripe} component, which
 * repeats nothing by itself unless a test says so.
 */
public final class Routes implements AutoCloseable {

    /** What a test does to the context before it starts. */
    public interface Setup {
        void on(DefaultCamelContext context) throws Exception;
    }

    public static final String KEY = "sk_test_of_the_component";

    private final ScriptedServer server = ScriptedServer.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private Routes() {
        template = context.createProducerTemplate();
    }

    /** Starts a context with these routes; failures of a route go to who called it. */
    public static Routes start(Consumer<RouteBuilder> routes) throws Exception {
        return start(context -> {}, routes);
    }

    public static Routes start(Setup setup, Consumer<RouteBuilder> routes) throws Exception {
        return start(Reply.json("{}"), setup, routes);
    }

    /** Starts a context whose Stripe answers so from the start. */
    public static Routes start(Reply stripe, Setup setup, Consumer<RouteBuilder> routes)
            throws Exception {
        Routes started = new Routes();
        try {
            started.server.otherwise(stripe);
            StripeConfiguration configuration = started.component().getConfiguration();
            configuration.setSecretKey(KEY);
            configuration.setApiBase(started.server.url());
            configuration.setFilesBase(started.server.url());
            configuration.setMaxNetworkRetries(0);
            setup.on(started.context);
            started.context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            errorHandler(noErrorHandler());
                            routes.accept(this);
                        }
                    });
            started.context.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw e;
        }
    }

    public ScriptedServer server() {
        return server;
    }

    public DefaultCamelContext context() {
        return context;
    }

    public ProducerTemplate template() {
        return template;
    }

    public StripeComponent component() {
        return context.getComponent("stripe", StripeComponent.class);
    }

    public MockEndpoint mock(String uri) {
        MockEndpoint mock = context.getEndpoint(uri, MockEndpoint.class);
        mock.setResultWaitTime(Patience.TIME.toMillis());
        return mock;
    }

    /** Sends a body; the exchange tells how it ended. */
    public Exchange send(String uri, Object body) {
        return send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    public Exchange send(String uri, Processor message) {
        return template.request(uri, message);
    }

    @Override
    public void close() {
        context.stop();
        server.close();
    }
}
