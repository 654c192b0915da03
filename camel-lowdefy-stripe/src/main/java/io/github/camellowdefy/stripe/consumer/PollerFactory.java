// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import io.github.camellowdefy.stripe.StripeEventsConfiguration;
import io.github.camellowdefy.stripe.connection.StripeCalls;
import io.github.camellowdefy.stripe.consumer.Repositories.States;
import io.github.camellowdefy.stripe.event.EventTypes;
import io.github.camellowdefy.stripe.event.poll.EventPoller;
import io.github.camellowdefy.stripe.event.poll.StartFrom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the poller of a consumer from the options of its endpoint: which events, from where on, and
 * where the cursor is kept.
 *
 * @param events the options
 * @param endpoint names the consumer in the log
 * @param route the route of the consumer, or null where Camel has not told it
 * @param processor the processor of the consumer, by which the route is found otherwise
 */
record PollerFactory(
        CamelContext context,
        StripeEventsConfiguration events,
        Clock clock,
        Object endpoint,
        Route route,
        Processor processor) {

    private static final Logger LOG = LoggerFactory.getLogger(StripeEventConsumer.class);

    /**
     * A poller that is not started yet.
     *
     * @throws IllegalArgumentException one sentence that names the option
     */
    EventPoller create(StripeCalls calls) throws Exception {
        EventTypes types = EventOptions.types(events.getTypes(), endpoint);
        Map<String, Object> filter = new LinkedHashMap<>(types.query());
        if (events.getDeliverySuccess() != null) {
            filter.put("delivery_success", events.getDeliverySuccess());
        }
        String cursor = cursorName();
        StartFrom start = StartFrom.parse(events.getStartFrom());
        States offsets =
                Repositories.states(context, "offsetRepository", events.getOffsetRepository());
        warnOfMissing(cursor, offsets, start);
        return new EventPoller(
                new StripeEventSource(calls, filter, Duration.ofMillis(events.getMinAge()), clock),
                offsets.repository(),
                cursor,
                offsets.place(cursor),
                start,
                types,
                Duration.ofMillis(events.getLookback()),
                clock);
    }

    /** A file that was there before is no first start: it may have been damaged or mixed up. */
    private void warnOfMissing(String cursor, States offsets, StartFrom start) {
        StateLines found = offsets.found();
        if (found != null && offsets.repository().getState(cursor) == null) {
            LOG.warn(
                    "{} finds no cursor '{}' in {}, which holds {}: it starts from {}. If that is not meant, stop the route, restore the file or the id of the route, or set startFrom.",
                    endpoint,
                    cursor,
                    found.file(),
                    found.states().isEmpty()
                            ? "nothing"
                            : String.join(", ", found.states().keySet()),
                    start);
        }
    }

    /** The repository key of the cursor: the id of the route. */
    private String cursorName() {
        Route named = routeOfConsumer();
        if (named != null && !named.isCustomId() && events.getOffsetRepository() != null) {
            LOG.warn(
                    "{} keeps its cursor under {}, an id that Camel has made and makes anew at every start: give the route an id of its own, or it may begin elsewhere when another route is added.",
                    endpoint,
                    named.getRouteId());
        }
        return "stripe-events:" + (named == null ? "no-route" : named.getRouteId());
    }

    /** The route of the consumer, also where another consumer, such as camel-master's, made it. */
    private Route routeOfConsumer() {
        if (route != null) {
            return route;
        }
        return context.getRoutes().stream()
                .filter(
                        other ->
                                other.getConsumer() instanceof DefaultConsumer consumer
                                        && consumer.getProcessor() == processor)
                .findFirst()
                .orElse(null);
    }
}
