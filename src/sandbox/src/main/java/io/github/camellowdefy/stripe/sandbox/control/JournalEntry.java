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

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One request the sandbox has seen and what became of it. No key is ever in here: {@code
 * authorization} shows the last four characters only.
 */
public final class JournalEntry {

    private final Instant at;
    private final String verb;
    private final String path;
    private final Map<String, String> headers;
    private final Supplier<Map<String, Object>> params;
    private final int status;
    private final String outcome;
    private final Fault fault;
    private final Map<String, String> answerHeaders;

    /** Made by the sandbox. */
    public JournalEntry(
            Instant at,
            String verb,
            String path,
            Map<String, String> headers,
            Supplier<Map<String, Object>> params,
            int status,
            String outcome,
            Fault fault,
            Map<String, String> answerHeaders) {
        this.at = at;
        this.verb = verb;
        this.path = path;
        this.headers = headers;
        this.params = params;
        this.status = status;
        this.outcome = outcome;
        this.fault = fault;
        this.answerHeaders = answerHeaders;
    }

    /** When it came in, by the sandbox clock. */
    public Instant at() {
        return at;
    }

    /** Such as {@code POST}. */
    public String verb() {
        return verb;
    }

    /** The raw path, without the query. */
    public String path() {
        return path;
    }

    /** What came with it, names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Its parameters, query and body together; empty when they could not be read, or came in a body
     * of more than 16 KB.
     */
    public Map<String, Object> params() {
        return params.get();
    }

    /** Its {@code Idempotency-Key}, or null. */
    public String idempotencyKey() {
        return headers.get("idempotency-key");
    }

    /** The status the sandbox meant to answer with; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /**
     * What happened, in words: {@code 200}, {@code 402 card_declined}, {@code RESET_AFTER (200)}.
     */
    public String outcome() {
        return outcome;
    }

    /** The fault it met, or null. */
    public Fault fault() {
        return fault;
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
