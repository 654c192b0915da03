// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a file, ready to be evaluated for a message. Immutable; values without operators are
 * shared by all results, so a result must not be changed.
 */
public sealed interface Expression {

    /**
     * The value for a message; {@link Absent#UNDEFINED} when an operator at the top says so.
     *
     * @throws InvalidStripeCallException when an operator cannot take what it got; the text starts
     *     with the operator's file, line and column and holds no value
     */
    Object evaluate(Scope scope);

    /**
     * A value without operators.
     *
     * @param value immutable
     */
    record Literal(Object value) implements Expression {
        /** Leaves the value out: it may be a key. */
        @Override
        public String toString() {
            return "Literal[]";
        }

        @Override
        public Object evaluate(Scope scope) {
            return value;
        }
    }

    /** A list; an item that is undefined leaves a hole. */
    record Items(List<Expression> items) implements Expression {

        @Override
        public Object evaluate(Scope scope) {
            List<Object> values = new ArrayList<>(items.size());
            for (Expression item : items) {
                Object value = item.evaluate(scope);
                values.add(value == Absent.UNDEFINED ? Absent.HOLE : value);
            }
            return values;
        }
    }

    /** A map; an entry that is undefined is left out. */
    record Entries(Map<String, Expression> entries, Place place) implements Expression {
        /** Names the keys only: a value may be a secret. */
        @Override
        public String toString() {
            return "Entries[" + entries.keySet() + ']';
        }

        @Override
        public Object evaluate(Scope scope) {
            Map<String, Object> values = new LinkedHashMap<>(entries.size() * 2);
            entries.forEach(
                    (key, expression) -> {
                        Object value = expression.evaluate(scope);
                        if (value != Absent.UNDEFINED) {
                            values.put(key, value);
                        }
                    });
            if (values.size() == 1 && values.size() < entries.size()) {
                String key = values.keySet().iterator().next();
                if (Operators.isName(key)) {
                    return applyRemaining(key, values.get(key), scope);
                }
            }
            return JsonText.revive(values);
        }

        /** Lowdefy counts keys when their values are known: a lone key left over is an operator. */
        private Object applyRemaining(String key, Object params, Scope scope) {
            Operator operator;
            try {
                operator = Operators.find(key);
            } catch (ScriptException e) {
                throw new InvalidStripeCallException(place + ": " + e.getMessage());
            }
            return new Application(key, operator, new Literal(params), place).evaluate(scope);
        }
    }

    /** An operator with its parameters. */
    record Application(String name, Operator operator, Expression params, Place place)
            implements Expression {

        @Override
        public Object evaluate(Scope scope) {
            Object value = params.evaluate(scope);
            if (value == Absent.UNDEFINED) {
                return Map.of();
            }
            try {
                return operator.apply(value, scope);
            } catch (ScriptException e) {
                throw new InvalidStripeCallException(place + ": " + name + ' ' + e.getMessage());
            }
        }
    }
}
