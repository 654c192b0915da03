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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.util.List;
import java.util.Map;

/**
 * Which calls an intent takes in which status, and what Stripe says otherwise.
 *
 * @param allowed the statuses the call is possible in
 * @param before the text before the status
 * @param after the text between the status and the list of those allowed
 */
record Transitions(List<String> allowed, String before, String after) {

    /** Statuses Stripe lists though no intent here ever has them. */
    private static final List<String> CANCELABLE =
            List.of(
                    "requires_payment_method",
                    "requires_capture",
                    "requires_reauthorization",
                    "requires_confirmation",
                    "requires_action",
                    "expired",
                    "processing");

    private static final List<String> UNCONFIRMED =
            List.of("requires_payment_method", "requires_confirmation", "requires_action");

    private static final Map<String, Transitions> PAYMENT_INTENT =
            Map.of(
                    "confirm",
                    new Transitions(
                            UNCONFIRMED,
                            "You cannot confirm this PaymentIntent because it has a status of ",
                            "may be confirmed: "),
                    "capture",
                    new Transitions(
                            List.of("requires_capture"),
                            "This PaymentIntent could not be captured because it has a status of ",
                            "may be captured: "),
                    "cancel",
                    new Transitions(
                            CANCELABLE,
                            "You cannot cancel this PaymentIntent because it has a status of ",
                            "may be canceled: "),
                    "increment",
                    new Transitions(
                            List.of("requires_capture"),
                            "This PaymentIntent's authorization could not be incremented because"
                                    + " it has a status of ",
                            "may be incremented: "),
                    "authenticate",
                    new Transitions(
                            List.of("requires_action"),
                            "There is nothing to authenticate on this PaymentIntent because it has"
                                    + " a status of ",
                            "may be authenticated: "));

    private static final Map<String, Transitions> SETUP_INTENT =
            Map.of(
                    "confirm",
                    new Transitions(
                            UNCONFIRMED,
                            "You cannot confirm this SetupIntent because it has a status of ",
                            "may be confirmed: "),
                    "cancel",
                    new Transitions(
                            UNCONFIRMED,
                            "You cannot cancel this SetupIntent because it has a status of ",
                            "may be canceled: "),
                    "authenticate",
                    new Transitions(
                            List.of("requires_action"),
                            "There is nothing to authenticate on this SetupIntent because it has a"
                                    + " status of ",
                            "may be authenticated: "));

    /** 400 {@code payment_intent_unexpected_state} unless the call fits the status. */
    static void require(ObjectNode intent, String action) {
        boolean payment = Json.text(intent, "object").equals("payment_intent");
        Transitions row = (payment ? PAYMENT_INTENT : SETUP_INTENT).get(action);
        String status = Json.text(intent, "status");
        if (!row.allowed().contains(status)) {
            String noun = payment ? "PaymentIntent" : "SetupIntent";
            throw unexpected(
                    intent,
                    row.before()
                            + status
                            + ". Only a "
                            + noun
                            + " with one of the following statuses "
                            + row.after()
                            + String.join(", ", row.allowed())
                            + '.');
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
    static StripeError unexpected(ObjectNode intent, String message) {
        String object = Json.text(intent, "object");
        return StripeError.invalid(message).code(object + "_unexpected_state").with(object, intent);
    }
}
