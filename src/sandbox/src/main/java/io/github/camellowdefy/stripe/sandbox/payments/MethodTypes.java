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
package io.github.camellowdefy.stripe.sandbox.payments;

import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import io.github.camellowdefy.stripe.sandbox.engine.Tsv;
import java.util.Set;

/** The types of payment method there are. */
final class MethodTypes {

    private static final Set<String> ALL = Tsv.words(Tsv.texts(MethodTypes.class).get("methods"));

    private MethodTypes() {}

    /** 400 when the types an intent is to take are none, or are listed beside "whatever is on". */
    static void check(Params params) {
        for (String type : params.texts("payment_method_types")) {
            if (!ALL.contains(type)) {
                throw StripeError.refusal("method_type_invalid", type);
            }
        }
        if (params.has("payment_method_types")
                && params.hash("automatic_payment_methods").bool("enabled", false)) {
            throw StripeError.refusal("two_ways_of_methods");
        }
    }
}
