// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import com.stripe.exception.SignatureVerificationException;
import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.event.Envelope;
import io.github.camellowdefy.stripe.event.EventReader;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import io.github.camellowdefy.stripe.signature.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.ExpressionAdapter;

/**
 * {@code webhooks.constructEvent} as a request: checks a signature and reads the event, without a
 * call. Its arguments are the raw body, the header, the signing secret and, if it is not to be 300,
 * the tolerance in seconds.
 */
final class ConstructEvent extends ExpressionAdapter {

    static final List<String> PATH = List.of("webhooks", "constructEvent");

    private static final long TOLERANCE_SECONDS = 300;

    private final Expression arguments;
    private final Place place;
    private final Clock clock;

    ConstructEvent(Expression arguments, Place place, Clock clock) {
        this.arguments = arguments;
        this.place = place;
        this.clock = clock;
    }

    @Override
    public Object evaluate(Exchange exchange) {
        Object value = arguments.evaluate(exchange, Object.class);
        List<?> list = value instanceof List<?> given ? given : List.of();
        boolean usable =
                (list.size() == 3 || (list.size() == 4 && list.get(3) instanceof Number))
                        && list.subList(0, 3).stream().allMatch(String.class::isInstance);
        if (!usable) {
            throw new InvalidStripeCallException(
                    "%s: webhooks.constructEvent takes a list of body, signature header and signing secret as text, and a tolerance in seconds if it is not to be %d."
                            .formatted(place, TOLERANCE_SECONDS));
        }
        byte[] body = ((String) list.get(0)).getBytes(StandardCharsets.UTF_8);
        long tolerance = list.size() == 4 ? ((Number) list.get(3)).longValue() : TOLERANCE_SECONDS;
        try {
            new SignatureVerifier(List.of((String) list.get(2)), tolerance, clock)
                    .verify(body, (String) list.get(1));
        } catch (SignatureVerificationException e) {
            // not thrown: Camel would wrap what an expression throws
            exchange.setException(e);
            exchange.getMessage().setHeader(StripeConstants.RETRYABLE, false);
            return null;
        }
        return EventReader.read(body, Envelope.NONE).body();
    }

    @Override
    public String toString() {
        return "webhooks.constructEvent(" + arguments + ')';
    }
}
