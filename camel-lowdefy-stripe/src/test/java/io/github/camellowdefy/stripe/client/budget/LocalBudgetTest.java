// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.client.VirtualTimeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalBudgetTest {

    private final VirtualTimeline time = new VirtualTimeline();

    @Test
    void refusalsThatCameTogetherCountAsOne() {
        Budget budget = new LocalBudget(64, 100, time);
        for (int i = 0; i < 10; i++) {
            budget.refused();
        }
        assertThat(perSecond(budget)).isEqualTo(32);
        budget.refused();
        assertThat(perSecond(budget)).isEqualTo(16);
    }

    @Test
    void aBudgetNeverFallsToNothing() {
        Budget budget = new LocalBudget(3, 100, time);
        for (int i = 0; i < 10; i++) {
            time.advance(Duration.ofSeconds(1));
            budget.refused();
        }
        assertThat(perSecond(budget)).isEqualTo(1);
    }

    @Test
    void aPartOfABudgetMayBeLessThanOneASecond() {
        Budget budget = new LocalBudget(5, 10, time);
        int taken = 0;
        for (int i = 0; i < 10; i++) {
            taken += perSecond(budget);
        }
        assertThat(taken).isBetween(5, 6);
    }

    private int perSecond(Budget budget) {
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            time.advance(Duration.ofMillis(1));
            taken += budget.take(1) == 0 ? 1 : 0;
        }
        return taken;
    }
}
