// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;

/** What a charge tells of its payment method and of the bank's answer. Pure functions. */
final class ChargeShapes {

    private ChargeShapes() {}

    /** The {@code outcome} of a charge. */
    static ObjectNode outcome(Instrument instrument, Decline decline) {
        String risk = instrument.afterwards("risk");
        ObjectNode facts = Json.object("risk_level", risk == null ? "normal" : risk);
        facts.put("risk_score", risk == null ? 12 : 68);
        if (decline == null) {
            return Shapes.of("outcome.authorized", facts);
        }
        facts.put("reason", decline.reason()).put("seller_message", decline.sellerMessage());
        boolean radar = decline.by().equals("radar");
        return Shapes.of(radar ? "outcome.blocked" : "outcome.issuer_declined", facts);
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
