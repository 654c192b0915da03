// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.camellowdefy.stripe.event.StripeEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A list of events that would never end. */
@Timeout(60)
class EventWalkTest {

    private static final StripeEvent EVENT =
            new StripeEvent(
                    Map.of(
                            "id",
                            "evt_1",
                            "object",
                            "event",
                            "type",
                            "charge.failed",
                            "created",
                            9L));

    private static final EventSource SAME_PAGE =
            new EventSource() {
                @Override
                public CompletableFuture<EventPage> page(EventQuery query) {
                    return CompletableFuture.completedFuture(new EventPage(List.of(EVENT), true));
                }

                @Override
                public CompletableFuture<Boolean> exists(String id) {
                    return CompletableFuture.completedFuture(true);
                }
            };

    @Test
    void aWalkThatDoesNotMoveOnEnds() throws Exception {
        EventWalk walk = EventWalk.after("evt_0", SAME_PAGE, 60, Clock.systemUTC());

        assertThat(walk.next().oldestFirst()).containsExactly(EVENT);
        assertThatIllegalStateException()
                .isThrownBy(walk::next)
                .withMessageContaining("does not move on from \"evt_1\"");
        assertThat(walk.next()).isNull();
    }

    @Test
    void theOldestPageIsFoundThoughNoneIsOlder() throws Exception {
        EventWalk walk = EventWalk.from(5, SAME_PAGE, 60, Clock.systemUTC());

        assertThat(walk.next().oldestFirst()).containsExactly(EVENT);
    }
}
