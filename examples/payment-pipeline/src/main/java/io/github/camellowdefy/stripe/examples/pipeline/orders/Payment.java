// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the table of payments.
 *
 * @param key the idempotency key of the call that pays
 * @param keyMade when that key was made: Stripe forgets it 24 hours later
 * @param tried when a call with that key was last begun
 * @param version one more with every change of the row
 */
public record Payment(
        Order order, String key, Instant keyMade, Instant tried, PaymentState state, long version) {

    /** What an order needs next. */
    public enum Step {
        /** Call Stripe; under this key it acts once. */
        PAY,
        /** Stripe may have forgotten the key: look up what it did. */
        LOOK_UP,
        /** As LOOK_UP, but the last call is so young that a search may not show it yet. */
        WAIT,
        /** Nothing: the outcome is known. */
        NONE
    }

    /** One hour short of the time that Stripe keeps a key. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    /** Searches at Stripe lag, usually less than a minute. */
    private static final Duration SEARCH_LAG = Duration.ofMinutes(15);

    static String firstKey(String order) {
        return "order-" + order;
    }

    /** No first key begins like this, so that no two orders ever have the same one. */
    static String nextKey(String order, Instant now) {
        return "again-" + now.getEpochSecond() + "-order-" + order;
    }

    /** What to do now. */
    public Step next(Instant now) {
        if (!state.isOpen()) {
            return Step.NONE;
        }
        if (now.isBefore(keyMade.plus(KEY_LIFE))) {
            return Step.PAY;
        }
        return now.isBefore(tried.plus(SEARCH_LAG)) ? Step.WAIT : Step.LOOK_UP;
    }

    /**
     * The arguments of {@code paymentIntents/create}: the same at every try, as the key demands.
     */
    public List<Object> arguments() {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("amount", order.amount());
        params.put("currency", order.currency());
        params.put("payment_method", order.paymentMethod());
        params.put("payment_method_types", List.of("card"));
        params.put("confirm", true);
        params.put("metadata", Map.of("order", order.id()));
        params.put("expand", List.of("latest_charge"));
        return List.of(params);
    }
}
