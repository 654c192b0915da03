// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.settings;

import io.github.camellowdefy.stripe.call.ApiKeys;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;

/** A secret key fit to be sent. What is wrong with one is said without quoting it. */
public final class SecretKey {

    private final String key;
    private final String authorization;

    private SecretKey(String key) {
        this.key = key;
        this.authorization = "Bearer " + key;
    }

    /**
     * Checks a key.
     *
     * @param option the option that holds it
     * @throws InvalidStripeCallException when it is missing, a publishable key, or cannot be a
     *     header
     */
    public static SecretKey of(String option, String key) {
        ApiKeys.check(option, key, "There is no secret key; set the option secretKey.");
        return new SecretKey(key);
    }

    public boolean is(String other) {
        return key.equals(other);
    }

    /** The value of the {@code Authorization} header. */
    public String authorization() {
        return authorization;
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "SecretKey[xxxxxx]";
    }
}
