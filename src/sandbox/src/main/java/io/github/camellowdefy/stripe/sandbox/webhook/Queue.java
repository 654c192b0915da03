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
package io.github.camellowdefy.stripe.sandbox.webhook;

import java.util.ArrayDeque;

/** What one endpoint is still to get, in order; one at a time. */
final class Queue {

    private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
    private Attempt held;
    private boolean busy;

    /** Adds to the end; {@code afterNext} lets the one that follows overtake. */
    synchronized void add(Attempt attempt, boolean afterNext) {
        if (afterNext && held == null) {
            held = attempt;
            return;
        }
        waiting.add(attempt);
        if (held != null) {
            waiting.add(held);
            held = null;
        }
    }

    /** The next to send, or null while one is under way or there is none. */
    synchronized Attempt poll() {
        if (busy || waiting.isEmpty()) {
            return null;
        }
        busy = true;
        return waiting.poll();
    }

    synchronized void done() {
        busy = false;
    }
}
