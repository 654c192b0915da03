// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import io.github.camellowdefy.stripe.event.StripeEvent;
import io.github.camellowdefy.stripe.event.poll.EventCursor.Mark;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The first cursor, for a consumer that has none yet. */
record Beginning(EventSource source, long lookbackSeconds, Clock clock) {

    EventCursor cursor(StartFrom start) throws ExecutionException, InterruptedException {
        return start.seconds() == null
                ? afterTheNewest()
                : new EventCursor(start.seconds(), null, null, start.seconds(), null);
    }

    /**
     * Decided by events alone: an event that appears from now on is new, whatever the clocks say.
     */
    private EventCursor afterTheNewest() throws ExecutionException, InterruptedException {
        long now = clock.instant().getEpochSecond();
        EventQuery all = EventQuery.between(0, null);
        EventPage page = source.page(all).get();
        if (page.isEmpty()) {
            return new EventCursor(0, null, null, now, null);
        }
        Mark newest = mark(page.newest());
        Map<String, Long> done = new LinkedHashMap<>();
        while (true) {
            for (StripeEvent event : page.events()) {
                if (EventWindow.created(event) < newest.created() - lookbackSeconds) {
                    return new EventCursor(0, mark(event), newest, now, done);
                }
                done.put(event.id(), EventWindow.created(event));
            }
            if (!page.hasMore() || page.isEmpty()) {
                return new EventCursor(0, null, newest, now, done);
            }
            page = source.page(all.olderThan(page.oldest().id())).get();
        }
    }

    private static Mark mark(StripeEvent event) {
        return new Mark(event.id(), EventWindow.created(event));
    }
}
