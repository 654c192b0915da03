/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * Which idempotency key a call carries: the one of its options argument, else of its header (both
 * are in the call's options already), else of the endpoint's expression, else a generated one. A
 * generated key is used again when the same exchange makes the same call after a failure that left
 * the outcome open, and forgotten once Stripe has given a final answer.
 */
final class IdempotencyKeys {

    private final String option;
    private final Expression expression;
    private final Object connection;
    private final StrayKeys strays;

    /**
     * @param option the endpoint's option, as it was written, or null
     * @param expression what it means, or null
     * @param connection what tells this connection from another
     * @param strays the keys of copies of exchanges that are gone
     */
    IdempotencyKeys(String option, Expression expression, Object connection, StrayKeys strays) {
        this.option = option;
        this.expression = expression;
        this.connection = connection;
        this.strays = strays;
    }

    /**
     * A call with the key it is sent with.
     *
     * @param generated whether the key is ours to remember
     */
    record Keyed(StripeCall call, boolean generated) {}

    /** The call with its key, which is on the exchange from here on, whatever happens. */
    Keyed assign(Exchange exchange, StripeCall call) {
        Keyed keyed = keyed(exchange, call);
        exchange.setProperty(
                StripeConstants.IDEMPOTENCY_KEY_USED, keyed.call.options().idempotencyKey());
        return keyed;
    }

    private Keyed keyed(Exchange exchange, StripeCall call) {
        if (call.options().idempotencyKey() != null || !call.operation().takesIdempotencyKey()) {
            return new Keyed(call, false);
        }
        if (expression != null) {
            return new Keyed(with(call, evaluated(exchange)), false);
        }
        String earlier = earlier(exchange, call);
        Keyed keyed =
                new Keyed(
                        with(call, earlier != null ? earlier : UUID.randomUUID().toString()), true);
        CallUnderWay.begin(exchange, keyed.call, connection);
        return keyed;
    }

    private String earlier(Exchange exchange, StripeCall call) {
        CallUnderWay underWay = CallUnderWay.in(exchange);
        boolean pending = PendingKeys.in(exchange);
        boolean stray = strays.in(exchange);
        if (underWay == null && !pending && !stray) {
            return null;
        }
        String digest = digest(exchange, call);
        if (underWay != null && underWay.digest().equals(digest)) {
            return underWay.key();
        }
        String key = pending ? PendingKeys.find(exchange, digest) : null;
        return key == null && stray ? strays.find(exchange, digest) : key;
    }

    /**
     * The call has ended.
     *
     * @param open whether Stripe has not given a final answer; if it has, the next time is a new
     *     call
     * @param failure what it ended with, if not with a success
     */
    void ended(Exchange exchange, Keyed keyed, boolean open, Throwable failure) {
        if (!keyed.generated) {
            return;
        }
        CallUnderWay.end(exchange, keyed.call.options().idempotencyKey());
        if (open) {
            String digest = digest(exchange, keyed.call);
            String key = keyed.call.options().idempotencyKey();
            PendingKeys.keep(exchange, digest, key);
            strays.keep(exchange, digest, key, failure);
        } else if (PendingKeys.in(exchange) || strays.in(exchange)) {
            String digest = digest(exchange, keyed.call);
            PendingKeys.drop(exchange, digest);
            strays.drop(exchange, digest);
        }
    }

    private String evaluated(Exchange exchange) {
        String key = expression.evaluate(exchange, String.class);
        if (key == null || key.isBlank()) {
            throw new InvalidStripeCallException(
                    "The endpoint option idempotencyKey (%s) is empty for this message; make sure that what it refers to is set, or leave the option out and a key is generated."
                            .formatted(option));
        }
        return key;
    }

    private static StripeCall with(StripeCall call, String key) {
        return call.with(call.options().withIdempotencyKey(key));
    }

    private String digest(Exchange exchange, StripeCall call) {
        CallUnderWay.Place place = CallUnderWay.Place.of(exchange);
        return CallDigest.of(call, connection, place.pass(), place.part());
    }
}
