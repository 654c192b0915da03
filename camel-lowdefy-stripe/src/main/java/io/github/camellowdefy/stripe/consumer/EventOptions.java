// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.KnownTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what the options of consumers say when these start. */
public final class EventOptions {

    private static final Logger LOG = LoggerFactory.getLogger(EventOptions.class);

    private EventOptions() {}

    /**
     * The types that are wanted; says in the log which are not known.
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
