// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
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
        JsonNode address = method.path("billing_details").path("address");
        ObjectNode facts = instrument.facts().put("amount", amount);
        Json.copy(own, facts, "exp_month", "exp_year");
        boolean line = address.hasNonNull("line1");
        facts.set("checks", instrument.checks(line, address.hasNonNull("postal_code"), true));
        facts.put("capture_before", now + Authorizations.LAST.toSeconds());
        details = Shapes.of("charge.card", facts);
        if (captured) {
            ((ObjectNode) details.get("card")).remove("capture_before");
        }
        return details;
    }

    /** The {@code three_d_secure} of a card whose holder was asked. */
    static ObjectNode authenticated() {
        return Shapes.of("charge.three_d_secure", Json.object());
    }
}
