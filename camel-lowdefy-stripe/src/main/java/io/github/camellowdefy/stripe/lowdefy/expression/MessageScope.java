// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/** What operators see of an exchange; nothing is read of it before an operator asks. */
public final class MessageScope {

    private MessageScope() {}

    /**
     * @param place of the expression, for a body that cannot be read
     */
    public static Scope of(Exchange exchange, UnaryOperator<String> secrets, Place place) {
        return new Scope(
                new Once(() -> payload(exchange, place)),
                new Once(() -> MessagePayload.property(exchange, MessagePayload.USER)),
                new Once(() -> MessagePayload.property(exchange, MessagePayload.GLOBAL)),
                secrets);
    }

    private static Object payload(Exchange exchange, Place place) {
        try {
            return MessagePayload.of(exchange);
        } catch (InvalidStripeCallException e) {
            throw new InvalidStripeCallException(place + ": " + e.getMessage(), e);
        }
    }

    /**
     * Evaluates an expression; an error of the JVM, such as a full stack, fails the message alone.
     */
    public static Object guarded(Place place, Supplier<Object> evaluation) {
        try {
            return evaluation.get();
        } catch (Error e) {
            // not all of Camel's processors put an error on the exchange
            throw new InvalidStripeCallException(
                    place + ": this cannot be evaluated for so large a message", e);
        }
    }

    /** Computes a value when it is first asked for. */
    private static final class Once implements Supplier<Object> {

        private Supplier<Object> source;
        private Object value;

        Once(Supplier<Object> source) {
            this.source = source;
        }

        @Override
        public Object get() {
            if (source != null) {
                value = source.get();
                source = null;
            }
            return value;
        }
    }
}
