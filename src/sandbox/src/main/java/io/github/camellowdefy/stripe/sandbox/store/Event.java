// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.util.HashSet;
import java.util.Set;

/**
 * One event. The object it is about is shared with the store and put into JSON only when somebody
 * reads the event, so that a million of them cost little.
 */
public final class Event implements Stored {

    /**
     * What has happened.
     *
     * @param connected whether {@code account} is a connected one
     * @param object the object's JSON after the change
     * @param previous the old values of what changed, or null
     */
    public record Facts(
            String type,
            Account account,
            boolean connected,
            byte[] object,
            byte[] previous,
            Cause cause) {

        public Facts ofType(String other) {
            return new Facts(other, account, connected, object, previous, cause);
        }
    }

    /**
     * The v2 side of an event.
     *
     * @param url where the object can be read, or null
     * @param snapshot the id of the v1 event this one stands for, or null
     * @param addressee the only destination it goes to, or null
     */
    public record Thin(String url, String snapshot, String addressee) {}

    private final String id;
    private final long key;
    private final Facts facts;
    private final Thin thin;
    private Set<String> pending = Set.of();
    private boolean failed;

    /** A v1 event when {@code thin} is null. */
    public Event(String id, long key, Facts facts, Thin thin) {
        this.id = id;
        this.key = key;
        this.facts = facts;
        this.thin = thin;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long key() {
        return key;
    }

    /** Such as {@code customer.created}. */
    public String type() {
        return facts.type();
    }

    /** Whether it is a v2 event, which only says where the object is. */
    public boolean isThin() {
        return thin != null;
    }

    /** The account it happened in. */
    public Account account() {
        return facts.account();
    }

    /** Whether it goes to this destination whatever that subscribes to. */
    public boolean isAddressedTo(String destination) {
        return thin != null && destination.equals(thin.addressee());
    }

    /** The object after the change. */
    public ObjectNode object() {
        return Json.read(facts.object());
    }

    /** Whether no endpoint is left that has not taken it. */
    public synchronized boolean delivered() {
        return pending.isEmpty() && !failed;
    }

    /** Notes that an endpoint is to get it. */
    public synchronized void awaitDelivery(String endpoint) {
        // most events go nowhere, so they share an empty set
        pending = pending.isEmpty() ? new HashSet<>() : pending;
        pending.add(endpoint);
    }

    /** Notes that an endpoint has taken it; a second time changes nothing. */
    public synchronized void taken(String endpoint) {
        if (!pending.isEmpty()) {
            pending.remove(endpoint);
        }
    }

    /** Notes that its delivery to an endpoint was given up for good. */
    public synchronized void givenUp(String endpoint) {
        failed |= !pending.isEmpty() && pending.remove(endpoint);
    }

    /** The event as the API shows it. */
    @Override
    public byte[] json() {
        return Json.write(EventJson.of(this));
    }

    /** The event as it is delivered: a thin one without its data. */
    public byte[] notification() {
        ObjectNode event = EventJson.of(this);
        if (isThin()) {
            event.remove("data");
        }
        return Json.write(event);
    }

    public Facts facts() {
        return facts;
    }

    Thin thin() {
        return thin;
    }

    /** The endpoints that have not taken it yet and still may. */
    public synchronized Set<String> awaited() {
        return Set.copyOf(pending);
    }

    synchronized void saveDeliveries(ObjectNode saved) {
        if (failed) {
            saved.put("failed", true);
        }
        if (!pending.isEmpty()) {
            pending.forEach(saved.putArray("pending")::add);
        }
    }

    void loadDeliveries(ObjectNode saved) {
        Json.texts(saved.path("pending")).forEach(this::awaitDelivery);
        failed = saved.path("failed").asBoolean();
    }

    public synchronized int pendingWebhooks() {
        return pending.size();
    }
}
