// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.connection.StripeCalls;
import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.event.poll.EventPage;
import io.github.camellowdefy.stripe.event.poll.EventQuery;
import io.github.camellowdefy.stripe.event.poll.EventSource;
import io.github.camellowdefy.stripe.event.poll.UnknownEventException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The events of an account, read from {@code /v1/events}.
 *
 * @param filter further parameters of every list
 * @param minAge how old an event has to be
 */
record StripeEventSource(
        StripeCalls calls, Map<String, Object> filter, Duration minAge, Clock clock)
        implements EventSource {

    /** Stripe's code for an id it has no object for. */
    private static final String UNKNOWN = "resource_missing";

    @Override
    public CompletableFuture<EventPage> page(EventQuery query) {
        return calls.call("events.list", List.of(), params(query))
                .handle(
                        (page, failure) -> {
                            if (failure == null) {
                                return page(page);
                            }
                            boolean cursor =
                                    query.endingBefore() != null || query.startingAfter() != null;
                            throw cursor && isUnknown(failure)
                                    ? new UnknownEventException(StripeCallFuture.cause(failure))
                                    : new CompletionException(StripeCallFuture.cause(failure));
                        });
    }

    @Override
    public CompletableFuture<Boolean> exists(String id) {
        return calls.call("events.retrieve", List.of(id), Map.of())
                .handle(
                        (event, failure) -> {
                            if (failure != null && !isUnknown(failure)) {
                                throw new CompletionException(StripeCallFuture.cause(failure));
                            }
                            return failure == null;
                        });
    }

    private Map<String, Object> params(EventQuery query) {
        Map<String, Object> params = new LinkedHashMap<>(filter);
        params.put("limit", query.limit());
        putUnlessNull(params, "starting_after", query.startingAfter());
        putUnlessNull(params, "ending_before", query.endingBefore());
        Map<String, Object> created = new LinkedHashMap<>();
        putUnlessNull(created, "gte", query.from());
        putUnlessNull(created, "lt", query.before());
        if (!minAge.isZero()) {
            created.put("lte", clock.instant().minus(minAge).getEpochSecond());
        }
        if (!created.isEmpty()) {
            params.put("created", created);
        }
        return params;
    }

    private static void putUnlessNull(Map<String, Object> params, String name, Object value) {
        if (value != null) {
            params.put(name, value);
        }
    }

    private static EventPage page(Map<String, Object> page) {
        if (!(page.get("data") instanceof List<?> data)) {
            throw new IllegalStateException("Stripe's list of events holds no data.");
        }
        if (page.get("has_more") != null && !(page.get("has_more") instanceof Boolean)) {
            throw new IllegalStateException(
                    "Stripe's list of events does not say whether more follow.");
        }
        return new EventPage(
                data.stream().map(StripeEventSource::event).toList(),
                Boolean.TRUE.equals(page.get("has_more")));
    }

    @SuppressWarnings("unchecked")
    private static StripeEvent event(Object event) {
        if (event instanceof Map<?, ?> body) {
            return new StripeEvent((Map<String, Object>) body);
        }
        throw new IllegalStateException("Stripe's list of events holds what is no object.");
    }

    private static boolean isUnknown(Throwable failure) {
        return StripeCallFuture.cause(failure) instanceof StripeException e
                && UNKNOWN.equals(e.getCode());
    }
}
