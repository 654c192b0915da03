// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import io.github.camellowdefy.stripe.event.StripeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One page of events.
 *
 * @param events the newest first
 * @param hasMore whether the account has more in the direction asked for
 */
public record EventPage(List<StripeEvent> events, boolean hasMore) {

    boolean isEmpty() {
        return events.isEmpty();
    }

    StripeEvent newest() {
        return events.get(0);
    }

    StripeEvent oldest() {
        return events.get(events.size() - 1);
    }

    List<StripeEvent> oldestFirst() {
        List<StripeEvent> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);
        return reversed;
    }
}
