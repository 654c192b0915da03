// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The value that methods work on: the parameters themselves, the first item of the list, or the
 * entry {@code on} of the map.
 *
 * @param <T> the value's type
 * @param kind the kind the value must be of
 * @param absent replaces null and undefined; null when neither is accepted
 * @param as the value in its type
 */
record Receiver<T>(String kind, Supplier<Object> absent, Function<Object, T> as) {

    /** A method without arguments; its parameters may be null where absent values are accepted. */
    Operator alone(Function<T, Object> body) {
        String[] accepts = absent == null ? new String[] {kind} : new String[] {kind, "null"};
        return Method.single(on -> body.apply(receive(on)), accepts);
    }

    /** A method whose further arguments come in the list, or under these names in the map. */
    Method named(BiFunction<T, Arguments, Object> body, String... names) {
        return Method.named(
                arguments -> call(body, arguments),
                Stream.concat(Stream.of("on"), Stream.of(names)).toList());
    }

    /** A method whose further arguments come in the list. */
    Operator listed(BiFunction<T, Arguments, Object> body) {
        return Method.listed(arguments -> call(body, arguments));
    }

    private Object call(BiFunction<T, Arguments, Object> body, Arguments arguments) {
        return body.apply(receive(arguments.get(0)), arguments.from(1));
    }

    private T receive(Object on) {
        Object value = Values.isNone(on) && absent != null ? absent.get() : on;
        if (!Values.typeOf(value).equals(kind)) {
            throw new ScriptException(
                    "works on %s, the first of its list or the entry on of its map, got %s"
                            .formatted(Method.kinds(List.of(kind)), Values.describe(value)));
        }
        return as.apply(value);
    }
}
