// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.EventTypes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Cause;
import io.github.camellowdefy.stripe.sandbox.store.Event;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every state change as an event, kept per account and handed to whoever delivers them. */
public final class EventLog {

    static final String SNAPSHOTS = "event";
    static final String THIN = "v2.core.event";

    /** Stripe tells nobody about it. */
    private static final String SILENT = "v2.core.event_destination";

    private final Engine engine;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    EventLog(Engine engine) {
        this.engine = engine;
    }

    /** Calls {@code listener} for every event from now on, while the account's lock is held. */
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** The event with this id, thin or not, or null. */
    public Event find(Account account, String id) {
        Stored found = account.shelf(SNAPSHOTS).get(id);
        return (Event) (found == null ? account.shelf(THIN).get(id) : found);
    }

    /** The events that endpoints have not taken yet and still may, oldest first. */
    public List<Event> awaited() {
        List<Event> awaited = new ArrayList<>();
        for (Account account : engine.accounts().values()) {
            for (String kind : List.of(SNAPSHOTS, THIN)) {
                for (Stored stored : account.shelf(kind).all()) {
                    if (((Event) stored).pendingWebhooks() > 0) {
                        awaited.add((Event) stored);
                    }
                }
            }
        }
        awaited.sort(Comparator.comparingLong(Event::key));
        return awaited;
    }

    /** Tests a destination: an event to it alone. */
    public Event ping(Account account, String object, String destination, Cause cause) {
        byte[] json = Json.write(account.require(object, destination, "id"));
        String url = engine.url(account, object, destination);
        Event.Facts facts = facts(account, "v2.core.event_destination.ping", json, null, cause);
        Event event = fresh(THIN, facts, new Event.Thin(url, null, destination));
        publish(event);
        return event;
    }

    /** The thin form of a v1 event, made when a destination asks for it. */
    public Event thin(Event snapshot) {
        Event.Facts facts = snapshot.facts();
        ObjectNode object = snapshot.object();
        String url = engine.url(facts.account(), Json.text(object, "object"), Json.id(object));
        Event.Thin thin = new Event.Thin(url, snapshot.id(), null);
        Event event = fresh(THIN, facts.ofType("v1." + facts.type()), thin);
        keep(event);
        return event;
    }

    void record(
            Account account,
            ObjectNode object,
            String type,
            byte[] json,
            byte[] previous,
            Cause cause) {
        if (!EventTypes.has(type)) {
            return;
        }
        String kind = Json.text(object, "object");
        Event.Facts facts = facts(account, type, json, previous, cause);
        if (kind.startsWith("v2.")) {
            String url = engine.url(account, kind, Json.id(object));
            publish(fresh(THIN, facts, new Event.Thin(url, null, null)));
        } else {
            publish(fresh(SNAPSHOTS, facts, null));
        }
    }

    private Event.Facts facts(
            Account account, String type, byte[] json, byte[] previous, Cause cause) {
        boolean connected = account != engine.platform();
        return new Event.Facts(type, account, connected, json, previous, cause);
    }

    private Event fresh(String kind, Event.Facts facts, Event.Thin thin) {
        long key = facts.account().nextKey(engine.clock().seconds());
        return new Event(engine.ids().next(kind), key, facts, thin);
    }

    private void publish(Event event) {
        keep(event);
        listeners.forEach(listener -> listener.accept(event));
    }

    static void keep(Event event) {
        ObjectNode indexed = Json.object().put("type", event.type());
        event.account().put(event.isThin() ? THIN : SNAPSHOTS, event, null, indexed);
    }
}
