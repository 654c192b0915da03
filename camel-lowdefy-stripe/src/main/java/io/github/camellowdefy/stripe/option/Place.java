// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

import java.util.EnumSet;
import java.util.Set;

/** Where an option of an endpoint can have an effect: the kinds of producer and of consumer. */
public enum Place {
    CALL("an endpoint that calls an operation"),
    CONSTRUCT_EVENT("webhooks/constructEvent"),
    LOWDEFY("lowdefy/<request id>"),
    EVENTS("from(\"stripe:events\")"),
    WEBHOOK("from(\"stripe:webhook\")"),
    CAMEL_WEBHOOK("from(\"webhook:stripe:webhook\")");

    /** Those that use a connection. */
    static final Set<Place> CONNECTED = EnumSet.of(CALL, EVENTS, WEBHOOK, CAMEL_WEBHOOK);

    static final Set<Place> CONSUMERS = EnumSet.of(EVENTS, WEBHOOK, CAMEL_WEBHOOK);

    public static final Set<Place> PRODUCERS = EnumSet.of(CALL, CONSTRUCT_EVENT, LOWDEFY);

    /** Those that read deliveries. */
    static final Set<Place> DELIVERIES = EnumSet.of(WEBHOOK, CAMEL_WEBHOOK, CONSTRUCT_EVENT);

    static final Set<Place> WEBHOOKS = EnumSet.of(WEBHOOK, CAMEL_WEBHOOK);

    private final String text;

    Place(String text) {
        this.text = text;
    }

    /** As error sentences name it. */
    @Override
    public String toString() {
        return text;
    }
}
