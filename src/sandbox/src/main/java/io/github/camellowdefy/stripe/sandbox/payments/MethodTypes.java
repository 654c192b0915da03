// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
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
