// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Lets each event through once. The repository holds those that have completed; those under way are
 * shared by all users of the same repository in this JVM, so that a delivery and a poll of the same
 * event never run side by side.
 */
public final class EventClaims {

    private static final Map<IdempotentRepository, EventClaims> SHARED =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<String, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();

    private EventClaims() {}

    /** The claim of a consumer to process an event. */
    public final class Claim {

        private final IdempotentRepository repository;
        private final String eventId;
        private final CompletableFuture<Boolean> outcome;
        private final boolean mine;

        private Claim(
                IdempotentRepository repository,
                String eventId,
                CompletableFuture<Boolean> outcome,
                boolean mine) {
            this.repository = repository;
            this.eventId = eventId;
            this.outcome = outcome;
            this.mine = mine;
        }

        /** Whether to go ahead; {@link #complete} or {@link #release} then has to follow. */
        public boolean isMine() {
            return mine;
        }

        /** Completes with whether the event has completed, when its owner has processed it. */
        public CompletableFuture<Boolean> outcome() {
            return outcome;
        }

        /** The event has completed and is never let through again. */
        public void complete() {
            boolean recorded = false;
            try {
                repository.add(eventId);
                repository.confirm(eventId);
                recorded = true;
            } finally {
                settle(recorded);
            }
        }

        /** The event has not completed and may be claimed again. */
        public void release() {
            settle(false);
        }

        private void settle(boolean completed) {
            underWay.remove(eventId, outcome);
            outcome.complete(completed);
        }
    }

    /**
     * Claims an event.
     *
     * @param repository holds the events that have completed
     */
    public static Claim claim(IdempotentRepository repository, String eventId) {
        return SHARED.computeIfAbsent(repository, any -> new EventClaims())
                .claimIn(repository, eventId);
    }

    private Claim claimIn(IdempotentRepository repository, String eventId) {
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        CompletableFuture<Boolean> earlier = underWay.putIfAbsent(eventId, outcome);
        if (earlier != null) {
            return new Claim(repository, eventId, earlier, false);
        }
        Claim claim = new Claim(repository, eventId, outcome, true);
        boolean done;
        try {
            done = repository.contains(eventId);
        } catch (RuntimeException | Error e) {
            claim.release();
            throw e;
        }
        if (done) {
            claim.settle(true);
            return new Claim(repository, eventId, outcome, false);
        }
        return claim;
    }
}
