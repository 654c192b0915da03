// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Event;
import io.github.camellowdefy.stripe.sandbox.store.SavedEvent;
import io.github.camellowdefy.stripe.sandbox.store.Shelf;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import io.github.camellowdefy.stripe.sandbox.store.StoredObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole state as one JSON file: the time, objects, what is hidden beside them, events, what
 * time is still to bring and idempotency keys. Written to a neighbour first and then moved, so that
 * a half-written file never takes the place of a whole one.
 */
record Snapshot(Engine engine, Idempotency idempotency) {

    private static final int VERSION = 1;

    private record Kept(Account account, String object, Stored stored) {}

    private record State(List<Kept> stored, ObjectNode rest) {}

    void save(Path file) throws IOException {
        // what is stored is never changed, only replaced: writing it need not keep others waiting
        State state = engine.platform().locked(this::state);
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh));
                JsonGenerator json = Json.to(out)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("url", engine.base());
            for (Map.Entry<String, JsonNode> part : state.rest().properties()) {
                json.writeFieldName(part.getKey());
                json.writeTree(part.getValue());
            }
            json.writeArrayFieldStart("stored");
            for (Kept kept : state.stored()) {
                json.writeTree(write(kept.account(), kept.object(), kept.stored()));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private State state() {
        List<Kept> stored = new ArrayList<>();
        for (Account account : engine.accounts().values()) {
            for (Map.Entry<String, Shelf> shelf : account.shelves().entrySet()) {
                for (Stored each : shelf.getValue().all()) {
                    stored.add(new Kept(account, shelf.getKey(), each));
                }
            }
        }
        ObjectNode rest = Json.object();
        rest.put("time", engine.clock().instant().toString()).put("ids", engine.ids().count());
        rest.set("agenda", engine.agenda().save());
        rest.set("idempotency", idempotency.save());
        return new State(stored, rest);
    }

    void load(InputStream in) throws IOException {
        JsonNode root = Json.from(in);
        if (root == null || root.path("version").asInt() != VERSION) {
            throw new IOException("expected \"version\": " + VERSION);
        }
        if (root.has("time")) {
            engine.clock().reach(Instant.parse(root.get("time").asText()));
        }
        engine.ids().startAt(root.path("ids").asLong());
        String url = root.path("url").asText(engine.base());
        for (JsonNode each : root.path("stored")) {
            read((ObjectNode) each, url);
        }
        idempotency.load(root.path("idempotency"));
        engine.agenda().load(root.path("agenda"));
    }

    private static ObjectNode write(Account account, String object, Stored stored) {
        ObjectNode line = Json.object();
        line.put("account", account.id()).put("object", object).put("id", stored.id());
        line.put("key", stored.key());
        if (stored instanceof Event event) {
            line.set("event", SavedEvent.write(event));
            return line;
        }
        line.put("parent", stored.parent()).put("deleted", stored.deleted());
        line.set("json", Json.read(stored.json()));
        if (stored.hidden() != null) {
            line.set("hidden", Json.read(stored.hidden()));
        }
        return line;
    }

    private void read(ObjectNode line, String url) {
        Account account = engine.account(Json.text(line, "account"));
        String object = Json.text(line, "object");
        String id = Json.id(line);
        long key = line.get("key").longValue();
        if (line.get("event") instanceof ObjectNode saved) {
            EventLog.keep(SavedEvent.read(id, key, account, account != engine.platform(), saved));
            return;
        }
        ObjectNode json = (ObjectNode) line.get("json");
        if (!url.equals(engine.base())) {
            // the pages of objects have moved with the sandbox
            String text = new String(Json.write(json), StandardCharsets.UTF_8);
            json = Json.read(text.replace(url, engine.base()).getBytes(StandardCharsets.UTF_8));
        }
        boolean deleted = line.get("deleted").booleanValue();
        byte[] hidden = line.has("hidden") ? Json.write(line.get("hidden")) : null;
        Stored stored =
                new StoredObject(
                        id, key, Json.write(json), Json.text(line, "parent"), hidden, deleted);
        account.put(object, stored, null, deleted ? null : json);
    }
}
