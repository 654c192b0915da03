// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.page.Positions;
import io.github.camellowdefy.stripe.client.page.ResumableBackfill.Shared;
import io.github.camellowdefy.stripe.consumer.Repositories;
import io.github.camellowdefy.stripe.producer.idempotency.CallDigest;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.StateRepository;

/** Where the progress of an endpoint's backfills is kept. */
record BackfillProgress(Positions positions, Duration lease, Clock clock) {

    private static final int DIGITS = 16;

    /**
     * As options say.
     *
     * @param offsetRepository a repository or the path of a file; null keeps no progress
     * @param lease how long, in milliseconds, a slice stays with an instance that was killed
     * @return null where no progress is kept
     * @throws IllegalArgumentException when it stands for no repository, or its file is damaged
     */
    static BackfillProgress of(
            CamelContext context, Object offsetRepository, long lease, Clock clock)
            throws Exception {
        if (offsetRepository == null) {
            return null;
        }
        StateRepository<String, String> repository =
                Repositories.states(context, "offsetRepository", offsetRepository).repository();
        return new BackfillProgress(
                Positions.of(repository::getState, repository::setState),
                Duration.ofMillis(lease),
                clock);
    }

    /**
     * Under the id of the route, as the cursor of polling; the same for the same call, so that
     * several calls of a route have one each.
     *
     * @param route the route, or null where a template made the call
     */
    Shared shared(Route route, StripeCall call) {
        String name =
                "stripe-backfill:%s:%s:%s"
                        .formatted(
                                route == null ? "no-route" : route.getRouteId(),
                                call.operation().name(),
                                CallDigest.of(call).substring(0, DIGITS));
        return new Shared(positions, name, lease, clock);
    }
}
