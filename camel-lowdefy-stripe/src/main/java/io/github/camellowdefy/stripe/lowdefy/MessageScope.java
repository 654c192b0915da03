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
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.operator.Scope;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/** What operators see of an exchange; nothing is read of it before an operator asks. */
final class MessageScope {

    private MessageScope() {}

    /**
     * @param place of the expression, for a body that cannot be read
     */
    static Scope of(Exchange exchange, UnaryOperator<String> secrets, Place place) {
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

    /** What is evaluated; an error of the JVM, such as a full stack, fails the message alone. */
    static Object guarded(Place place, Supplier<Object> evaluation) {
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
