// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event.poll;

import java.util.concurrent.CompletableFuture;

/** The account's events. Never blocks. */
public interface EventSource {

    /**
     * Asks for one page.
     *
     * @return completes exceptionally with {@link UnknownEventException} when the event the query
     *     starts from is not known, and with any other failure
     */
    CompletableFuture<EventPage> page(EventQuery query);

    /** Whether the account still has the event. */
    CompletableFuture<Boolean> exists(String id);
}
