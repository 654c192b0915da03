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
package io.github.camellowdefy.stripe.client;

/**
 * A call that changes something was sent, and no answer came back that could be read: Stripe may
 * have acted on it or not. Repeating it with {@link #getIdempotencyKey() the same idempotency key}
 * is right, and makes Stripe act once; repeating it with another one may charge twice.
 */
public class StripeOutcomeUnknownException extends StripeUnansweredException {

    private static final long serialVersionUID = 1L;

    public StripeOutcomeUnknownException(
            String message, Throwable cause, String operation, int attempts, String key) {
        super(message, cause, operation, attempts, key);
    }
}
