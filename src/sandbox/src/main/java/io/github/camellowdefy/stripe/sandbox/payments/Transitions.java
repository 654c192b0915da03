// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which calls an intent takes in which status, and what Stripe says otherwise. */
final class Transitions {

    private static final List<String> UNCONFIRMED =
            List.of("requires_payment_method", "requires_confirmation", "requires_action");

    private static final Map<String, String[]> ALL =
            Tsv.read(Transitions.class, "transitions.tsv").stream()
                    .collect(Collectors.toMap(row -> row[0] + ' ' + row[1], row -> row));

    private Transitions() {}

    /** 400 {@code payment_intent_unexpected_state} unless the call fits the status. */
    static void require(ObjectNode intent, String action) {
        String[] row = ALL.get(Json.text(intent, "object") + ' ' + action);
        String status = Json.text(intent, "status");
        if (!List.of(row[2].split(", ")).contains(status)) {
            throw unexpected(intent, StripeError.invalid(row[3].formatted(status, row[2])));
        }
    }

    /** Whether what is to be paid may still change. */
    static boolean isUnconfirmed(ObjectNode intent) {
        return UNCONFIRMED.contains(Json.text(intent, "status"));
    }

    /** The statuses in which what is to be paid may still change. */
    static String unconfirmed() {
        return String.join(", ", UNCONFIRMED);
    }

    /** 400 with the intent inside. */
    static StripeError unexpected(ObjectNode intent, StripeError refusal) {
        String object = Json.text(intent, "object");
        return refusal.code(object + "_unexpected_state").with(object, intent);
    }
}
