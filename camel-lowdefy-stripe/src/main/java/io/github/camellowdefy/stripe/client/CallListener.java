// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.CallReport;

/**
 * Receives the report of every call of a connection.
 *
 * <pre>{@code
 * connection.addListener(report -> LOG.info("{} {}", report.operation(), report.outcome()));
 * }</pre>
 */
@FunctionalInterface
public interface CallListener {

    /** A call has ended. Called by the thread that ended it, so it must not block. */
    void ended(CallReport report);
}
