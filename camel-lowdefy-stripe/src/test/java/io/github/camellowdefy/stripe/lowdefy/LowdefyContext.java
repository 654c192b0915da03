// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.StripeComponent;
import io.github.camellowdefy.stripe.StripeConfiguration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context that loads Lowdefy files, and a scripted server in Stripe's place. */
final class LowdefyContext implements AutoCloseable {

    static final String KEY = "sk_test_lowdefy";
    static final String FILE = "shop.lowdefy.yaml";

    /** A connection for files that only need one. */
    static final String CONNECTION =
            """
            connections:
              - id: stripe
                type: Stripe
                properties:
                  secretKey: {_secret: STRIPE_SECRET_KEY}
            """;

    private final ScriptedServer server = ScriptedServer.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private LowdefyContext(Map<String, String> properties) {
        Properties all = new Properties();
        all.setProperty("LOWDEFY_SECRET_STRIPE_SECRET_KEY", KEY);
        properties.forEach(all::setProperty);
        context.getPropertiesComponent().setInitialProperties(all);
        StripeConfiguration configuration =
                context.getComponent("stripe", StripeComponent.class).getConfiguration();
        configuration.setMaxNetworkRetries(0);
        configuration.setApiBase(server.url() + "/api");
        configuration.setFilesBase(server.url() + "/files");
        configuration.setConnectBase(server.url() + "/connect");
        configuration.setMeterEventsBase(server.url() + "/meter_events");
        template = context.createProducerTemplate();
        context.setBacklogTracingStandby(true);
        context.start();
    }

    static LowdefyContext start() {
        return start(Map.of());
    }

    static LowdefyContext start(Map<String, String> properties) {
        return new LowdefyContext(properties);
    }

    /** Loads a file of this text. */
    LowdefyContext load(String yaml) throws Exception {
        return load(ResourceHelper.fromString("file:" + FILE, yaml));
    }

    /** Loads what a location such as {@code classpath:x.lowdefy.yaml} leads to. */
    LowdefyContext loadFrom(String location) throws Exception {
        return load(PluginHelper.getResourceLoader(context).resolveResource(location));
    }

    LowdefyContext load(Resource... resources) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(resources);
        return this;
    }

    ScriptedServer server() {
        return server;
    }

    DefaultCamelContext context() {
        return context;
    }

    /** Sends a body to an endpoint; the exchange tells how it ended. */
    Exchange send(String uri, Object body) {
        return send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    Exchange send(String uri, Processor message) {
        return template.request(uri, message);
    }

    @Override
    public void close() {
        context.stop();
        server.close();
    }
}
