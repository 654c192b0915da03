// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The counters of a connection at one point in time.
 *
 * <pre>{@code
 * int waiting = connection.snapshot().queued();
 * }</pre>
 *
 * @param inFlight requests on the wire
 * @param queued calls waiting for their turn
 * @param waitingToRetry calls waiting for their next attempt
 * @param calls calls handed in since the start
 * @param attempts requests made since the start
 * @param retriesByCause repeated attempts; every cause is there
 * @param outcomes calls that have ended; every outcome is there
 * @param recentErrors the last calls that failed, the newest last
 */
public record ConnectionSnapshot(
        int inFlight,
        int queued,
        int waitingToRetry,
        long calls,
        long attempts,
        Map<RetryCause, Long> retriesByCause,
        Map<CallOutcome, Long> outcomes,
        List<RecentError> recentErrors) {

    /**
     * A call that failed.
     *
     * @param at when it ended
     * @param exception the simple name of its exception; never its text, which may quote data
     * @param report its report, which holds the request id
     */
    public record RecentError(Instant at, String exception, CallReport report) {}
}
