// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a payment is refused, from {@code declines.tsv}.
 *
 * @param name such as {@code insufficient_funds}
 * @param code of the error, such as {@code card_declined}
 * @param declineCode of the error, or null where Stripe documents none
 * @param by {@code issuer}, {@code radar} or {@code bank}
 * @param message for the customer
 */
record Decline(String name, String code, String declineCode, String by, String message) {

    private static final Map<String, Decline> ALL =
            Tsv.read(Decline.class, "declines.tsv").stream()
                    .map(row -> new Decline(row[0], row[1], Tsv.value(row[2]), row[3], row[4]))
                    .collect(Collectors.toMap(Decline::name, Function.identity()));

    static Decline of(String name) {
        return ALL.get(name);
    }

    /** 402 {@code card_error} without the objects concerned. */
    StripeError error() {
        return StripeError.card(code, declineCode, message);
    }
}
