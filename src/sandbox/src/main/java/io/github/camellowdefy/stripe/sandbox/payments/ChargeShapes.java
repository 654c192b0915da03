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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import java.util.Map;

/** What a charge tells of its payment method and of the bank's answer. Pure functions. */
final class ChargeShapes {

    private static final Map<String, String> SELLER_MESSAGES =
            Map.of(
                    "generic_decline",
                    "The bank did not return any further details with this decline.",
                    "expired_card",
                    "The card has expired.");

    private ChargeShapes() {}

    /** The {@code outcome} of a charge. */
    static ObjectNode outcome(Instrument instrument, Decline decline) {
        ObjectNode outcome = Json.object();
        boolean radar = decline != null && decline.by().equals("radar");
        String risk = instrument.afterwards("risk");
        boolean highest = radar && !decline.name().equals("generic_decline");
        outcome.put(
                "network_status",
                decline == null
                        ? "approved_by_network"
                        : radar ? "not_sent_to_network" : "declined_by_network");
        outcome.put(
                "reason", decline == null ? null : radar ? "highest_risk_level" : reason(decline));
        outcome.put("risk_level", highest ? "highest" : risk == null ? "normal" : risk);
        outcome.put("risk_score", highest ? 92 : risk == null ? 12 : 68);
        outcome.put(
                "seller_message",
                decline == null
                        ? "Payment complete."
                        : radar
                                ? "Stripe blocked this payment as too risky."
                                : sellerMessage(decline));
        outcome.put("type", decline == null ? "authorized" : radar ? "blocked" : "issuer_declined");
        return outcome;
    }

    private static String reason(Decline decline) {
        return decline.declineCode() == null ? decline.code() : decline.declineCode();
    }

    private static String sellerMessage(Decline decline) {
        String own = SELLER_MESSAGES.get(decline.name());
        return own == null ? "The bank returned the decline code `" + reason(decline) + "`." : own;
    }

    /** The {@code payment_method_details} of a charge. */
    static ObjectNode methodDetails(
            ObjectNode method, Instrument instrument, long amount, boolean captured, long now) {
        ObjectNode details = Json.object();
        if (!instrument.isCard()) {
            ObjectNode part = details.putObject(instrument.type());
            if (method.get(instrument.type()) instanceof ObjectNode own) {
                part.setAll(own);
            }
            details.put("type", instrument.type());
            return details;
        }
        JsonNode own = method.path("card").isObject() ? method.get("card") : method;
        ObjectNode card = details.putObject("card");
        card.put("amount_authorized", amount).put("authorization_code", "123456");
        card.put("brand", instrument.brand());
        if (!captured) {
            card.put("capture_before", now + Authorizations.LAST.toSeconds());
        }
        JsonNode address = method.path("billing_details").path("address");
        card.set(
                "checks",
                instrument.checks(
                        !address.path("line1").isMissingNode() && !address.path("line1").isNull(),
                        !address.path("postal_code").isMissingNode()
                                && !address.path("postal_code").isNull(),
                        true));
        card.put("country", instrument.country()).set("exp_month", own.path("exp_month"));
        card.set("exp_year", own.path("exp_year"));
        card.putObject("extended_authorization").put("status", "disabled");
        card.put("fingerprint", instrument.fingerprint()).put("funding", instrument.funding());
        card.putObject("incremental_authorization").put("status", "available");
        card.put("last4", instrument.last4()).putObject("multicapture").put("status", "available");
        card.put("network", instrument.brand()).putObject("network_token").put("used", false);
        card.put("network_transaction_id", "123456789012345");
        ObjectNode over = card.putObject("overcapture");
        over.put("maximum_amount_capturable", amount).put("status", "unavailable");
        card.put("regulated_status", "unregulated");
        details.put("type", "card");
        return details;
    }

    /** The {@code three_d_secure} of a card whose holder was asked. */
    static ObjectNode authenticated() {
        ObjectNode secure = Json.object();
        secure.put("authentication_flow", "challenge").put("electronic_commerce_indicator", "05");
        secure.put("result", "authenticated");
        secure.put("transaction_id", "00000000-0000-0000-0000-000000000000");
        secure.put("version", "2.2.0");
        return secure;
    }
}
