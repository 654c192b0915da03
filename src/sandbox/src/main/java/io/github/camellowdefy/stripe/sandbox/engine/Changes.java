// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Cause;
import io.github.camellowdefy.stripe.sandbox.store.Shelf;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import io.github.camellowdefy.stripe.sandbox.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Writes to one account for one reason. Every write stores the object and tells the event log; the
 * caller holds the account's lock.
 *
 * @param engine ids, other accounts, the clock
 * @param account the account written to
 * @param cause the request behind the changes
 * @param frozenAt a time that stands still, or null
 */
public record Changes(Engine engine, Account account, Cause cause, Long frozenAt) {

    Changes(Engine engine, Account account, Cause cause) {
        this(engine, account, cause, null);
    }

    /** The same, at a time that stands still: a test clock's or a call's. */
    public Changes at(long seconds) {
        return new Changes(engine, account, cause, seconds);
    }

    /** The same in another account. */
    public Changes in(Account other) {
        return new Changes(engine, other, cause, frozenAt);
    }

    /** The time of these changes in Unix seconds: that which stands still where there is one. */
    public long now() {
        return frozenAt == null ? engine.clock().seconds() : frozenAt;
    }

    /** A copy of an object of the account, or null. */
    public ObjectNode find(String object, String id) {
        return account.find(object, id);
    }

    /** The object another one names in the field of its kind, or null. */
    public ObjectNode named(String object, JsonNode owner) {
        return account.named(object, owner);
    }

    /** As {@link #plan}, when so much time of the sandbox's clock has passed. */
    public void planIn(Duration wait, String job, String... about) {
        plan(engine.clock().instant().plus(wait), job, about);
    }

    /** As {@link #plan}, at a time in Unix seconds. */
    public void planAt(long seconds, String job, String... about) {
        plan(Instant.ofEpochSecond(seconds), job, about);
    }

    /** Has a job of the agenda done for this account when the time has come. */
    public void plan(Instant due, String job, String... about) {
        engine.agenda().plan(due, job, account, about);
    }

    /** A new object with its id and Stripe's default fields, not yet stored. */
    public ObjectNode draft(String object) {
        return draft(object, engine.ids().next(object));
    }

    /** As {@link #draft(String)}, under the id the caller chose, if any; 400 where it is taken. */
    public ObjectNode draftAs(String object, String id) {
        if (id != null && account.find(object, id) != null) {
            String name = Character.toUpperCase(object.charAt(0)) + object.substring(1);
            throw StripeError.refusal("already_exists", name);
        }
        return id == null ? draft(object) : draft(object, id);
    }

    /** A new object with an id the caller chose, not yet stored. */
    public ObjectNode draft(String object, String id) {
        return engine.defaults().create(object, id, now());
    }

    /** Makes an object that is only shown fit the schema, as one that is stored does. */
    public ObjectNode complete(ObjectNode object) {
        Completion.complete(engine, account, object, now());
        return object;
    }

    /** Stores a new object and writes its {@code created} event. */
    public ObjectNode insert(ObjectNode object) {
        return insert(object, null, "created");
    }

    /**
     * Stores a new object.
     *
     * @param parent the id of the object it lives under, or null
     * @param changes what to write events about, such as {@code created}
     */
    public ObjectNode insert(ObjectNode object, String parent, String... changes) {
        emit(object, store(object, parent, null, null), null, changes);
        return object;
    }

    /** Stores a new object of which nobody hears. */
    public ObjectNode add(ObjectNode object) {
        return add(object, null);
    }

    /** Stores a new object under another; nobody hears of it. */
    public ObjectNode add(ObjectNode object, String parent) {
        return insert(object, parent, new String[0]);
    }

    /** Stores a new state and writes the {@code updated} event, unless nothing differs. */
    public ObjectNode update(ObjectNode object) {
        return update(object, "updated");
    }

    /** Stores a new state of which nobody hears. */
    public ObjectNode keep(ObjectNode object) {
        return update(object, new String[0]);
    }

    /**
     * Stores a new state.
     *
     * @param changes what to write events about: {@code updated}, {@code succeeded}, or a whole
     *     type such as {@code charge.refund.updated} when it holds a dot; none at all writes no
     *     event
     */
    public ObjectNode update(ObjectNode object, String... changes) {
        return update(object, this, changes);
    }

