// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

import java.time.Clock;

/** One replay of the dead letters: from where the last one ended to the moment it was asked for. */
public final class Replay {

    private final Clock clock;
    private volatile long begun;

    public Replay(Clock clock) {
        this.clock = clock;
    }

    /** A replay begins now. */
    public void begin() {
        begun = clock.millis();
    }

    /**
     * Whether a letter has come since, perhaps by this very replay; then it is for the next one.
     */
    public boolean isOver(long timestamp) {
        return timestamp >= begun;
    }
}
