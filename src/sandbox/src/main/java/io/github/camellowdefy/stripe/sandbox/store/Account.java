// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The data of one Stripe account. Trees handed out are copies: change one and give it back through
 * {@link Changes}. Writers hold the account's lock; the engine takes it before a behaviour runs. A
 * platform and its connected accounts have one lock: money moves both ways between them.
 */
public final class Account {

    private final String id;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final Map<String, String> objectsByPrefix = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final ReentrantLock lock;

    /**
     * An empty account.
     *
     * @param platform the account it is connected to, or null when it is the platform itself
     */
    public Account(String id, Account platform) {
        this.id = id;
        this.lock = platform == null ? new ReentrantLock() : platform.lock;
    }

    /** Such as {@code acct_1SandboxPlatform}. */
    public String id() {
        return id;
    }

    /** A copy of the object, or null when there is none or it was deleted. */
    public ObjectNode find(String object, String objectId) {
        return live(objectId == null ? null : shelf(object).get(objectId));
    }

    private static ObjectNode live(Stored stored) {
        return stored == null || stored.deleted() ? null : Json.read(stored.json());
    }

    /** The object another one names in the field of its kind, or null. */
    public ObjectNode named(String object, JsonNode owner) {
        return find(object, Json.text(owner, object));
    }

    /** A copy of the object; 404 {@code resource_missing} naming {@code param} without one. */
    public ObjectNode require(String object, String objectId, String param) {
        ObjectNode found = find(object, objectId);
        if (found == null) {
            throw StripeError.noSuch(Names.spoken(object), objectId, param);
        }
        return found;
    }

    /** A copy of the object whose id is in the path; 404 {@code resource_missing} without one. */
    public ObjectNode require(String object, String objectId) {
        return require(object, objectId, Names.pathParam(object));
    }

    /** A copy of the object a parameter names; 400 {@code resource_missing} without one. */
    public ObjectNode referenced(String object, String objectId, String param) {
        ObjectNode found = find(object, objectId);
        if (found == null) {
            throw StripeError.noSuchReference(Names.spoken(object), objectId, param);
        }
        return found;
    }

    /** What is kept beside the object and never shown; empty when nothing is. */
    public ObjectNode hidden(String object, String objectId) {
        Stored stored = shelf(object).get(objectId);
        return stored == null || stored.hidden() == null
                ? Json.object()
                : Json.read(stored.hidden());
    }

    /** As {@link #hidden(String, String)}, of an object at hand. */
    public ObjectNode hidden(ObjectNode object) {
        return hidden(Json.text(object, "object"), Json.id(object));
    }

    /** All objects of a kind, newest first. */
    public Stream<ObjectNode> all(String object) {
        return stream(shelf(object).newestBelow(Long.MAX_VALUE));
    }

    /** The objects that live under another, newest first. */
    public Stream<ObjectNode> under(String object, String parent) {
        return stream(shelf(object).indexed(Shelf.PARENT, parent, Long.MAX_VALUE, true));
    }

    /** The objects whose field has this text, newest first. */
    public Stream<ObjectNode> where(String object, String field, String value) {
        return Shelf.indexes(field)
                ? stream(shelf(object).indexed(field, value, Long.MAX_VALUE, true))
                : all(object).filter(tree -> value.equals(Json.text(tree, field)));
    }

    /**
     * What a module has computed of all objects of a kind, made by the first to ask and lost with
     * the objects. Whoever changes the objects changes it, while the account's lock is held.
     */
    @SuppressWarnings("unchecked")
    public <T> T summary(String object, Supplier<T> first) {
        return (T) shelf(object).summary(first);
    }

    /** Runs {@code work} while nothing else writes to this account or its platform. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public void clear() {
        shelves.clear();
        objectsByPrefix.clear();
        sequence.set(0);
    }

    public Shelf shelf(String object) {
        return shelves.computeIfAbsent(object, o -> new Shelf());
    }

    public Map<String, Shelf> shelves() {
        return new TreeMap<>(shelves);
    }

    /** A copy of any object by its id alone, or null. */
    public ObjectNode any(String objectId) {
        return live(objectId == null ? null : findAny(objectId));
    }

    /** The id of the object that another lives under, or null. */
    public String parent(String object, String objectId) {
        Stored stored = shelf(object).get(objectId);
        return stored == null ? null : stored.parent();
    }

    /** Any live object by its id alone, or null. */
    public Stored findAny(String objectId) {
        String prefix = prefixOf(objectId);
        String object = prefix.isEmpty() ? null : objectsByPrefix.get(prefix);
        return object == null ? null : shelf(object).get(objectId);
    }

    public long nextKey(long created) {
        return created << 32 | sequence.incrementAndGet();
    }

    public void put(String object, Stored stored, ObjectNode before, ObjectNode after) {
        shelf(object).put(stored, before, after);
        if (before == null) {
            objectsByPrefix.putIfAbsent(prefixOf(stored.id()), object);
            sequence.accumulateAndGet(stored.key() & 0xffffffffL, Math::max);
        }
    }

    private static String prefixOf(String objectId) {
        return objectId.substring(0, objectId.lastIndexOf('_') + 1);
    }

    private static Stream<ObjectNode> stream(Iterator<Stored> stored) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(stored, Spliterator.ORDERED), false)
                .map(each -> Json.read(each.json()));
    }
}
