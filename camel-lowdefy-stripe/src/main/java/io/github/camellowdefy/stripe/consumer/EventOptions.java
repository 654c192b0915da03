// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.KnownTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the options of a consumer when it starts. */
public final class EventOptions {

    private static final Logger LOG = LoggerFactory.getLogger(EventOptions.class);

    private EventOptions() {}

    /**
     * The event types of the option; logs a warning for each unknown one.
     *
     * @param option the option {@code types}
     * @param endpoint named in the log
     * @throws IllegalArgumentException when an entry cannot be the name of a type
     */
    public static EventTypes types(String option, Object endpoint) {
        EventTypes types = EventTypes.parse(option);
        KnownTypes.doubts(types).forEach(doubt -> LOG.warn("{}: {}", endpoint, doubt));
        return types;
    }
}
