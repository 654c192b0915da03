// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/**
 * Demands a {@code return_url} where the buyer may be sent away: for methods that always do, and
 * for intents that were made with {@code automatic_payment_methods[enabled]=true}.
 */
final class ReturnUrls {

    private ReturnUrls() {}

    /** Notes that a new intent takes methods that send the buyer away, where it was asked to. */
    static void note(Call call, ObjectNode intent) {
        Params automatic = call.params().hash("automatic_payment_methods");
        if (automatic.bool("enabled", false) && !automatic.is("allow_redirects", "never")) {
            call.changes().note(intent, "redirects", true);
        }
    }

    /** 400 where a confirmation lacks the way back. */
    static void require(Call call, ObjectNode intent, ObjectNode method) {
        if (call.params().bool("use_stripe_sdk", false)
                || ConfirmationTokens.returnUrl(call) != null) {
            return;
        }
        String type = Json.text(method, "type");
        boolean leaves =
                Instruments.of(method).isRedirecting() && !CashBalances.METHOD.equals(type);
        String object = Json.text(intent, "object");
        boolean may = call.account().hidden(intent).path("redirects").asBoolean();
        refuseIf(
                leaves || may,
                leaves ? "return_url_of_method" : "return_url_missing",
                object.equals("payment_intent") ? "PaymentIntent" : "SetupIntent",
                type);
    }
}
