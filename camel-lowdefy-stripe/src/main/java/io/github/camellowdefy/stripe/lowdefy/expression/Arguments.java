// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The arguments a method is called with; those not given are undefined. */
record Arguments(List<?> values) {
    /** Counts the values only: they belong to the message. */
    @Override
    public String toString() {
        return "Arguments[" + values.size() + ']';
    }

    static final Arguments NONE = new Arguments(List.of());

    /** The values of a map in the order of the names, then those of the list at {@code spread}. */
    static Arguments named(Map<?, ?> map, List<String> names, String spread) {
        List<Object> values = new ArrayList<>(names.size());
        for (String name : names) {
            values.add(Values.entry(map, name));
        }
        if (spread != null) {
            if (!(map.get(spread) instanceof List<?> more)) {
                throw new ScriptException("takes a list as " + spread);
            }
            values.addAll(more);
        }
        return new Arguments(values);
    }

    int size() {
        return values.size();
    }

    Object get(int index) {
        Object value = index < values.size() ? values.get(index) : Absent.UNDEFINED;
        return value == Absent.HOLE ? Absent.UNDEFINED : value;
    }

    boolean isGiven(int index) {
        return !(get(index) instanceof Absent);
    }

    double number(int index) {
        return Values.toNumber(get(index));
    }

    double integer(int index) {
        return Values.toInteger(get(index));
    }

    /** Null when it is undefined. */
    Double integerIfGiven(int index) {
        return isGiven(index) ? integer(index) : null;
    }

    String text(int index) {
        return Values.toText(get(index));
    }

    Arguments from(int index) {
        return index >= values.size() ? NONE : new Arguments(values.subList(index, values.size()));
    }
}
