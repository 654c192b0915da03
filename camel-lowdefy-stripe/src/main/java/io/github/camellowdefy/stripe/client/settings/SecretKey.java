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
