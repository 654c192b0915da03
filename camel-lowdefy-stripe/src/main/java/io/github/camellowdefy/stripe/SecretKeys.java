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
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.util.Map;

/** Tells a secret key from what people paste in its place. No text ever repeats what was read. */
final class SecretKeys {

    private static final Map<String, String> NOT_SECRET_KEYS =
            Map.of(
                    "pk_", "a publishable key",
                    "whsec_", "a webhook signing secret",
                    "acct_", "an account id",
                    "Bearer ", "an Authorization header");

    private SecretKeys() {}

    /**
     * The key itself, when it can be one.
     *
     * @param component the name of the component in Camel, by which its properties are set
     * @throws InvalidStripeCallException which says what it is instead
     */
    static String check(String key, String component) {
        if (key == null || key.isBlank()) {
            throw new InvalidStripeCallException(
                    "The option secretKey is missing; set it on the endpoint, on the connection bean or on the component (camel.component.%s.secret-key)."
                            .formatted(component));
        }
        NOT_SECRET_KEYS.forEach(
                (prefix, kind) -> {
                    if (key.startsWith(prefix)) {
                        throw new InvalidStripeCallException(
                                "The option secretKey holds %s (%s...); calls need a secret or restricted key (sk_... or rk_...)."
                                        .formatted(kind, prefix.trim()));
                    }
                });
        if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidStripeCallException(
                    "The option secretKey holds a line break, a blank or another character no key has; remove it, often it is the last one of a file.");
        }
        return key;
    }
}
