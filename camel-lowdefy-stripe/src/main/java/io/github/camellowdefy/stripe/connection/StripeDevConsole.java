// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;

/**
 * The dev console {@code stripe}: the connections of the context with their counters and last
 * errors.
 */
@DevConsole(
        name = "stripe",
        displayName = "Stripe",
        description = "Connections to Stripe: calls under way, retries and the last errors")
public class StripeDevConsole extends AbstractDevConsole {

    public StripeDevConsole() {
        super(
                "camel",
                "stripe",
                "Stripe",
                "Connections to Stripe: calls under way, retries and the last errors");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (ConnectionView connection : SharedConnections.views(getCamelContext())) {
            text.append("Connection ").append(connection.name()).append(":\n");
            connection
                    .counters()
                    .forEach((name, value) -> text.append("    %s: %s\n".formatted(name, value)));
            connection.errors().forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        List<Map<String, Object>> connections = new ArrayList<>();
        for (ConnectionView connection : SharedConnections.views(getCamelContext())) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", connection.name());
            entry.putAll(connection.counters());
            entry.put("errors", connection.errors());
            connections.add(entry);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("connections", connections);
        return root;
    }
}
