// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.expression.CallBody;
import io.github.camellowdefy.stripe.lowdefy.expression.Expression;
import io.github.camellowdefy.stripe.lowdefy.expression.MessageScope;
import io.github.camellowdefy.stripe.lowdefy.expression.Scope;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.util.ObjectHelper;

/** An expression of the language {@code lowdefy}: the value its operators give for a message. */
final class ValueExpression extends ExpressionAdapter {

    private final Expression expression;
    private final UnaryOperator<String> secrets;
    private final Place place;
    private final boolean hidden;

    /**
     * @param hidden whether the value may hold a secret
     */
    ValueExpression(
            Expression expression, UnaryOperator<String> secrets, Place place, boolean hidden) {
        this.expression = expression;
        this.secrets = secrets;
        this.place = place;
        this.hidden = hidden;
    }

    @Override
    public Object evaluate(Exchange exchange) {
        Scope scope = MessageScope.of(exchange, secrets, place);
        return MessageScope.guarded(
                place, () -> CallBody.value(expression.evaluate(scope), hidden));
    }

    /** A number becomes text as JavaScript writes it, and any value true or false. */
    @Override
    public <T> T evaluate(Exchange exchange, Class<T> type) {
        Object value = evaluate(exchange);
        if (type == Boolean.class) {
            return type.cast(isTrue(value));
        }
        Object written =
                type == String.class && value instanceof Number ? Values.toText(value) : value;
        return exchange.getContext().getTypeConverter().convertTo(type, exchange, written);
    }

    @Override
    public boolean matches(Exchange exchange) {
        return isTrue(evaluate(exchange));
    }

    /** As for Camel's other languages, and 0 and NaN are false as they are to {@code _not}. */
    private static boolean isTrue(Object value) {
        boolean falseNumber = value instanceof Number && !Values.isTruthy(value);
        return !falseNumber && ObjectHelper.evaluateValuePredicate(value);
    }

    @Override
    public String toString() {
        return "lowdefy";
    }
}
