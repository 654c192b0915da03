// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The connections of the application by their names: {@code
 * camel.lowdefy-stripe.connections.europe.secret-key} describes the bean {@code europe}.
 */
@ConfigurationProperties(StripeConnections.PREFIX)
public class StripeConnections {

    static final String PREFIX = "camel.lowdefy-stripe";

    private final Map<String, StripeConnectionProperties> connections = new LinkedHashMap<>();

    public Map<String, StripeConnectionProperties> getConnections() {
        return connections;
    }
}
