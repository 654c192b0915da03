// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.expression.Expression.Application;
import io.github.camellowdefy.stripe.lowdefy.expression.Expression.Entries;
import io.github.camellowdefy.stripe.lowdefy.expression.Expression.Items;
import io.github.camellowdefy.stripe.lowdefy.expression.Expression.Literal;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Scalar;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles a value into an expression; an unknown operator fails here, not at a message. */
public final class ExpressionCompiler {

    /** Marks Lowdefy's own build leaves in its files. */
    private static final Set<String> MARKS = Set.of("~k", "~r");

    private ExpressionCompiler() {}

    /**
     * Compiles a value.
     *
     * @throws LowdefyFileException when it holds an operator that is not supported
     */
    public static Expression compile(Node node) {
        if (node instanceof Scalar scalar) {
            return new Literal(plain(scalar.value()));
        }
        if (node instanceof Sequence sequence) {
            List<Expression> items =
                    sequence.items().stream().map(ExpressionCompiler::compile).toList();
            Items list = new Items(items);
            return items.stream().allMatch(Literal.class::isInstance) ? fold(list) : list;
        }
        if (node instanceof Unresolved unresolved) {
            throw unresolved.refusal();
        }
        return compile((Mapping) node);
    }

    /** Whether a map whose only key this is applies an operator. */
    public static boolean isOperator(String key) {
        return Operators.isName(key);
    }

    /**
     * Applies an operator to parameters that are data already, without a message.
     *
     * @param name such as {@code _string.concat}
     * @throws LowdefyFileException when it is not supported or cannot take them
     */
    public static Object apply(String name, Object params, Place place, Scope scope) {
        try {
            return Operators.find(name).apply(params, scope);
        } catch (ScriptException e) {
            throw place.refusal(name + ": " + e.getMessage());
        }
    }

    private static Expression compile(Mapping mapping) {
        Map<String, Node> entries = new LinkedHashMap<>(mapping.entries());
        entries.keySet().removeAll(MARKS);
        if (entries.size() == 1) {
            String key = entries.keySet().iterator().next();
            if (Operators.isName(key)) {
                return application(key, entries.get(key), mapping);
            }
        }
        Map<String, Expression> compiled = new LinkedHashMap<>();
        entries.forEach((key, value) -> compiled.put(key, compile(value)));
        Entries map = new Entries(compiled, mapping.place());
        return compiled.values().stream().allMatch(Literal.class::isInstance) ? fold(map) : map;
    }

    private static Expression application(String key, Node params, Mapping mapping) {
        Operator operator;
        try {
            operator = Operators.find(key);
        } catch (ScriptException e) {
            throw mapping.place().refusal(e.getMessage());
        }
        return new Application(key, operator, compile(params), mapping.place());
    }

    private static Literal fold(Items list) {
        List<Object> values = new ArrayList<>();
        list.items().forEach(item -> values.add(((Literal) item).value()));
        return new Literal(Collections.unmodifiableList(values));
    }

    private static Literal fold(Entries map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> values.put(key, ((Literal) value).value()));
        Object revived = JsonText.revive(values);
        return new Literal(revived == values ? Collections.unmodifiableMap(values) : revived);
    }

    /** Numbers that JSON cannot hold do not reach Lowdefy's server. */
    private static Object plain(Object value) {
        return value instanceof Double number ? JsonText.plain(number) : value;
    }
}
