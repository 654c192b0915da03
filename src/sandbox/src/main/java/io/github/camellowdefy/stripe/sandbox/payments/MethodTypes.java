// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Set;

/** The types of payment method there are. */
final class MethodTypes {

    private static final Set<String> ALL = Tsv.words(Tsv.texts(MethodTypes.class).get("methods"));

    private MethodTypes() {}

    /** 400 when the types an intent is to take are none, or are listed beside "whatever is on". */
    static void check(Params params) {
        for (String type : params.texts("payment_method_types")) {
            refuseIf(!ALL.contains(type), "method_type_invalid", type);
        }
        refuseIf(
                params.has("payment_method_types")
                        && params.hash("automatic_payment_methods").bool("enabled", false),
                "two_ways_of_methods");
    }
}
