// SPDX-License-Identifier: Apache-2.0
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
