// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import java.io.IOException;

/**
 * Stripe reported success, but its answer cannot be read: it is cut off, or not JSON. The call was
 * most likely executed, so an attempt to repeat it has to carry the same idempotency key.
 */
public class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnreadableAnswerException(String message) {
        super(message);
    }
}
