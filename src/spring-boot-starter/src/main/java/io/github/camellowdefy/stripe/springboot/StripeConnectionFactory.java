// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import io.github.camellowdefy.stripe.StripeConfiguration;

/** Makes the beans of the connections that the properties name. */
class StripeConnectionFactory {

    private final StripeConnections connections;
    private final ComponentOptions options;

    StripeConnectionFactory(StripeConnections connections, ComponentOptions options) {
        this.connections = connections;
        this.options = options;
    }

    StripeConfiguration connection(String name) {
        return options.connection(
                StripeConnections.PREFIX + ".connections." + name,
                connections
                        .getConnections()
                        .getOrDefault(name, new StripeConnectionProperties())
                        .values());
    }
}
