// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import io.github.camellowdefy.stripe.call.StripeCall;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * The call an exchange is at, with its idempotency key. Kept as a property of the exchange from
 * before the call is sent until it has ended: who sends the exchange once more meanwhile, because
 * the wait was interrupted or took too long, makes the same call again.
 *
 * @param place the pass of a loop and the part of a split it belongs to
 */
record CallUnderWay(StripeCall call, String key, String exchange, Object connection, Place place) {

    private static final String PROPERTY = "CamelStripeCallUnderWay";

    /** Passes of a loop and parts of a split are calls of their own. */
    record Place(Object pass, Object part) {
        static Place of(Exchange exchange) {
            return new Place(
                    exchange.getProperty(ExchangePropertyKey.LOOP_INDEX),
                    exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX));
        }
    }

    static void begin(Exchange exchange, StripeCall call, Object connection) {
        exchange.setProperty(
                PROPERTY,
                new CallUnderWay(
                        call,
                        call.options().idempotencyKey(),
                        exchange.getExchangeId(),
                        connection,
                        Place.of(exchange)));
    }

    /** The exchange's own, or null when it is at none. */
    static CallUnderWay in(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof CallUnderWay underWay
                        && underWay.exchange.equals(exchange.getExchangeId())
                ? underWay
                : null;
    }

    static void end(Exchange exchange, String key) {
        if (exchange.getProperty(PROPERTY) instanceof CallUnderWay underWay
                && underWay.key.equals(key)) {
            exchange.removeProperty(PROPERTY);
        }
    }

    /** Tells this call from others; the same for one that is made again. */
    String digest() {
        return CallDigest.of(call, connection, place.pass, place.part);
    }

    @Override
    public String toString() {
        return call.operation().name() + " under " + key;
    }
}
