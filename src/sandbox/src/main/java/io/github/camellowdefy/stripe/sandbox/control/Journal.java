// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Every request in the order of its answer, for assertions. Holds the newest 10,000. */
public final class Journal {

    private static final int CAPACITY = 10_000;

    private static final List<String> VERBS =
            List.of("GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS");

    private final ArrayDeque<JournalEntry> entries = new ArrayDeque<>();
    private long total;

    /** Adds what has just happened. */
    public synchronized void add(JournalEntry entry) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.add(entry);
        total++;
    }

    /** All that are held, oldest first. */
    public synchronized List<JournalEntry> entries() {
        return new ArrayList<>(entries);
    }

    /**
     * Those to one operation: {@code of("POST", "/v1/charges")}.
     *
     * @throws IllegalArgumentException when no request can look like that
     */
    public List<JournalEntry> of(String verb, String path) {
        if (!VERBS.contains(String.valueOf(verb))) {
            throw Nearest.error("verb", verb, VERBS);
        }
        if (path == null || !path.startsWith("/") || path.contains("?")) {
            throw new IllegalArgumentException(
                    "A path starts with / and has no query, such as /v1/charges; read \"%s\"."
                            .formatted(path));
        }
        return entries().stream()
                .filter(entry -> entry.verb().equals(verb) && entry.path().equals(path))
                .toList();
    }

    /** How many requests there have been in all, held or not. */
    public synchronized long total() {
        return total;
    }

    /** Forgets what was seen so far. */
    public synchronized void clear() {
        entries.clear();
        total = 0;
    }
}
