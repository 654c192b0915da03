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
