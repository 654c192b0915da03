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
package io.github.camellowdefy.stripe.springboot;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options that the properties of the application set, by their names in Camel. The values stay
 * text: the component alone decides what its options can hold.
 */
public abstract class StripeOptions {

    private final Map<String, String> values = new LinkedHashMap<>();

    protected final String get(String option) {
        return values.get(option);
    }

    protected final void set(String option, String value) {
        values.put(option, value);
    }

    /** The options that were set, and no other. */
    final Map<String, String> values() {
        return values;
    }

    /** Names the options, never a value: it may be a key. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + values.keySet();
    }
}
