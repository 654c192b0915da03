// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.call.GeneratedKey;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Expression;

/**
 * Which idempotency key a call carries: the one of its options argument, else of its header (both
 * are in the call's options already), else of the endpoint's expression, else a generated one. The
 * key is remembered while the outcome of the call is open: the same call of the same exchange is
 * made under it again, and its failure is judged as one more attempt under that key.
 *
 * @param option the endpoint's option, as it was written, or null
 * @param expression the expression of the option, or null
 * @param connection identifies the connection
 * @param strays the keys of discarded copies of exchanges
 * @param clock by which generated keys are made and grow old
 */
public record IdempotencyKeys(
        String option,
        Expression expression,
        Object connection,
        KeysOfDiscardedCopies strays,
        Clock clock) {

    private static final String UNDER_WAY = "CamelStripeCallUnderWay";

    /**
     * A call with the key it is sent with.
     *
     * @param open whether Stripe may have acted on an earlier call under this key
     */
    public record Keyed(StripeCall call, boolean open) {}

    /**
     * Assigns the key, which is a property of the exchange from now on, also when the call fails.
     */
    public Keyed assign(Exchange exchange, StripeCall call) {
        if (!call.operation().takesIdempotencyKey()) {
            exchange.setProperty(
                    StripeConstants.IDEMPOTENCY_KEY_USED, call.options().idempotencyKey());
            return new Keyed(call, false);
        }
        PendingKeys.Key earlier = earlier(exchange, call);
        String named = named(exchange, call);
        String known = named == null && earlier != null ? earlier.text() : named;
        String key = known == null ? GeneratedKey.at(clock.instant()) : known;
        StripeCall keyed = call.with(call.options().withIdempotencyKey(key));
        exchange.setProperty(StripeConstants.IDEMPOTENCY_KEY_USED, key);
        if (known != null) {
            GeneratedKey.check(keyed, clock.instant());
        }
        exchange.setProperty(
                UNDER_WAY,
                new UnderWay(
                        keyed,
                        key,
                        exchange.getExchangeId(),
                        connection,
                        exchange.getProperty(ExchangePropertyKey.LOOP_INDEX),
                        exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX)));
        return new Keyed(keyed, earlier != null && earlier.acted() && earlier.text().equals(key));
    }

    /** The key that the call or the endpoint names, or null. */
    private String named(Exchange exchange, StripeCall call) {
        String key = call.options().idempotencyKey();
        return key == null && expression != null ? evaluated(exchange) : key;
    }

    private PendingKeys.Key earlier(Exchange exchange, StripeCall call) {
        UnderWay underWay =
                exchange.getProperty(UNDER_WAY) instanceof UnderWay found
                                && found.exchange.equals(exchange.getExchangeId())
                        ? found
                        : null;
        boolean pending = PendingKeys.in(exchange);
        boolean stray = strays.in(exchange);
        if (underWay == null && !pending && !stray) {
            return null;
        }
        String digest = digest(exchange, call);
        if (underWay != null && underWay.digest().equals(digest)) {
            return new PendingKeys.Key(underWay.key, true);
        }
        PendingKeys.Key key = pending ? PendingKeys.find(exchange, digest) : null;
        return key == null && stray ? strays.find(exchange, digest) : key;
    }

    /**
     * Ends a call. While its outcome is open, the next equal call is the same call.
     *
     * @param failure the failure of the call, or null after a success
     */
    public void ended(Exchange exchange, Keyed keyed, CallReport report, Throwable failure) {
        if (!keyed.call.operation().takesIdempotencyKey()) {
            return;
        }
        if (report.open()) {
            String digest = digest(exchange, keyed.call);
            PendingKeys.Key key = new PendingKeys.Key(report.idempotencyKey(), report.acted());
            PendingKeys.keep(exchange, digest, key);
            strays.keep(exchange, digest, key, failure);
        } else if (PendingKeys.in(exchange) || strays.in(exchange)) {
            String digest = digest(exchange, keyed.call);
            PendingKeys.drop(exchange, digest);
            strays.drop(exchange, digest);
        }
        if (exchange.getProperty(UNDER_WAY) instanceof UnderWay underWay
                && underWay.key.equals(report.idempotencyKey())) {
            exchange.removeProperty(UNDER_WAY);
        }
    }

    private String evaluated(Exchange exchange) {
        String key = expression.evaluate(exchange, String.class);
        if (key == null || key.isBlank()) {
            throw new InvalidStripeCallException(
                    "The endpoint option idempotencyKey (%s) is empty for this message; set the header or property that it refers to, or leave the option out to have a key generated."
                            .formatted(option));
        }
        return key;
    }

    private String digest(Exchange exchange, StripeCall call) {
        return CallDigest.of(
                call,
                connection,
                exchange.getProperty(ExchangePropertyKey.LOOP_INDEX),
                exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX));
    }

    /**
     * The call an exchange is at, with its idempotency key. Kept as a property of the exchange from
     * before the call is sent until it has ended: an exchange that is sent once more meanwhile,
     * because the wait was interrupted or took too long, makes the same call again.
     *
     * @param pass the pass of a loop and
     * @param part the part of a split that make a call of its own
     */
    private record UnderWay(
            StripeCall call,
            String key,
            String exchange,
            Object connection,
            Object pass,
            Object part) {

        /** Tells this call from others; the same for one that is made again. */
        String digest() {
            return CallDigest.of(call, connection, pass, part);
        }

        @Override
        public String toString() {
            return call.operation().name() + " under " + key;
        }
    }
}
