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
    public interface Claim {

        /** Whether to go ahead; {@link #complete} or {@link #release} then has to follow. */
        boolean isMine();

        /** Completes with whether the event has completed, when its owner has processed it. */
        CompletableFuture<Boolean> outcome();

        /** The event has completed and is never let through again. */
        void complete();

        /** The event has not completed and may be claimed again. */
        void release();
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
            return new Others(earlier);
        }
        Mine mine = new Mine(repository, eventId, outcome);
        boolean done = false;
        try {
            done = repository.contains(eventId);
        } catch (RuntimeException | Error e) {
            mine.release();
            throw e;
        }
        if (done) {
            mine.settle(true);
            return new Others(outcome);
        }
        return mine;
    }

    /** The claim of another consumer. */
    private record Others(CompletableFuture<Boolean> outcome) implements Claim {

        @Override
        public boolean isMine() {
            return false;
        }

        @Override
        public void complete() {
            // theirs to tell
        }

        @Override
        public void release() {
            // theirs to tell
        }
    }

    private final class Mine implements Claim {

        private final IdempotentRepository repository;
        private final String eventId;
        private final CompletableFuture<Boolean> outcome;

        private Mine(
                IdempotentRepository repository,
                String eventId,
                CompletableFuture<Boolean> outcome) {
            this.repository = repository;
            this.eventId = eventId;
            this.outcome = outcome;
        }

        @Override
        public boolean isMine() {
            return true;
        }

        @Override
        public CompletableFuture<Boolean> outcome() {
            return outcome;
        }

        @Override
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

        @Override
        public void release() {
            settle(false);
        }

        private void settle(boolean completed) {
            underWay.remove(eventId, outcome);
            outcome.complete(completed);
        }
    }
}
