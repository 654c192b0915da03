// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import java.time.Instant;

/**
 * The call comes with a generated idempotency key that Stripe may have forgotten, so Stripe could
 * act a second time. Nothing was sent; what the first call did has to be looked up.
 *
 * <pre>{@code
 * onException(ExpiredKeyException.class).log("look up ${exception.idempotencyKey}");
 * }</pre>
 */
public class ExpiredKeyException extends InvalidStripeCallException {

    private static final long serialVersionUID = 1L;

    private final String idempotencyKey;
    private final Instant made;

    ExpiredKeyException(String message, String idempotencyKey, Instant made) {
        super(message);
        this.idempotencyKey = idempotencyKey;
        this.made = made;
    }

    public String getIdempotencyKey() {
        return idempotencyKey;
    }

    /** When the key was made. */
    public Instant getMade() {
        return made;
    }
}
