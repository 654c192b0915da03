// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A value of a file and its place. */
public sealed interface Node {

    Place place();

    /** The kind of the value, for an error sentence. */
    String describe();

    /** The entry of a mapping, or null when there is none, or this is no mapping. */
    default Node get(String key) {
        return null;
    }

    /** The text of a scalar, or null when this is something else. */
    default String text() {
        return null;
    }

    default boolean isNull() {
        return false;
    }

    /** Mappings and lists as maps and lists of what the function makes of everything else. */
    default Object plain(Function<? super Node, ?> other) {
        if (this instanceof Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries().forEach((key, value) -> map.put(key, value.plain(other)));
            return map;
        }
        if (this instanceof Sequence sequence) {
            List<Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(item.plain(other)));
            return list;
        }
        return other.apply(this);
    }

    /**
     * @param value null, a {@code Boolean}, a {@code Long}, a {@code BigInteger}, a {@code Double}
     *     or a {@code String}
     */
    record Scalar(Object value, Place place) implements Node {
        /** Leaves the value out: it may be a key. */
        @Override
        public String toString() {
            return "Scalar[" + place + ']';
        }

        @Override
        public String text() {
            return value instanceof String text ? text : null;
        }

        @Override
        public boolean isNull() {
            return value == null;
        }

        @Override
        public String describe() {
            if (value instanceof Number) {
                return "a number";
            }
            return value instanceof String ? "text" : String.valueOf(value);
        }
    }

    /** A list, in the order of the file. */
    record Sequence(List<Node> items, Place place) implements Node {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** A map in the order it was written. */
    record Mapping(Map<String, Node> entries, Place place) implements Node {
        /** The keys without the marks that Lowdefy's own build leaves, such as {@code ~k}. */
        public List<String> keys() {
            return entries.keySet().stream().filter(key -> !key.startsWith("~")).toList();
        }

        /** Names the keys only: a value may be a secret. */
        @Override
        public String toString() {
            return "Mapping[" + entries.keySet() + ", " + place + ']';
        }

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public Node get(String key) {
            return entries.get(key);
        }

        @Override
        public String describe() {
            return entries.isEmpty() ? "an empty map" : "a map";
        }
    }

    /**
     * A value that could not be read, such as that of a file that does not exist. A definition that
     * needs the value fails with the reason; other definitions are not affected.
     */
    record Unresolved(String reason, Place place) implements Node {

        public LowdefyFileException refusal() {
            return place.refusal(reason);
        }

        @Override
        public String describe() {
            return reason;
        }
    }
}