    /** As above, with the events in the account of {@code teller}. */
    public ObjectNode update(ObjectNode object, Changes teller, String... changes) {
        Stored old = account.shelf(type(object)).get(id(object));
        ObjectNode before = Json.read(old.json());
        if (before.equals(object)) {
            return object;
        }
        byte[] json = store(object, old.parent(), old, before);
        teller.emit(object, json, before, changes);
        return object;
    }

    /** Puts an object under another parent; nobody hears of it. */
    public void move(String object, String id, String parent) {
        Stored old = account.shelf(object).get(id);
        Stored moved = new StoredObject(id, old.key(), old.json(), parent, old.hidden(), false);
        account.put(object, moved, null, null);
    }

    /** Keeps something beside an object that is never shown. */
    public void hide(String object, String id, ObjectNode hidden) {
        Shelf shelf = account.shelf(object);
        Stored old = shelf.get(id);
        byte[] kept = Json.write(hidden);
        shelf.replace(
                new StoredObject(id, old.key(), old.json(), old.parent(), kept, old.deleted()));
    }

    /** Keeps something beside an object, and nothing else. */
    public void hide(ObjectNode object, ObjectNode hidden) {
        hide(type(object), id(object), hidden);
    }

    /** Keeps one more thing beside an object that is never shown. */
    public void note(ObjectNode object, String name, Object value) {
        hide(object, account.hidden(object).setAll(Json.object(name, value)));
    }

    /** Deletes an object, writes the event, and gives {@code {id, object, deleted: true}}. */
    public ObjectNode delete(ObjectNode object) {
        String type = type(object);
        Stored old = account.shelf(type).get(id(object));
        ObjectNode gone = Json.object();
        gone.put("id", old.id()).put("object", type).put("deleted", true);
        Stored mark =
                new StoredObject(old.id(), old.key(), Json.write(gone), old.parent(), null, true);
        account.put(type, mark, object, null);
        emit(object, old.json(), null, "deleted");
        return gone;
    }

    /** Writes events about an object as it is now. */
    public void emit(ObjectNode object, String... changes) {
        emit(object, Json.write(object), null, changes);
    }

    private byte[] store(ObjectNode object, String parent, Stored old, ObjectNode before) {
        complete(object);
        long key = old == null ? account.nextKey(createdOf(object)) : old.key();
        byte[] hidden = old == null ? null : old.hidden();
        byte[] json = Json.write(object);
        Stored stored = new StoredObject(id(object), key, json, parent, hidden, false);
        account.put(type(object), stored, before, object);
        return json;
    }

    private void emit(ObjectNode object, byte[] json, ObjectNode before, String... changes) {
        for (String change : changes) {
            String type = change.indexOf('.') < 0 ? Names.event(type(object), change) : change;
            byte[] difference =
                    type.endsWith("updated") && before != null
                            ? Json.write(differences(before, object))
                            : null;
            engine.events().record(account, object, type, json, difference, cause);
        }
    }

    /** The old values of what is no longer the same, hash by hash. */
    static ObjectNode differences(ObjectNode before, ObjectNode after) {
        ObjectNode previous = Json.object();
        for (Map.Entry<String, JsonNode> field : before.properties()) {
            JsonNode now = after.get(field.getKey());
            JsonNode then = field.getValue();
            if (then.equals(now)) {
                continue;
            }
            previous.set(
                    field.getKey(),
                    then instanceof ObjectNode old && now instanceof ObjectNode fresh
                            ? differences(old, fresh)
                            : then);
        }
        for (Map.Entry<String, JsonNode> field : after.properties()) {
            if (!before.has(field.getKey())) {
                previous.putNull(field.getKey());
            }
        }
        return previous;
    }

    private long createdOf(ObjectNode object) {
        JsonNode created = object.get("created");
        return created != null && created.isIntegralNumber() ? created.longValue() : now();
    }

    private static String type(ObjectNode object) {
        return object.get("object").textValue();
    }

    private static String id(ObjectNode object) {
        return object.get("id").textValue();
    }
}
