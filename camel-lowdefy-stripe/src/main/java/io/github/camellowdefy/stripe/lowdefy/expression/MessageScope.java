// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.BodyReader;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import io.github.camellowdefy.stripe.producer.BodyContent;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/**
 * The values of an exchange that operators see: the body as {@code _payload} ({} when there is
 * none), the exchange properties {@code user} and {@code global}. Maps, JSON or YAML text, and
 * objects by their Jackson properties; a map {@code {"~d": <time>}} is a date, as in messages of
 * Lowdefy's pages. No value is read before an operator asks for it.
 */
public final class MessageScope {

    private static final BodyContent CONTENT = new BodyContent(Limits.DEFAULT.textBytes());

    private static final BodyReader BODIES = new BodyReader(Limits.DEFAULT);

    private MessageScope() {}

    /**
     * @param place of the expression, for a body that cannot be read
     */
    public static Scope of(Exchange exchange, UnaryOperator<String> secrets, Place place) {
        return new Scope(
                new Once(() -> payload(exchange, place)),
                new Once(() -> property(exchange, "user")),
                new Once(() -> property(exchange, "global")),
                secrets);
    }

    /** The body; a stream can be read again afterwards. */
    private static Object payload(Exchange exchange, Place place) {
        try {
            Object tree = JsonText.copy(BODIES.read(CONTENT.read(exchange, false), false));
            return tree == null ? Map.of() : tree;
        } catch (InvalidStripeCallException e) {
            throw new InvalidStripeCallException(place + ": " + e.getMessage(), e);
        } catch (IOException e) {
            InvalidStripeCallException unreadable = BodyReader.unreadable(e);
            throw new InvalidStripeCallException(
                    place + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static Object property(Exchange exchange, String name) {
        Object value = exchange.getProperty(name);
        return value == null ? Absent.UNDEFINED : JsonText.copy(BODIES.read(value, false));
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
