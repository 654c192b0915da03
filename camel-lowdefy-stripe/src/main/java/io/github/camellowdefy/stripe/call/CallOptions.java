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

/**
 * What a single call may say for itself, beside its parameters; null means: as the connection says.
 *
 * @param idempotencyKey the {@code Idempotency-Key} to send, up to 255 characters
 * @param stripeAccount the connected account, {@code acct_...}
 * @param stripeContext the {@code Stripe-Context}
 * @param apiVersion the {@code Stripe-Version}
 * @param apiKey another secret key for this one call
 * @param timeout milliseconds for one attempt
 * @param maxNetworkRetries how often a failed attempt is repeated
 */
public record CallOptions(
        String idempotencyKey,
        String stripeAccount,
        String stripeContext,
        String apiVersion,
        String apiKey,
        Integer timeout,
        Integer maxNetworkRetries) {

    /** Everything as the connection says. */
    public static final CallOptions NONE =
            new CallOptions(null, null, null, null, null, null, null);

    /** These options, with the gaps filled from {@code defaults}. */
    public CallOptions orElse(CallOptions defaults) {
        return new CallOptions(
                first(idempotencyKey, defaults.idempotencyKey),
                first(stripeAccount, defaults.stripeAccount),
                first(stripeContext, defaults.stripeContext),
                first(apiVersion, defaults.apiVersion),
                first(apiKey, defaults.apiKey),
                first(timeout, defaults.timeout),
                first(maxNetworkRetries, defaults.maxNetworkRetries));
    }

    /** These options with another idempotency key. */
    public CallOptions withIdempotencyKey(String key) {
        return new CallOptions(
                key, stripeAccount, stripeContext, apiVersion, apiKey, timeout, maxNetworkRetries);
    }

    /** Leaves the key out: options end up in logs. */
    @Override
    public String toString() {
        return "CallOptions[idempotencyKey=%s, stripeAccount=%s, stripeContext=%s, apiVersion=%s, apiKey=%s, timeout=%s, maxNetworkRetries=%s]"
                .formatted(
                        idempotencyKey,
                        stripeAccount,
                        stripeContext,
                        apiVersion,
                        apiKey == null ? null : "xxxxxx",
                        timeout,
                        maxNetworkRetries);
    }

    private static <T> T first(T a, T b) {
        return a != null ? a : b;
    }
}
