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
 * @param seller what the merchant is told, or null where it is only the code
 */
record Decline(
        String name, String code, String declineCode, String by, String message, String seller) {

    private static final Map<String, Decline> ALL =
            Tsv.read(Decline.class, "declines.tsv").stream()
                    .map(Decline::of)
                    .collect(Collectors.toMap(Decline::name, Function.identity()));

    private static Decline of(String... row) {
        String code = Tsv.value(row[2]);
        return new Decline(row[0], row[1], code, row[3], row[4], Tsv.value(row[5]));
    }

    static Decline of(String name) {
        return ALL.get(name);
    }

    /** The most precise code there is. */
    String reason() {
        return declineCode == null ? code : declineCode;
    }

    /** What the merchant is told. */
    String sellerMessage() {
        return seller == null ? "The bank returned the decline code `" + reason() + "`." : seller;
    }

    /** 402 {@code card_error} without the objects concerned. */
    StripeError error() {
        return StripeError.card(code, declineCode, message);
    }
}
