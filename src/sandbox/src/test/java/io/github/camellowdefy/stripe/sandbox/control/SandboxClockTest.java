// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SandboxClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SOON = START.plusSeconds(60);

    private final SandboxClock clock = SandboxClock.frozenAt(START);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatFallsDueOnTheWayIsDoneInOrderWhenAnAdvanceReturns() {
        clock.schedule(SOON.plusSeconds(1), () -> note("later"));
        clock.schedule(SOON, () -> note("sooner"));
        clock.schedule(SOON.plusSeconds(9), () -> note("too late"));

        clock.advance(Duration.ofSeconds(65));

        assertThat(done).containsExactly("sooner at 60", "later at 61");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(65));
    }

    @Test
    void whatIsDueAtTheSameTimeIsNotStartedByTheTimerWhileAnAdvanceRuns() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        clock.schedule(
                SOON,
                () -> {
                    // has the timer look for what is due
                    clock.schedule(SOON.plusSeconds(5), () -> note("third"));
                    note(happens(second) ? "first after second" : "first");
                });
        clock.schedule(
                SOON,
                () -> {
                    note("second");
                    second.countDown();
                });

        clock.advance(Duration.ofMinutes(2));

        assertThat(done).containsExactly("first at 60", "second at 60", "third at 65");
    }

    @Test
    void whatIsPastDueIsDoneByItself() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        clock.schedule(START, ended::countDown);
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void note(String what) {
        done.add(what + " at " + Duration.between(START, clock.instant()).toSeconds());
    }

    private static boolean happens(CountDownLatch latch) {
        try {
            return latch.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
