// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * All objects of one kind in one account, in order of creation, with the values of a few fields
 * looked up without a search. Written by one thread at a time (the account's lock), read by any.
 */
public final class Shelf {

    /** The parent of a sub-resource, as an index. */
    public static final String PARENT = "^parent";

    private static final Set<String> INDEXED =
            Tsv.words(
                    "customer email status payment_intent charge subscription invoice"
                            + " product price account source source_transaction lookup_key"
                            + " type");

    private final Map<String, Stored> byId = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, Stored> byKey = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, KeyList>> indexes = new ConcurrentHashMap<>();
    private Object summary;

    /** The object, deleted or not; null when there never was one. */
    public Stored get(String id) {
        return byId.get(id);
    }

    /** Adds or replaces; the trees are those of the old and new JSON, null where there is none. */
    void put(Stored stored, JsonNode before, JsonNode after) {
        Stored old = byId.put(stored.id(), stored);
        if (stored.deleted()) {
            byKey.remove(stored.key());
        } else {
            byKey.put(stored.key(), stored);
        }
        for (String field : INDEXED) {
            reindex(field, stored.key(), value(before, field), value(after, field));
        }
        reindex(PARENT, stored.key(), parent(old), parent(stored));
    }

    /** What a module has computed of these objects; lives as long as they do. */
    synchronized Object summary(Supplier<?> first) {
        if (summary == null) {
            summary = first.get();
        }
        return summary;
    }

    private static String parent(Stored stored) {
        return stored == null || stored.deleted() ? null : stored.parent();
    }

    /** Takes the place of the object of this id, whose JSON is the same. */
    public void replace(Stored stored) {
        byId.put(stored.id(), stored);
        byKey.computeIfPresent(stored.key(), (key, old) -> stored);
    }

    public Iterable<Stored> all() {
        return byId.values();
    }

    static boolean indexes(String field) {
        return INDEXED.contains(field) || field.equals(PARENT);
    }

    /** The live objects older than {@code bound}, newest first. */
    public Iterator<Stored> newestBelow(long bound) {
        return byKey.headMap(bound, false).descendingMap().values().iterator();
    }

    /** The live objects newer than {@code bound}, oldest first. */
    public Iterator<Stored> oldestAbove(long bound) {
        return byKey.tailMap(bound, false).values().iterator();
    }

    /** As {@link #newestBelow} or {@link #oldestAbove}, of those whose field has this value. */
    public Iterator<Stored> indexed(String field, String value, long bound, boolean newestFirst) {
        KeyList keys = indexes.getOrDefault(field, Map.of()).get(value);
        return new Iterator<>() {
            private Stored next = step(bound);

            private Stored step(long from) {
                for (long key = from; keys != null; ) {
                    key = newestFirst ? keys.below(key) : keys.above(key);
                    Stored found = key < 0 ? null : byKey.get(key);
                    if (found != null || key < 0) {
                        return found;
                    }
                }
                return null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Stored next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                Stored result = next;
                next = step(result.key());
                return result;
            }
        };
    }

    private void reindex(String field, long key, String before, String after) {
        if (Objects.equals(before, after)) {
            return;
        }
        Map<String, KeyList> index = indexes.computeIfAbsent(field, f -> new ConcurrentHashMap<>());
        if (before != null) {
            index.computeIfPresent(
                    before,
                    (value, keys) -> {
                        keys.remove(key);
                        return keys.isEmpty() ? null : keys;
                    });
        }
        if (after != null) {
            index.computeIfAbsent(after, v -> new KeyList()).add(key);
        }
    }

    private static String value(JsonNode tree, String field) {
        return tree == null ? null : Json.text(tree, field);
    }
}
