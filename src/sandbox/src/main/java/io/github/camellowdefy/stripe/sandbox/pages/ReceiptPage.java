// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import java.util.Map;
import java.util.stream.Stream;

/** A charge's receipt: what was paid, and whether it stands. */
final class ReceiptPage {

    private ReceiptPage() {}

    static Answer show(Visit visit) {
        ObjectNode charge = visit.object();
        if (Json.text(charge, "description") == null) {
            charge.put("description", "Payment");
        }
        String status = charge.path("refunded").asBoolean() ? "refunded" : visit.status();
        return Html.order(
                200,
                "Receipt",
                Html.lines(Stream.of(charge), "amount", Html.money(charge, "amount")),
                Html.of("receipt", Map.of("text", status, "id", Json.id(charge))));
    }
}
