// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import java.time.Duration;
import org.apache.camel.spi.StateRepository;

/** Keeps the cursor in a repository under one key; writes only a changed cursor. */
final class CursorStore {

    /** How far an idle account's cursor may fall behind: only the 30 days of retention care. */
    private static final long IDLE_SECONDS = Duration.ofHours(1).toSeconds();

    private final StateRepository<String, String> repository;
    private final String key;
    private final String place;
    private EventCursor saved;

    CursorStore(StateRepository<String, String> repository, String key, String place) {
        this.repository = repository;
        this.key = key;
        this.place = place;
    }

    String key() {
        return key;
    }

    synchronized EventCursor load() {
        String text = repository.getState(key);
        saved = text == null ? null : EventCursor.parse(key, place, text);
        return saved;
    }

    /** Saves the cursor of the window, unless it equals the saved one. */
    synchronized void save(EventWindow window) {
        EventCursor cursor = window.cursor();
        if (saved == null || !isSame(saved, cursor)) {
            repository.setState(key, cursor.toText());
            saved = cursor;
        }
    }

    private static boolean isSame(EventCursor a, EventCursor b) {
        return Math.abs(a.completeUntil() - b.completeUntil()) < IDLE_SECONDS
                && a.equals(
                        new EventCursor(
                                b.from(), b.anchor(), b.position(), a.completeUntil(), b.done()));
    }
}
