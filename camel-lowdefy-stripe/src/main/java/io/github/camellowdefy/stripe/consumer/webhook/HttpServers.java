// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer.webhook;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.PropertyBindingSupport;

/** Finds the HTTP server of the runtime. */
final class HttpServers {

    private static final String USUAL = "platform-http";

    /** Options of the endpoints of servlets; others have none of them. */
    private static final Map<String, Object> AS_THEY_COME =
            Map.of(
                    "disableStreamCache", true,
                    "bridgeEndpoint", true,
                    "httpBinding.mapHttpMessageFormUrlEncodedBody", false);

    private HttpServers() {}

    /**
     * The server that is named, that of the rest configuration, platform-http, or the only one
     * there is.
     *
     * @param component the component that is named, or null
     * @throws IllegalArgumentException when the named component is not a server
     * @throws IllegalStateException when nothing is named and there is none, or more than one
     */
    static RestConsumerFactory find(CamelContext context, String component) {
        if (component != null) {
            return named(context, component, "httpServerComponent");
        }
        RestConfiguration rest = context.getRestConfiguration();
        if (rest != null && rest.getComponent() != null) {
            return named(context, rest.getComponent(), "the rest configuration");
        }
        if (context.getComponent(USUAL, true) instanceof RestConsumerFactory usual) {
            return usual;
        }
        return only(context);
    }

    /**
     * Configures a server, where it has such options, to hand over requests unread: a servlet would
     * buffer the whole request, unzip it and parse forms before the signature is verified.
     */
    static void takeAsTheyCome(Endpoint served) {
        PropertyBindingSupport.build()
                .withCamelContext(served.getCamelContext())
                .withTarget(served)
                .withProperties(new HashMap<>(AS_THEY_COME))
                .bind();
    }

    private static RestConsumerFactory named(CamelContext context, String name, String source) {
        if (context.getComponent(name) instanceof RestConsumerFactory factory) {
            return factory;
        }
        throw new IllegalArgumentException(
                "The component %s of %s cannot serve a webhook: it is not there, or it is no HTTP server."
                        .formatted(Excerpt.plain(name), source));
    }

    private static RestConsumerFactory only(CamelContext context) {
        Set<RestConsumerFactory> found = new LinkedHashSet<>();
        for (String name : context.getComponentNames()) {
            if (context.getComponent(name, false) instanceof RestConsumerFactory factory) {
                found.add(factory);
            }
        }
        found.addAll(context.getRegistry().findByType(RestConsumerFactory.class));
        if (found.size() == 1) {
            return found.iterator().next();
        }
        throw new IllegalStateException(
                found.isEmpty()
                        ? "There is no HTTP server to serve the webhook: add one such as camel-platform-http-main, and name it in httpServerComponent if it is not found."
                        : "There are %d HTTP servers to serve the webhook: name one in httpServerComponent."
                                .formatted(found.size()));
    }
}
