// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.connection.StripeCalls;
import io.github.camellowdefy.stripe.event.ObjectAddress;
import io.github.camellowdefy.stripe.event.StripeEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads the current state of the object that an event is about. */
record ObjectFetcher(StripeCalls calls) {

    private static final int NOT_FOUND = 404;

    /**
     * The event after the attempt to read its object.
     *
     * @param event the event, with the current object where there is one
     * @param fetched whether there is
     */
    record Fetched(StripeEvent event, boolean fetched) {}

    /**
     * Reads the object in the account of the event. An object that was deleted, or that has no
     * address, leaves the event as it is; any other failure completes the future exceptionally.
     */
    CompletableFuture<Fetched> fetch(StripeEvent event) {
        Optional<String> path = ObjectAddress.of(event);
        if (path.isEmpty()) {
            return CompletableFuture.completedFuture(new Fetched(event, false));
        }
        return calls.get(path.get(), inItsAccount(event))
                .handle(
                        (object, failure) -> {
                            if (failure == null) {
                                return new Fetched(with(event, object), true);
                            }
                            if (isGone(failure)) {
                                return new Fetched(event, false);
                            }
                            throw new CompletionException(StripeCallFuture.cause(failure));
                        });
    }

    private static CallOptions inItsAccount(StripeEvent event) {
        String account = event.account();
        return event.isThin()
                ? CallOptions.of(null, null, account, null)
                : CallOptions.of(null, account, null, null);
    }

    private static boolean isGone(Throwable failure) {
        return StripeCallFuture.cause(failure) instanceof StripeException e
                && e.getStatusCode() != null
                && e.getStatusCode() == NOT_FOUND;
    }

    private static StripeEvent with(StripeEvent event, Map<String, Object> object) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (event.body().get("data") instanceof Map<?, ?> old) {
            old.forEach((key, value) -> data.put((String) key, value));
        }
        data.put("object", object);
        Map<String, Object> body = new LinkedHashMap<>(event.body());
        body.put("data", data);
        return new StripeEvent(body);
    }
}
