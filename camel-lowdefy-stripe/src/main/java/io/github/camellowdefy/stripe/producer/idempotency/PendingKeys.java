// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * The idempotency keys of those calls of an exchange whose outcome is open, by the digest of the
 * call. Kept as a property of the exchange, never changed once there: copies of the exchange share
 * it. A copy that a splitter, multicast or wire tap made has another id and does not find the keys
 * of the original. The copy an enricher makes anew for each redelivery does: it comes from the same
 * exchange as the one before. So does the copy that {@code onCompletion} works on.
 */
public record PendingKeys(Map<String, Pending> pending) {

    private static final String PROPERTY = "CamelStripePendingIdempotencyKeys";

    /**
     * A key that is open.
     *
     * @param acted whether Stripe may have acted on a call under it
     */
    public record Key(String text, boolean acted) {}

    private record Pending(Key key, String exchange, String parent) {
        boolean belongsTo(Exchange other) {
            return exchange.equals(other.getExchangeId())
                    || parent != null && parent.equals(parentOf(other))
                    || isCompletion(other) && exchange.equals(parentOf(other));
        }

        /** Whether it is the copy on which a route is completed, which comes after its end. */
        private static boolean isCompletion(Exchange other) {
            return Boolean.TRUE.equals(other.getProperty(ExchangePropertyKey.ON_COMPLETION));
        }
    }

    /** Whether there are any at all; asked first, because it is cheap. */
    static boolean in(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof PendingKeys;
    }

    /** The key an earlier attempt at this call was made with, or null. */
    static Key find(Exchange exchange, String digest) {
        Pending found = of(exchange).get(digest);
        return found != null && found.belongsTo(exchange) ? found.key : null;
    }

    static void keep(Exchange exchange, String digest, Key key) {
        Map<String, Pending> pending = new HashMap<>(of(exchange));
        pending.put(digest, new Pending(key, exchange.getExchangeId(), parentOf(exchange)));
        exchange.setProperty(PROPERTY, new PendingKeys(pending));
    }

    static void drop(Exchange exchange, String digest) {
        Map<String, Pending> pending = new HashMap<>(of(exchange));
        pending.computeIfPresent(digest, (same, found) -> found.belongsTo(exchange) ? null : found);
        exchange.setProperty(PROPERTY, pending.isEmpty() ? null : new PendingKeys(pending));
    }

    private static Map<String, Pending> of(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof PendingKeys keys ? keys.pending : Map.of();
    }

    /** The exchange it was copied from, or null. */
    public static String parentOf(Exchange exchange) {
        return exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
    }
}
