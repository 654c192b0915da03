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

import com.stripe.Stripe;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers one call adds to those of its connection. */
final class RequestHeaders {

    private static final int MAX_LENGTH = 255;

    private final Map<String, String> headers = new LinkedHashMap<>(8);

    private RequestHeaders() {}

    /** The call's options win over the connection's settings. */
    static Map<String, String> of(StripeCall call, ConnectionSettings settings) {
        CallOptions options = call.options();
        if (given(options.stripeAccount()) && given(options.stripeContext())) {
            throw new InvalidStripeCallException(
                    "The options name both stripeAccount and stripeContext; give one of them");
        }
        String pinned = call.operation().isV2() ? Stripe.API_VERSION : null;
        RequestHeaders headers = new RequestHeaders();
        headers.put("Stripe-Version", options.apiVersion(), settings.apiVersion(), pinned);
        headers.put("Stripe-Account", options.stripeAccount(), settings.stripeAccount());
        headers.put("Stripe-Context", options.stripeContext(), settings.stripeContext());
        headers.put("Idempotency-Key", options.idempotencyKey());
        return headers.headers;
    }

    /** Puts the first value that is given. */
    private void put(String name, String... values) {
        for (String value : values) {
            if (given(value)) {
                headers.put(name, checked(name, value));
                return;
            }
        }
    }

    /**
     * Beyond ASCII a header has no agreed encoding: two idempotency keys could arrive as the same
     * one.
     */
    private static String checked(String name, String value) {
        if (value.length() > MAX_LENGTH) {
            throw new InvalidStripeCallException(
                    name + " has " + value.length() + " characters; Stripe takes " + MAX_LENGTH);
        }
        if (value.isBlank() || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new InvalidStripeCallException(
                    name
                            + " is blank or holds a line break, a control character or one beyond"
                            + " ASCII; use letters, digits and punctuation");
        }
        return value;
    }

    private static boolean given(String value) {
        return value != null && !value.isEmpty();
    }
}
