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
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;

/** Stripe takes texts of up to 5,000 characters; less where a bank's statement has to hold them. */
final class TextLimits {

    private static final int MAX = 5000;
    private static final int ON_STATEMENTS = 22;

    private TextLimits() {}

    /** 400 when a text in {@code value} is longer than Stripe takes. */
    static void check(String name, JsonNode value) {
        int most = name.startsWith("statement_descriptor") ? ON_STATEMENTS : MAX;
        if (value.isTextual() && value.textValue().length() > most) {
            String text = value.textValue();
            throw StripeError.invalid(
                            "Invalid string: %s...%s; must be at most %d characters"
                                    .formatted(
                                            text.substring(0, 5),
                                            text.substring(text.length() - 5),
                                            most))
                    .param(name);
        }
        for (JsonNode child : value) {
            check(name, child);
        }
    }
}
