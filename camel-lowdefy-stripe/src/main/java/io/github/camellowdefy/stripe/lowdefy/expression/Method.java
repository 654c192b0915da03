// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A method of an operator: how its parameters become arguments, and what it does with them.
 *
 * @param accepts the kinds of parameters it takes; none means any
 * @param single whether the parameters are the only argument, whatever they are
 * @param names the arguments' names when they come as a map
 * @param spread of a map, the name of the list whose items follow, or null
 * @param body computes the result
 */
record Method(
        List<String> accepts,
        boolean single,
        List<String> names,
        String spread,
        Function<Arguments, Object> body)
        implements Operator {

    private static final Map<String, String> KINDS =
            Map.of(
                    "array", "a list",
                    "object", "a map",
                    "string", "text",
                    "number", "a number",
                    "date", "a date",
                    "null", "null");

    /** A method of one argument of one of these kinds. */
    static Method single(Function<Object, Object> body, String... accepts) {
        return new Method(
                List.of(accepts), true, List.of(), null, arguments -> body.apply(arguments.get(0)));
    }

    /** A method whose arguments come as a list, or as a map with these names. */
    static Method named(Function<Arguments, Object> body, List<String> names) {
        return new Method(List.of("array", "object"), false, names, null, body);
    }

    /** A method whose arguments come as a list. */
    static Method listed(Function<Arguments, Object> body) {
        return new Method(List.of("array"), false, List.of(), null, body);
    }

    /** A method of two arguments that come as a list. */
    static Method pair(Function<Arguments, Object> body) {
        return listed(
                list -> {
                    if (list.size() != 2) {
                        throw new ScriptException(
                                "takes a list of 2, got " + Values.describe(list.values()));
                    }
                    return body.apply(list);
                });
    }

    /** The same method; of a map, the items of the list with this name follow as arguments. */
    Method spreading(String name) {
        return new Method(accepts, single, names, name, body);
    }

    /** How an error text names kinds. */
    static String kinds(List<String> kinds) {
        return kinds.stream().map(KINDS::get).collect(Collectors.joining(" or "));
    }

    @Override
    public Object apply(Object params, Scope scope) {
        if (!accepts.isEmpty() && !accepts.contains(Values.typeOf(params))) {
            throw new ScriptException(
                    "takes " + kinds(accepts) + ", got " + Values.describe(params));
        }
        return body.apply(arguments(params));
    }

    private Arguments arguments(Object params) {
        if (single) {
            return new Arguments(Collections.singletonList(params));
        }
        if (params instanceof Map<?, ?> map) {
            return Arguments.named(map, names, spread);
        }
        return new Arguments((List<?>) params);
    }
}
