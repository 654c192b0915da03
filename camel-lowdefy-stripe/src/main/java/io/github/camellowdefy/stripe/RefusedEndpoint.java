// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;

/** Stands in a route for an endpoint whose options are refused, until the route starts. */
public final class RefusedEndpoint extends StripeEndpoint {

    private final IllegalArgumentException refusal;

    /**
     * @param uri without options, which may hold a secret
     */
    RefusedEndpoint(String uri, StripeComponent component, IllegalArgumentException refusal) {
        super(uri, component, null);
        this.refusal = refusal;
    }

    /** Why, in one sentence. */
    public IllegalArgumentException refusal() {
        return refusal;
    }

    @Override
    public Producer createProducer() {
        throw refusal;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw refusal;
    }

    @Override
    public PollingConsumer createPollingConsumer() {
        throw refusal;
    }
}
