// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import io.github.camellowdefy.stripe.sandbox.schema.StripeError;

/**
 * What one operation does beyond, or instead of, the generic engine. It runs with the account's
 * lock held when the operation writes. Errors are thrown as {@link StripeError}; nothing is rolled
 * back, so check first and change afterwards.
 */
@FunctionalInterface
public interface Behaviour {

    /** Answers the call; {@link Call#proceed()} is what the generic engine would have done. */
    Answer handle(Call call);
}
