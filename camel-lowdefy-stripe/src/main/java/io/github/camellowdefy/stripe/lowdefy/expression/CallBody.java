// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the value of an expression into the body of a message. */
public final class CallBody {

    private static final String HIDDEN = "[hidden: may hold a secret]";

    private CallBody() {}

    /**
     * The arguments as a list or as a map of parameters. An argument that is undefined becomes
     * null; a parameter that is undefined is left out. A single value becomes a list with one item,
     * since text alone would be read as YAML. Null stands for an id that is missing, so that no
     * header takes its place.
     *
     * @param takesId whether the operation has an id in its path
     * @param hidden whether the value may hold a secret, so that its text must not show it
     */
    public static Object of(Object value, boolean takesId, boolean hidden) {
        Object body = arguments(value);
        return shown(takesId ? withId(body) : body, hidden);
    }

    /** The value itself: lists and maps as above, undefined as null. */
    public static Object value(Object value, boolean hidden) {
        boolean collection = value instanceof Map || value instanceof List;
        return shown(collection ? arguments(value) : parameter(value), hidden);
    }

    private static Object shown(Object value, boolean hidden) {
        if (hidden && value instanceof Map<?, ?> map) {
            return new HiddenMap(map);
        }
        return hidden && value instanceof List<?> list ? new HiddenList(list) : value;
    }

    private static Object arguments(Object value) {
        if (value instanceof Map<?, ?>) {
            return parameter(value);
        }
        List<Object> arguments = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> arguments.add(parameter(item)));
        } else {
            arguments.add(parameter(value));
        }
        return arguments;
    }

    private static Object withId(Object body) {
        List<?> given = body instanceof List<?> list ? list : List.of(body);
        if (!given.isEmpty() && !(given.get(0) instanceof Map)) {
            return body;
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(null);
        arguments.addAll(given);
        return arguments;
    }

    private static Object parameter(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach(
                    (key, item) -> {
                        if (!(item instanceof Absent)) {
                            copy.put((String) key, parameter(item));
                        }
                    });
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object item : list) {
                if (!(item instanceof Absent)) {
                    copy.add(parameter(item));
                }
            }
            return copy;
        }
        return value instanceof Absent ? null : value;
    }

    /** A map whose {@code toString} hides its entries. */
    private static final class HiddenMap extends AbstractMap<String, Object> {

        private final Map<String, Object> map;

        @SuppressWarnings("unchecked")
        HiddenMap(Map<?, ?> map) {
            this.map = (Map<String, Object>) map;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return map.entrySet();
        }

        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** A list whose {@code toString} hides its items. */
    private static final class HiddenList extends AbstractList<Object> {

        private final List<?> list;

        HiddenList(List<?> list) {
            this.list = list;
        }

        @Override
        public Object get(int index) {
            return list.get(index);
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public String toString() {
            return HIDDEN;
        }
    }
}
