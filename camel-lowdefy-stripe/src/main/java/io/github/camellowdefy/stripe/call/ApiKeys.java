// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import java.util.Map;

/**
 * Recognises a secret key and the values that users paste in its place. No sentence repeats the
 * value.
 *
 * <pre>{@code
 * ApiKeys.check("secretKey", "pk_test_1"); // throws: it is a publishable key
 * }</pre>
 */
public final class ApiKeys {

    private static final Map<String, String> NOT_SECRET_KEYS =
            Map.of(
                    "pk_", "a publishable key",
                    "whsec_", "a webhook signing secret",
                    "acct_", "an account id",
                    "Bearer ", "an Authorization header");

    private ApiKeys() {}

    /**
     * Refuses text that cannot be a secret key.
     *
     * @param option the option that holds it
     * @throws InvalidStripeCallException which says what it is instead
     */
    public static void check(String option, String key) {
        check(option, key, "There is no secret key; set the option secretKey.");
    }

    /**
     * Refuses text that cannot be a secret key.
     *
     * @param option the option that holds it
     * @param missing the sentence for a key that is not there
     * @throws InvalidStripeCallException which says what it is instead
     */
    public static void check(String option, String key, String missing) {
        if (key == null || key.isBlank()) {
            throw new InvalidStripeCallException(missing);
        }
        NOT_SECRET_KEYS.forEach(
                (prefix, kind) -> {
                    if (key.startsWith(prefix)) {
                        throw new InvalidStripeCallException(
                                "The option %s holds %s (%s...); calls need a secret or restricted key (sk_... or rk_...)."
                                        .formatted(option, kind, prefix.trim()));
                    }
                });
        if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidStripeCallException(
                    "The option %s holds a line break, a blank or another character no key has; remove it, often it is the last one of a file."
                            .formatted(option));
        }
    }
}
