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
package io.github.camellowdefy.stripe.call;

import java.time.Instant;

/**
 * The call comes with a generated idempotency key that Stripe may have forgotten, so Stripe could
 * act a second time. Nothing was sent; what the first call did has to be looked up.
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
