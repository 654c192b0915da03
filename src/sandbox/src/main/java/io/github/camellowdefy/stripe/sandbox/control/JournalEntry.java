// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One request the sandbox has seen and what became of it. No key is ever in here: {@code
 * authorization} shows the last four characters only.
 *
 * @param at when it came in, by the sandbox clock
 * @param path the raw path, without the query
 * @param headers what came with it, names in lower case
 * @param reader reads its parameters
 * @param status the status the sandbox meant to answer with; 0 when there was no answer
 * @param outcome in words: {@code 200}, {@code 402 card_declined}, {@code RESET_AFTER (200)}
 * @param fault the fault it met, or null
 * @param answerHeaders what went back with the answer
 */
public record JournalEntry(
        Instant at,
        String verb,
        String path,
        Map<String, String> headers,
        Supplier<Map<String, Object>> reader,
        int status,
        String outcome,
        Fault fault,
        Map<String, String> answerHeaders) {

    /**
     * Its parameters, query and body together; empty when they could not be read, or came in a body
     * of more than 16 KB.
     */
    public Map<String, Object> params() {
        return reader.get();
    }

    /** Its {@code Idempotency-Key}, or null. */
    public String idempotencyKey() {
        return headers.get("idempotency-key");
    }

    /** The {@code Request-Id} of the answer, or null. */
    public String requestId() {
        return answerHeaders.get("Request-Id");
    }

    /** Whether the answer was that of an earlier request with the same key. */
    public boolean replayed() {
        return answerHeaders.containsKey("Idempotent-Replayed");
    }

    @Override
    public String toString() {
        return verb + ' ' + path + " -> " + outcome;
    }
}
