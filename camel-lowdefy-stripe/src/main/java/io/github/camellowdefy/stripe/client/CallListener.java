// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.CallReport;

/** Hears of every call of a connection when it has ended. */
@FunctionalInterface
public interface CallListener {

    /** A call has ended. Called by the thread that ended it, so it must not block. */
    void ended(CallReport report);
}
