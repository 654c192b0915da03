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

import com.stripe.exception.RateLimitException;

/** stripe-java's exception, with the reason Stripe gives in a header beside it. */
public class StripeRateLimitException extends RateLimitException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    StripeRateLimitException(RateLimitException original, String reason) {
        super(
                original.getUserMessage() + " (rate limited by: " + reason + ")",
                original.getParam(),
                original.getRequestId(),
                original.getCode(),
                original.getStatusCode(),
                original);
        this.reason = reason;
        setStripeError(original.getStripeError(), original.getStripeErrorApiMode());
    }

    /** The header {@code Stripe-Rate-Limited-Reason}, such as {@code endpoint-rate}. */
    public String getReason() {
        return reason;
    }
}
