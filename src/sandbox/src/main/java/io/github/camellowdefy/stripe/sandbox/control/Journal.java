/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
