// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.request.RequestBody;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The first answer under an idempotency key is the answer to all further requests with it. Per
 * account; kept for 24 hours, under v2 for 30 days, by the sandbox clock.
 */
final class Idempotency {

    private static final int MAX_KEY = 255;

    /** Where a key counts. */
    private record Slot(String account, boolean v2, String key) {}

    /** A key in use. {@code answer} is null while the first request runs. */
    static final class Entry {
        private final Slot slot;
        private final String verb;
        private final String path;
        private final byte[] digest;
        private final String requestId;
        private final long until;
        private Answer answer;

        private Entry(
                Slot slot, String verb, String path, byte[] digest, String requestId, long until) {
            this.slot = slot;
            this.verb = verb;
            this.path = path;
            this.digest = digest;
            this.requestId = requestId;
            this.until = until;
        }

        String requestId() {
            return requestId;
        }
    }

    /** What {@link #begin} found: a first request to run, or an answer to repeat. */
    record Outcome(Entry entry, Answer replay) {}

    private final SandboxClock clock;
    private final Map<Slot, Entry> entries = new HashMap<>();
    private final PriorityQueue<Entry> byEnd =
            new PriorityQueue<>(Comparator.comparingLong(entry -> entry.until));

    Idempotency(SandboxClock clock) {
        this.clock = clock;
    }

    /**
     * Takes the key for a request.
     *
     * @throws StripeError 400 {@code idempotency_error} when the key went with another request, 409
     *     {@code idempotency_key_in_use} while that runs
     */
    Outcome begin(
            Account account,
            String key,
            Route route,
            String path,
            RequestBody body,
            String requestId) {
        StripeError.refuseIf(key.length() > MAX_KEY, "idempotency_key_too_long", key.length());
        Slot slot = new Slot(account.id(), route.isV2(), key);
        // the template lives anyway; a million equal texts need not
        String where = path.equals(route.template()) ? route.template() : path;
        byte[] digest = digest(body);
        long now = clock.seconds();
        long life = (route.isV2() ? Duration.ofDays(30) : Duration.ofHours(24)).toSeconds();
        synchronized (this) {
            forgetOld(now);
            Entry entry = entries.get(slot);
            if (entry != null && entry.until > now) {
                return new Outcome(entry, replay(entry, route.verb(), where, digest));
            }
            Entry first = new Entry(slot, route.verb(), where, digest, requestId, now + life);
            entries.put(slot, first);
            byEnd.add(first);
            return new Outcome(first, null);
        }
    }

    /** Keeps the answer of a first request, or frees the key where the endpoint never ran. */
    void end(Entry entry, Account account, Answer answer, boolean keep) {
        Answer kept = keep ? answer.sharing(account) : null;
        synchronized (this) {
            if (keep) {
                entry.answer = kept;
            } else {
                entries.remove(entry.slot, entry);
            }
        }
    }

    synchronized void clear() {
        entries.clear();
        byEnd.clear();
    }

    /** The keys whose first answer is known, for a snapshot. */
    synchronized ArrayNode save() {
        ArrayNode saved = Json.array();
        for (Entry entry : byEnd) {
            if (entry.answer != null && entries.get(entry.slot) == entry) {
                ObjectNode line = saved.addObject();
                line.put("account", entry.slot.account()).put("v2", entry.slot.v2());
                line.put("key", entry.slot.key()).put("verb", entry.verb).put("path", entry.path);
                line.put("digest", entry.digest).put("request", entry.requestId);
                line.put("until", entry.until).put("status", entry.answer.status());
                line.put("type", entry.answer.contentType()).put("body", entry.answer.body());
            }
        }
        return saved;
    }

    synchronized void load(JsonNode saved) throws IOException {
        for (JsonNode line : saved) {
            boolean v2 = line.get("v2").booleanValue();
            Entry entry =
                    new Entry(
                            new Slot(Json.text(line, "account"), v2, Json.text(line, "key")),
                            Json.text(line, "verb"),
                            Json.text(line, "path"),
                            line.get("digest").binaryValue(),
                            Json.text(line, "request"),
                            line.get("until").longValue());
            entry.answer =
                    new Answer(
                            line.get("status").intValue(),
                            Json.text(line, "type"),
                            line.get("body").binaryValue(),
                            Map.of());
            entries.put(entry.slot, entry);
            byEnd.add(entry);
        }
    }

    private static Answer replay(Entry entry, String verb, String path, byte[] digest) {
        String key = entry.slot.key();
        StripeError.refuseIf(
                !entry.verb.equals(verb) || !entry.path.equals(path),
                "idempotency_other_endpoint",
                path,
                entry.path,
                key);
        StripeError.refuseIf(
                !Arrays.equals(entry.digest, digest), "idempotency_other_parameters", key);
        StripeError.refuseIf(entry.answer == null, "idempotency_key_in_use", key);
        return entry.answer;
    }

    private void forgetOld(long now) {
        while (!byEnd.isEmpty() && byEnd.peek().until <= now) {
            Entry old = byEnd.poll();
            entries.remove(old.slot, old);
        }
    }

    private static byte[] digest(RequestBody body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Json.sorted(body.params()));
            if (body.file() != null) {
                digest.update(body.file());
            }
            return Arrays.copyOf(digest.digest(), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
