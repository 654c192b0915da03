// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.expression.CallBody;
import io.github.camellowdefy.stripe.lowdefy.expression.Expression;
import io.github.camellowdefy.stripe.lowdefy.expression.MessageScope;
import io.github.camellowdefy.stripe.lowdefy.expression.Scope;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/** Evaluates the operators of a request against a message; the result is the body of the call. */
final class RequestExpression extends ExpressionAdapter {

    private final Expression expression;
    private final UnaryOperator<String> secrets;
    private final List<String> payload;
    private final Place place;
    private final boolean takesId;
    private final boolean hidden;

    /**
     * @param payload the keys a message must hold, or null for any message
     * @param takesId whether the operation has an id in its path
     * @param hidden whether the result may hold a secret
     */
    RequestExpression(
            Expression expression,
            UnaryOperator<String> secrets,
            List<String> payload,
            Place place,
            boolean takesId,
            boolean hidden) {
        this.expression = expression;
        this.secrets = secrets;
        this.payload = payload;
        this.place = place;
        this.takesId = takesId;
        this.hidden = hidden;
    }

    @Override
    public Object evaluate(Exchange exchange) {
        Scope scope = MessageScope.of(exchange, secrets, place);
        return MessageScope.guarded(place, () -> body(scope));
    }

    private Object body(Scope scope) {
        if (payload != null) {
            checkPayload(scope.payload().get());
        }
        return CallBody.of(expression.evaluate(scope), takesId, hidden);
    }

    private void checkPayload(Object body) {
        if (!(body instanceof Map<?, ?> map)) {
            throw new InvalidStripeCallException(
                    "%s: the message is no map; expected one with the keys of this request's payload, %s"
                            .formatted(place, String.join(", ", payload)));
        }
        List<String> missing = payload.stream().filter(key -> !map.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            throw new InvalidStripeCallException(
                    "%s: the message lacks %s; expected the keys of this request's payload, %s, where null will do"
                            .formatted(
                                    place, String.join(", ", missing), String.join(", ", payload)));
        }
    }

    @Override
    public String toString() {
        return "lowdefy(" + place + ')';
    }
}
